import ArgumentParser
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// How far a learner came in a course.
struct CourseProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Show how far you came, or write it to a file to hand in.")

  @Argument(help: "the course's folder, with its index course.md")
  var folder: String

  @Option(help: "a file to hand in, with your answers")
  var to: String?

  func run() throws {
    try Failure.leaving {
      let visit = try CourseVisit(folder)
      let progress = visit.progress
      if let to {
        try ProgressFile.write(progress, to: to)
      } else {
        Terminal.show(visit.overview)
      }
    }
  }
}

/// A course as one learner has come through it.
struct CourseVisit {
  let course: Course
  /// Each lesson as the last visit left it; nil for one that cannot be read.
  let lessons: [(lesson: Course.Lesson, state: Walkthrough?)]

  init(_ folder: String) throws {
    course = try Course(folder: folder)
    let files = NotebookFiles.open(course.lessons.map(course.path))
    let setup = try NotebookOptions.parse([]).setup(files)
    lessons = zip(course.lessons, files).map { lesson, file in
      let notebook = file.notebook.value
      return (
        lesson,
        notebook.map {
          Walkthrough(
            setup.run($0, interrupt: Interrupt()),
            from: Bookmark(notebook: $0.name).record)
        }
      )
    }
  }

  var progress: CourseProgress {
    CourseProgress(
      course: course.title,
      lessons: lessons.compactMap { lesson, state in
        state.map { CourseProgress.Lesson(file: lesson.file, $0) }
      })
  }

  /// The first lesson that is not done, from 0; nil if all are.
  var next: Int? {
    lessons.firstIndex { !($0.state?.isDone ?? true) }
  }

  /// The lessons with what was done of each.
  var overview: Output {
    let rows = lessons.enumerated().map { number, item -> [String] in
      let (lesson, state) = item
      let done = state.map { CourseProgress.Lesson(file: lesson.file, $0) }
      return [
        "\(number + 1)", lesson.title, "\(lesson.minutes)",
        done.map(Self.state) ?? "cannot be read",
        done.map { "\($0.solved) of \($0.exercises.count)" } ?? "",
        done.map { "\($0.rightPredictions) of \($0.predictions)" } ?? "",
      ]
    }
    return .table(
      Table(
        ["", "lesson", "minutes", "state", "solved", "predicted"], rows))
  }

  private static func state(_ lesson: CourseProgress.Lesson) -> String {
    if lesson.isDone { return "done" }
    return lesson.passed == 0
      ? "not begun" : "step \(lesson.passed + 1) of \(lesson.steps)"
  }
}

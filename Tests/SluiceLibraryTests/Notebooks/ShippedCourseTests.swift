import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

/// The course that comes with the program. That its exercises do what they
/// should `sluice test notebooks` proves, since they train.
@Suite("The course") struct ShippedCourseTests {
  private func lessons() throws -> (course: Course, lessons: [Notebook]) {
    let folder = DocumentationTests.root.appending(path: "notebooks/course")
    let course = try Course(folder: folder.path)
    return (
      course,
      try course.lessons.map {
        try Notebook(contentsOf: course.path(of: $0))
      }
    )
  }

  @Test("Terms are explained in their lesson, and not used before")
  func terms() throws {
    let (course, lessons) = try lessons()
    #expect(course.lessons.count == 9)
    let mistakes = course.mistakes(inTermsOf: lessons)
    #expect(mistakes.map { $0.rendered(color: false) } == [])
  }

  @Test("Each lesson asks at least three times, and ends with three sentences")
  func asks() throws {
    let (course, lessons) = try lessons()
    #expect(course.mistakes(inExercisesOf: lessons) == [])
    for lesson in lessons {
      let exercises = lesson.cells.filter { $0.exercise != nil }
      let questions = lesson.parts.filter {
        if case .question = $0 { true } else { false }
      }
      #expect(
        !exercises.isEmpty && !lesson.predictions.isEmpty, "\(lesson.name)")
      #expect(exercises.count + questions.count >= 3, "\(lesson.name)")
      for exercise in exercises.compactMap(\.exercise) {
        #expect(!exercise.hints.isEmpty && !exercise.wrong.isEmpty)
        #expect(exercise.solution != nil)
      }
      let end = lesson.text.components(separatedBy: "## To remember\n")
      #expect(end.count == 2, "\(lesson.name)")
      let remembered = end[end.count - 1].components(separatedBy: "## To try")
      #expect(remembered.count == 2, "\(lesson.name)")
      #expect(
        remembered[0].matches(of: #/(?m)^\d\. /#).count == 3, "\(lesson.name)")
    }
  }

  @Test("What the README shows of an exercise is in the course")
  func shown() throws {
    let readme = try String(
      contentsOf: DocumentationTests.root.appending(path: "README.md"),
      encoding: .utf8)
    let lesson = try lessons().lessons[3]
    let cell = try #require(
      lesson.cells.first { $0.options.id == "read-the-neighbour" })
    let exercise = try #require(cell.exercise)
    #expect(readme.contains("▌ \(exercise.start.text[0])\n"))
    let number = try #require(
      lesson.cells.firstIndex { $0.options.id == "read-the-neighbour" })
    let wrong = try #require(
      exercise.wrong.first { readme.contains("\n\($0.message)\n") })
    #expect(
      readme.contains(
        "exercise, step \(number + 1) of \(lesson.cells.count)>"
          + " \(wrong.fence.text[0])\n"))
    let check = try #require(exercise.check)
    for line in check.text {
      let aim = line.components(separatedBy: "\"")[1]
      #expect(
        readme.contains("right: \(aim)\n")
          || readme.contains("missing: \(aim)\n"))
    }
  }

  @Test("A copy without solutions can be handed out")
  func copies() throws {
    for lesson in try lessons().lessons {
      let copy = try Notebook(
        lesson.stripped(solutions: true), name: lesson.name)
      #expect(copy.cells.count == lesson.cells.count)
      #expect(copy.cells.allSatisfy { $0.exercise?.solution == nil })
    }
  }
}

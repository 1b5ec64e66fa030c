import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceNotebook
import SluiceOutput

/// Grades the answers of many learners to one lesson.
struct CourseGrade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade the answers that learners handed in to a lesson.",
    discussion: """
      Only their answers are taken, by the names of exercises; the checks are \
      those of your lesson. Each check that an answer passes counts one point.
      """)

  @Argument(help: "your lesson, with its solutions")
  var lesson: String

  @Argument(
    help: ArgumentHelp(
      "a folder with a file or a folder for each learner: copies of the lesson,"
        + " or files that `course progress --to` wrote"))
  var folder: String

  @Option(help: "seconds that one answer and its check may take")
  var timeout = 20.0

  @Option(help: "a file for the table, as CSV")
  var to: String?

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      if let to { try WholeFile.checkWritable(to) }
      let files = NotebookFiles.open([lesson])
      let setup = try NotebookOptions.parse([]).setup(files)
      guard let notebook = try files.first?.notebook.get() else { return }
      let run = setup.run(notebook, interrupt: interrupt, isFresh: true)
      let mistakes = run.check()
      guard mistakes.isEmpty else { throw Failure(mistakes) }
      var grading = Grading(run, seconds: timeout)
      guard !grading.exercises.isEmpty else {
        throw Diagnostic(
          .badExercise, "\(lesson) has no exercise to grade",
          hint: "an exercise is a cell with the option `exercise`")
      }
      let (learners, unread) = try HandedInFiles.read(folder)
      Terminal.printError(unread)
      let grades = try grading.grades(of: learners)
      let report = GradeReport(
        exercises: grading.exercises,
        rows: zip(learners, grades).map { ($0.student, $1) })
      Terminal.showWhole(.table(report.table))
      Terminal.showWhole(report.remarks)
      if let to {
        try WholeFile.write(Data((report.numbers.csv + "\n").utf8), to: to)
      }
      guard unread.isEmpty else {
        throw ExitCode(unread.map(\.code).exitStatus)
      }
    }
  }
}

/// What learners handed in, in a folder.
enum HandedInFiles {
  /// Reads it.
  ///
  /// - Returns: The learners in order, and what could not be read.
  /// - Throws: That there is nothing.
  static func read(
    _ folder: String
  ) throws(Diagnostic) -> (learners: [HandedIn], unread: [Diagnostic]) {
    let names = FileManager.default.enumerator(atPath: folder)
    var paths: [String] = []
    while let name = names?.nextObject() as? String {
      let last = name.split(separator: "/").last ?? ""
      if last.hasPrefix(".") || last == "out" {
        names?.skipDescendants()
      } else if [".sluice", ".sluice.md", ".json"].contains(
        where: last.hasSuffix)
      {
        paths.append(name)
      }
    }
    guard !paths.isEmpty else {
      throw Diagnostic(
        .fileNotFound, "nothing was handed in in \(folder)",
        hint: "it is a folder with copies of the lesson, or with files that"
          + " `sluice course progress --to` wrote")
    }
    var learners: [HandedIn] = []
    var unread: [Diagnostic] = []
    for path in paths.sorted() {
      do throws(Diagnostic) {
        learners.append(try handedIn("\(folder)/\(path)", student(path, paths)))
      } catch { unread.append(error) }
    }
    return (learners, unread)
  }

  /// What a learner is called: the file's name without its ending, or the
  /// folder's where each has one.
  private static func student(_ path: String, _ all: [String]) -> String {
    let parts = path.split(separator: "/").map(String.init)
    let file = parts.last.map { $0.prefix { $0 != "." } }.map(String.init) ?? ""
    let isAlone = all.count { $0.hasPrefix((parts.first ?? "") + "/") } == 1
    guard parts.count > 1 else { return file }
    return isAlone ? parts[0] : "\(parts[0])/\(file)"
  }

  private static func handedIn(
    _ path: String, _ student: String
  ) throws(Diagnostic) -> HandedIn {
    guard path.hasSuffix(".json") else {
      return HandedIn(student: student, copy: try Notebook(contentsOf: path))
    }
    return HandedIn(
      student: student, progress: try ProgressFile.read(path))
  }
}

/// Grades as a table, and what is to be said of answers that are not right.
private struct GradeReport {
  let exercises: [String]
  let rows: [(student: String, grades: [Grade])]

  /// With what could be reached.
  var table: Table { table { "\($0.reached)/\($0.of)" } }

  /// As a spreadsheet counts, which takes 1/2 for a day in January.
  var numbers: Table { table { String($0.reached) } }

  private func table(_ text: (Grade) -> String) -> Table {
    Table(
      ["learner"] + exercises.map { "#" + $0 } + ["points", "of"],
      rows.map { student, grades in
        [student] + grades.map(text)
          + [
            String(grades.reduce(0) { $0 + $1.reached }),
            String(grades.reduce(0) { $0 + $1.of }),
          ]
      })
  }

  var remarks: Output {
    rows.flatMap { student, grades in
      zip(exercises, grades).compactMap { exercise, grade in
        grade.remark.map { remark -> Output in
          .note("\(student), #\(exercise): \(onOneLine(remark))")
        }
      }
    }.reduce(.nothing, +)
  }
}

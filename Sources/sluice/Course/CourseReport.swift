import ArgumentParser
import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// Where a class is stuck.
struct CourseReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Say where a class is stuck, from what learners handed in.")

  @Argument(help: "files that `course progress --to` wrote")
  var files: [String]

  func run() throws {
    try Failure.leaving {
      var learners: [CourseProgress] = []
      var unread: [Diagnostic] = []
      for file in files {
        do throws(Diagnostic) {
          learners.append(try ProgressFile.read(file))
        } catch { unread.append(error) }
      }
      Terminal.printError(unread)
      if !learners.isEmpty {
        Terminal.showWhole(.table(ClassReport(learners).table))
      }
      guard unread.isEmpty else {
        throw ExitCode(unread.map(\.code).exitStatus)
      }
    }
  }
}

/// How a class fares with each exercise of a course.
private struct ClassReport {
  let learners: [CourseProgress]

  init(_ learners: [CourseProgress]) { self.learners = learners }

  /// Lessons in the order in which they first come, with their exercises.
  private var exercises: [(file: String, name: String)] {
    var seen: Set<String> = []
    return learners.flatMap(\.lessons).flatMap { lesson in
      lesson.exercises.map { (lesson.file, $0.name) }
    }.filter { seen.insert($0.0 + $0.1).inserted }
  }

  var table: Table {
    Table(
      [
        "lesson", "exercise", "reached", "solved", "gave up", "attempts",
        "hints",
      ],
      exercises.map { file, name in
        let states = learners.flatMap(\.lessons).filter { $0.file == file }
          .flatMap(\.exercises).filter { $0.name == name }
        let reached = states.filter { $0.state != "open" }
        func mean(_ number: (CourseProgress.Exercise) -> Int) -> String {
          guard !reached.isEmpty else { return "–" }
          return numberText(
            (10 * Double(reached.reduce(0) { $0 + number($1) })
              / Double(reached.count)).rounded() / 10)
        }
        return [
          file, name, "\(reached.count) of \(learners.count)",
          String(reached.count { $0.answer != nil }),
          String(
            reached.count {
              $0.state == "skipped" || $0.state == "solution shown"
            }), mean(\.attempts), mean(\.hints),
        ]
      })
  }
}

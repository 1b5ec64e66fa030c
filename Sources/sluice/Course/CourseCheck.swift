import ArgumentParser
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// Finds out all that a teacher must know before class.
struct CourseCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check and test all lessons of a course, and its terms.")

  @Argument(help: "the course's folder, with its index course.md")
  var folder: String

  @Option(
    help: ArgumentHelp(
      "notebook seeds to test under, as in 1..5: what is asserted must hold,"
        + " outputs are not compared", valueName: "first..last"))
  var seeds: String?

  @Option(help: "seconds that a lesson may take")
  var timeout: Double?

  func validate() throws {
    if let seeds, range == nil {
      throw ValidationError("--seeds takes a range such as 1..5, not \(seeds)")
    }
  }

  private var range: ClosedRange<UInt64>? {
    let ends = (seeds ?? "").components(separatedBy: "..")
      .map { UInt64($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1],
      first <= last, last - first < 1000
    else { return nil }
    return first...last
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let course = try Course(folder: folder)
      let files = NotebookFiles.open(course.lessons.map(course.path))
      let setup = try NotebookOptions.parse([]).setup(files)
      let start = ContinuousClock.now
      let report = TestReport(asJSON: false)
      var mistakes =
        course.mistakes(inExercisesOf: files.map(\.notebook.value))
        + course.mistakes(inTermsOf: files.map(\.notebook.value))
      mistakes.forEach(report.print)
      var tests: [TestedNotebook] = []
      for seed in range.map({ $0.map(Optional.some) }) ?? [nil] {
        if let seed { Terminal.print("seed \(seed)") }
        for file in files where !interrupt.isRequested {
          let test = TestedNotebook(
            file, setup, interrupt, seed: seed, seconds: timeout)
          report.show(test)
          tests.append(test)
        }
      }
      mistakes += tests.flatMap(\.allDiagnostics)
      let minutes = course.lessons.reduce(0) { $0 + $1.minutes }
      report.summarize(tests, ContinuousClock.now - start)
      Terminal.print(
        "\(onOneLine(course.title)): "
          + NumberText.count(course.lessons.count, of: "lesson")
          + ", \(minutes) minutes, "
          + NumberText.count(course.terms.count, of: "term"))
      if interrupt.isRequested { throw ExitCode(Signals.exitStatus) }
      let codes = mistakes.map(\.code)
      guard codes.isEmpty else { throw ExitCode(codes.exitStatus) }
    }
  }
}

extension Result {
  /// What there is, if there is something.
  var value: Success? { try? get() }
}

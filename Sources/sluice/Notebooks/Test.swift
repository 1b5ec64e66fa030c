import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import SluiceNotebook

/// Runs notebooks and compares what they print with what is recorded.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.test.rawValue,
    abstract: "Run notebooks and compare their outputs with the recorded ones.",
    discussion: """
        sluice test notebooks
        sluice test --fail-fast --junit report.xml notebooks
        sluice test --until 2 notebooks/quickstart.sluice
        sluice test --recorded --timeout 600 --jobs 2 notebooks
      """)

  @Argument(help: "notebooks, or folders of them; `-` reads one from a pipe")
  var files: [String]

  @OptionGroup var options: NotebookOptions
  @OptionGroup var part: PartOptions
  @OptionGroup var time: TimeOption

  @Flag(help: "stop at the first failure")
  var failFast = false

  @Flag(help: "fail a notebook of which nothing is compared or asserted")
  var recorded = false

  @Option(help: "notebooks to test at the same time")
  var jobs = 1

  @Flag(help: "use what steps did in earlier runs, where nothing has changed")
  var kept = false

  @Flag(help: "print one event a line, as JSON")
  var json = false

  @Option(help: "a file for a report in JUnit's form")
  var junit: String?

  func validate() throws {
    if jobs < 1 {
      throw ValidationError("--jobs must be at least 1, not \(jobs)")
    }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    // Who ends it still gets the report of what was tested.
    if junit != nil { Signals.finishBeforeEnding() }
    try Failure.leaving {
      if let junit { try WholeFile.checkWritable(junit) }
      let files = NotebookFiles.open(self.files)
      let setup = try options.setup(files)
      try part.check(files)
      let start = ContinuousClock.now
      let turns = Turns(
        jobs == 1 ? [] : files.map { written(by: $0, setup, interrupt) })
      let tests = files.enumerated().map { number, file in
        let test = prepare(file, setup, interrupt)
        return { @Sendable in turns.take(number, test) }
      }
      let report = TestReport(asJSON: json)
      let isPatient = !failFast
      let ended = Jobs.run(tests, atOnce: jobs, then: report.show) {
        !interrupt.isRequested && (isPatient || $0.codes.isEmpty)
      }
      report.summarize(ended, ContinuousClock.now - start)
      if let junit {
        try WholeFile.write(JUnit.report(ended.map(\.suite)), to: junit)
      }
      if interrupt.isRequested { throw ExitCode(Signals.exitStatus) }
      let codes = ended.flatMap(\.codes)
      guard codes.isEmpty else { throw ExitCode(codes.exitStatus) }
    }
  }

  /// The files that a notebook would write.
  private func written(
    by file: NotebookFile, _ setup: NotebookSetup, _ interrupt: Interrupt
  ) -> Set<String> {
    guard let notebook = try? file.notebook.get() else { return [] }
    var check = NotebookCheck(setup.run(notebook, interrupt: interrupt))
    _ = check.findings()
    return check.writtenFiles
  }

  /// Makes the test of one notebook, which another thread may run.
  private func prepare(
    _ file: NotebookFile, _ setup: NotebookSetup, _ interrupt: Interrupt
  ) -> @Sendable () -> TestedNotebook {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let threads = max(1, cores / jobs)
    let (stops, recorded, seconds) = (failFast, recorded, time.seconds)
    let (usesKept, range) = (kept, part.range)
    return {
      var tested = TestedNotebook(
        file, setup, interrupt, threads: threads, seconds: seconds,
        stopsAtFailure: stops, usesKept: usesKept, range: range)
      if recorded, tested.codes.isEmpty, tested.evidence == 0 {
        let profile = file.notebook.value.flatMap(setup.profile)
        tested.mistakes = [tested.withoutEvidence(profile?.name)]
      }
      return tested
    }
  }
}

import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import SluiceNotebook
import Synchronization

/// Runs notebooks and compares what they print with what is recorded.
struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.test.rawValue,
    abstract: "Run notebooks and compare their outputs with the recorded ones.",
    discussion: """
        sluice test notebooks
        sluice test --fail-fast --junit report.xml notebooks
        sluice test --jobs 2 notebooks
      """)

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  @OptionGroup var options: NotebookOptions

  @Flag(help: "stop at the first failure")
  var failFast = false

  @Option(help: "notebooks to test at the same time")
  var jobs = 1

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
    try Failure.leaving {
      let notebooks = try NotebookFiles.read(
        NotebookFiles.expand(files), profile: options.profile)
      let start = ContinuousClock.now
      let tests = try notebooks.map { notebook in
        try prepare(notebook, interrupt)
      }
      let report = TestReport(asJSON: json)
      let isPatient = !failFast
      let ended = Jobs.run(tests, atOnce: jobs, then: report.show) {
        !interrupt.isRequested && (isPatient || $0.status == 0)
      }
      if !json { report.summarize(ended, ContinuousClock.now - start) }
      if let junit { try write(ended, to: junit) }
      if interrupt.isRequested { throw ExitCode(Code.interrupted.exitStatus) }
      if let status = ended.map(\.status).first(where: { $0 != 0 }) {
        throw ExitCode(status)
      }
    }
  }

  /// Makes the test of one notebook, which another thread may run.
  private func prepare(
    _ notebook: Notebook, _ interrupt: Interrupt
  ) throws(Diagnostic) -> @Sendable () -> TestedNotebook {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let run = try options.run(
      notebook, interrupt: interrupt, threads: max(1, cores / jobs),
      isFresh: true)
    let profile = options.profile(of: notebook)
    let stops = failFast
    return {
      let mistakes = run.check()
      guard mistakes.isEmpty else {
        return TestedNotebook(notebook: notebook, mistakes: mistakes)
      }
      var test = NotebookTest(run, profile: profile)
      return TestedNotebook(
        notebook: notebook, results: test.results(stopsAtFailure: stops))
    }
  }

  private func write(_ ended: [TestedNotebook], to path: String) throws {
    try WholeFile.write(JUnit.report(ended.map(\.suite)), to: path)
  }
}

/// How the test of one notebook ended.
struct TestedNotebook: Sendable {
  var notebook: Notebook
  /// What was wrong before anything ran.
  var mistakes: [Diagnostic] = []
  var results: [CellResult] = []

  var status: Int32 {
    mistakes.first?.code.exitStatus ?? results.exitStatus
  }

  var suite: JUnit.Suite {
    let checks = mistakes.map { mistake in
      CellResult(
        cell: 0, title: "check", line: mistake.place?.line ?? 1,
        verdict: .failed([mistake]))
    }
    return JUnit.Suite(file: notebook.name, results: checks + results)
  }
}

import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Runs a notebook each time it is saved, as far as that takes no time.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.watch.rawValue,
    abstract: "Check and run a notebook each time it is saved.",
    discussion: """
        sluice watch notebooks/quickstart.sluice

      What has changed is run from the kept states, and held against what is
      recorded. Steps that take longer than a second are not run unasked: Enter
      runs them, `a` records what is printed, `q` leaves.
      """)

  @Argument(help: "the notebook")
  var file: String

  @OptionGroup var options: NotebookOptions
  @OptionGroup var plain: PlainOption

  /// Seconds that a step may take which nobody asked for.
  private static let patience = 1.0

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      guard FileManager.default.fileExists(atPath: file) else {
        throw Diagnostic(
          .fileNotFound, "there is no \(file)", hint: "name a notebook")
      }
      var watch = FileWatch(file)
      let entries = Entries()
      var last = round(watch, interrupt, isPatient: false)
      while !interrupt.isRequested {
        if watch.wasSaved() {
          last = round(watch, interrupt, isPatient: false)
        }
        switch entries.next(within: 20) {
        case "": last = round(watch, interrupt, isPatient: true)
        case "a":
          accept(last)
          // What is recorded has not to be run.
          _ = watch.wasSaved()
          watch = FileWatch(file)
        case "q": return
        case nil: break
        case let other?:
          Terminal.print(
            "`\(onOneLine(other))` is nothing to say here: Enter runs what is"
              + " stale, `a` records, `q` leaves")
        }
      }
      throw ExitCode(Signals.exitStatus)
    }
  }

  /// What a round found, to be recorded.
  private struct Round {
    var notebook: Notebook
    var results: [CellResult]
    var profile: String?
  }

  /// Checks the notebook and runs what has changed.
  ///
  /// - Parameters:
  ///   - watch: The file; where it is saved again, the round ends.
  ///   - interrupt: Ends the program.
  ///   - isPatient: Whether steps may take as long as they do.
  /// - Returns: Nil where the notebook cannot be run.
  private func round(
    _ watch: FileWatch, _ interrupt: Interrupt, isPatient: Bool
  ) -> Round? {
    let files = NotebookFiles.open([file])
    guard let file = files.first else { return nil }
    do throws(Diagnostic) {
      let setup = try options.setup(files)
      let notebook = try file.notebook.get()
      let stop = Interrupt(within: interrupt)
      let watcher = SaveWatcher(watch, stop)
      defer { watcher.end() }
      let keeper = KeptStates.keeper(of: notebook.name)
      let run = setup.run(
        notebook, interrupt: stop, isFresh: true, keeper: keeper,
        progress: Terminal.progress())
      let broken = run.check()
      var check = NotebookCheck(run)
      let mistakes = broken.isEmpty ? check.findings() : broken
      let profile = setup.profile(of: notebook)
      var test = NotebookTest(
        run, profile: profile?.name,
        comparesOutputs: run.deviations(from: profile).isEmpty)
      test.patience = isPatient ? nil : Self.patience
      let start = ContinuousClock.now
      let results = broken.isEmpty ? test.results() : []
      guard !stop.isRequested else { return nil }
      WatchReport(name: file.name, results: results, mistakes: mistakes)
        .show(after: ContinuousClock.now - start)
      KeptStates.tellProblems(keeper)
      return Round(
        notebook: notebook, results: results, profile: profile?.name)
    } catch {
      Terminal.printError([error])
      return nil
    }
  }

  /// Records what the last round printed.
  private func accept(_ round: Round?) {
    guard let round else {
      return Terminal.print("There is nothing to record.")
    }
    var recording = Recording(round.notebook, profile: round.profile)
    var count = 0
    do throws(Diagnostic) {
      for result in round.results {
        guard let change = recording.change(of: result) else { continue }
        try recording.keep(change, of: result)
        count += 1
      }
      if count > 0 {
        try NotebookFiles.write(
          recording.text, of: round.notebook, at: round.notebook.name)
      }
    } catch { return Terminal.printError([error]) }
    Terminal.print(
      count == 0
        ? "nothing to record"
        : "recorded \(NumberText.count(count, of: "output"))")
  }
}

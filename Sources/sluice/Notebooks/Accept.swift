import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Records what the cells of notebooks print.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.accept.rawValue,
    abstract: "Run notebooks and record what their cells print.",
    discussion: """
        sluice accept notebooks/quickstart.sluice
        sluice accept -i notebooks
        sluice accept --cell 1 notebooks/quickstart.sluice
      """)

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  @OptionGroup var options: NotebookOptions
  @OptionGroup var part: PartOptions
  @OptionGroup var time: TimeOption

  @Flag(name: [.customShort("i"), .long], help: "ask for each output")
  var interactive = false

  @Flag(help: "use what steps did in earlier runs, where nothing has changed")
  var kept = false

  @Flag(help: "record errors, too, and let their cells announce them")
  var allowErrors = false

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      var mistakes: [Diagnostic] = []
      let files = NotebookFiles.open(self.files)
      let setup = try options.setup(files)
      try part.check(files)
      for file in files {
        var goesOn = true
        do throws(Diagnostic) {
          let notebook = try file.notebook.get()
          goesOn = try record(notebook, setup, interrupt, &mistakes)
        } catch { mistakes.append(error) }
        guard goesOn, !interrupt.isRequested else { break }
      }
      guard !interrupt.isRequested else {
        Terminal.printError(mistakes)
        throw ExitCode(Code.interrupted.exitStatus)
      }
      guard mistakes.isEmpty else { throw Failure(mistakes) }
    }
  }

  /// Runs a notebook and writes it anew; nothing is written if that is stopped.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - setup: What it is run with.
  ///   - interrupt: Stops it.
  ///   - mistakes: Takes what went wrong in cells, which are left as they were.
  /// - Returns: Whether other notebooks are still to be recorded.
  /// - Throws: What kept it from being recorded at all.
  private func record(
    _ notebook: Notebook, _ setup: NotebookSetup, _ interrupt: Interrupt,
    _ mistakes: inout [Diagnostic]
  ) throws(Diagnostic) -> Bool {
    let run = setup.run(
      notebook, interrupt: interrupt, seconds: time.seconds,
      isFresh: true,
      keeper: kept ? KeptStates.keeper(of: notebook.name) : nil,
      progress: Terminal.progress())
    let wrong = run.check()
    guard wrong.isEmpty else {
      mistakes += wrong
      return true
    }
    let profile = setup.profile(of: notebook)
    try refuse(run.deviations(from: profile), of: notebook)
    let only = try part.range.cells(of: notebook)
    var recording = Recording(notebook, profile: profile?.name, only: only)
    recording.allowsErrors = allowErrors
    var test = NotebookTest(run, profile: profile?.name, only: only)
    let results = test.results()
    let refused = results.flatMap { recording.refused($0) }
    var count = 0
    var answer = interactive ? nil : Answer.all
    for result in results where !interrupt.isRequested {
      guard let change = recording.change(of: result) else { continue }
      show(change, result, in: notebook)
      if answer != .all { answer = ask(interrupt) }
      if answer == .no { continue }
      if answer == .quit {
        Terminal.print("\(onOneLine(notebook.name)): nothing recorded")
        mistakes += refused
        return false
      }
      try recording.keep(change, of: result)
      count += 1
    }
    guard !interrupt.isRequested else {
      Terminal.print("\(onOneLine(notebook.name)): stopped, nothing recorded")
      mistakes += refused
      return false
    }
    if count > 0 {
      try NotebookFiles.write(
        recording.text, of: notebook, at: notebook.name)
    }
    mistakes += refused.map(recording.moved)
    Terminal.print(
      "\(onOneLine(notebook.name)): "
        + (count == 0
          ? "nothing to record"
          : "recorded \(NumberText.count(count, of: "output"))"))
    return true
  }

  /// What stands in a notebook is what it prints by itself.
  private func refuse(
    _ names: [String], of notebook: Notebook
  ) throws(Diagnostic) {
    guard !names.isEmpty else { return }
    let list = names.joined(separator: ", ")
    throw Diagnostic(
      .badNotebook,
      "\(notebook.name) is recorded with its own values, and \(list)"
        + (names.count == 1 ? " has another" : " have others"),
      hint: "set \(list) in a profile, a line of the comment at the top:"
        + " `profile NAME: \(names[0])=…`; then sluice accept --profile NAME"
        + " \(shellWord(notebook.name))")
  }

  private func show(
    _ change: Recording.Change, _ result: CellResult, in notebook: Notebook
  ) {
    Terminal.print(
      "\(onOneLine(notebook.name)):\(result.line) \(result.title):"
        + " \(change.what)")
    if change.isCommon {
      Terminal.skipLine()
    } else if case .differs = result.verdict {
      TestReport.printDifference(result, in: notebook.name)
    } else {
      for line in change.lines {
        Terminal.print("+ " + onOneLine(line, keeping: "\t"))
      }
      Terminal.skipLine()
    }
  }

  private enum Answer { case yes, no, all, quit }

  private func ask(_ interrupt: Interrupt) -> Answer {
    while true {
      Terminal.write("record this? [y, n, a, q] ")
      let line = answer(interrupt)?.trimmingCharacters(in: .whitespaces)
      switch line?.lowercased() {
      case "y", "yes": return .yes
      case "n", "no": return .no
      case "a", "all": return .all
      case "q", "quit", nil: return .quit
      default:
        Terminal.print(
          "y records it, n leaves it, a records it and the rest of this"
            + " notebook, q ends without writing")
      }
    }
  }

  /// The next line; nil at the end of all, and at once after Ctrl-C.
  private func answer(_ interrupt: Interrupt) -> String? {
    guard Terminal.isTerminal(STDIN_FILENO) else { return readLine() }
    var keyboard = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&keyboard, 1, 200) <= 0 {
      if interrupt.isRequested {
        Terminal.skipLine()
        return nil
      }
    }
    return readLine()
  }
}

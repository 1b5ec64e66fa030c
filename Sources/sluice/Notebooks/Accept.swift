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

  @Flag(name: [.customShort("i"), .long], help: "ask for each output")
  var interactive = false

  @Option(help: "record only this cell: its #id or its number")
  var cell: String?

  @Flag(help: "record errors, too, and let their cells announce them")
  var allowErrors = false

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      var mistakes: [Diagnostic] = []
      let notebooks = try NotebookFiles.read(
        NotebookFiles.expand(files), profile: options.profile)
      for notebook in notebooks {
        var goesOn = true
        do throws(Diagnostic) {
          goesOn = try record(notebook, interrupt, &mistakes)
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
  ///   - interrupt: Stops it.
  ///   - mistakes: Takes what went wrong in cells, which are left as they were.
  /// - Returns: Whether other notebooks are still to be recorded.
  /// - Throws: What kept it from being recorded at all.
  private func record(
    _ notebook: Notebook, _ interrupt: Interrupt,
    _ mistakes: inout [Diagnostic]
  ) throws(Diagnostic) -> Bool {
    let run = try options.run(
      notebook, interrupt: interrupt, isFresh: true,
      progress: Terminal.progress())
    let wrong = run.check()
    guard wrong.isEmpty else {
      mistakes += wrong
      return true
    }
    let profile = options.profile(of: notebook)
    var only: Int?
    if let cell { only = try number(of: cell, in: notebook) }
    var recording = Recording(notebook, profile: profile, only: only)
    recording.allowsErrors = allowErrors
    var test = NotebookTest(run, profile: profile)
    let results = test.results(upTo: only)
    mistakes += results.flatMap { recording.refused($0) }
    var count = 0
    for result in results where !interrupt.isRequested {
      guard let change = recording.change(of: result) else { continue }
      show(change, result, in: notebook)
      switch interactive ? ask(interrupt) : .yes {
      case .yes: break
      case .no: continue
      case .quit:
        Terminal.print("\(notebook.name): nothing recorded")
        return false
      }
      try recording.keep(change, of: result)
      count += 1
    }
    guard !interrupt.isRequested else {
      Terminal.print("\(notebook.name): stopped, nothing recorded")
      return false
    }
    if count > 0 {
      try notebook.replace(with: recording.text, at: notebook.name)
    }
    Terminal.print(
      "\(notebook.name): "
        + (count == 0
          ? "nothing to record"
          : "recorded \(count) output\(count == 1 ? "" : "s")"))
    return true
  }

  private func number(
    of name: String, in notebook: Notebook
  ) throws(Diagnostic) -> Int {
    let cells = notebook.cells
    let id = name.hasPrefix("#") ? String(name.dropFirst()) : name
    if let index = cells.firstIndex(where: { $0.options.id == id }) {
      return index
    }
    if let number = Int(name), cells.indices.contains(number - 1) {
      return number - 1
    }
    throw Diagnostic(
      .unknownName, "\(notebook.name) has no cell \(name)",
      hint: didYouMean(
        id, in: cells.compactMap(\.options.id),
        otherwise: "it has \(cells.count) cells; a number counts from 1"))
  }

  private func show(
    _ change: Recording.Change, _ result: CellResult, in notebook: Notebook
  ) {
    Terminal.print(
      "\(notebook.name):\(result.line) \(result.title): \(change.what)")
    if case .differs = result.verdict {
      TestReport.printDifference(result, in: notebook.name)
    } else {
      for line in change.lines {
        Terminal.print("+ " + onOneLine(line, keeping: "\t"))
      }
      Terminal.skipLine()
    }
  }

  private enum Answer { case yes, no, quit }

  private func ask(_ interrupt: Interrupt) -> Answer {
    while true {
      Terminal.write("record this? [y, n, q] ")
      let line = answer(interrupt)?.trimmingCharacters(in: .whitespaces)
      switch line?.lowercased() {
      case "y", "yes": return .yes
      case "n", "no": return .no
      case "q", "quit", nil: return .quit
      default:
        Terminal.print("y records it, n leaves it, q ends without writing")
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

import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import SluiceNotebook
import SluiceOutput
import SluicePrompt

/// The prompt at a terminal, on GNU readline.
struct Repl {
  private var prompt: PromptSession
  private let interrupt: Interrupt
  private let history = EntryHistory()
  private var isLeaving = false

  init(session: Session, interrupt: Interrupt) {
    prompt = PromptSession(session)
    self.interrupt = interrupt
  }

  mutating func run() {
    EntryReader.prepare()
    history.load()
    Terminal.print(
      "Sluice \(Sluice.release): multi-task architecture learning.")
    Terminal.print("`help` lists the commands, Tab completes, `quit` leaves.")
    while !isLeaving, let entry = reader.read() {
      guard !entry.allSatisfy(\.isWhitespace) else { continue }
      history.keep(entry)
      obey(entry)
    }
  }

  private var reader: EntryReader {
    EntryReader(
      prompt: "sluice> ",
      completer: Completer(
        prompt.session,
        verbs: PromptVerb.completed(checkpoints: prompt.checkpointNames)))
  }

  private mutating func obey(_ entry: String) {
    interrupt.reset()
    Signals.watch(interrupt)
    do throws(Diagnostic) {
      switch try PromptVerb.read(entry) {
      case nil: evaluate(entry)
      case .undo(let count): printUndone(prompt.undo(count))
      case .redo(let count): printRedone(prompt.redo(count))
      case .history(let count): list(count)
      case .checkpoint(let name):
        prompt.checkpoint(name)
        Terminal.print("`restore \(name)` comes back here")
      case .restore(let name?):
        try prompt.restore(name)
        Terminal.print("the state is now that of \(name); `undo` goes back")
      case .restore(nil):
        let names = prompt.checkpointNames
        Terminal.print(
          names.isEmpty
            ? "there is no checkpoint" : names.joined(separator: "\n"))
      case .notebook(let path): try writeNotebook(path)
      case .open(let path): try walk(path)
      case .edit: try edit()
      case .ask(let name): try answer(name)
      case .page(let command):
        var pages: [String] = []
        evaluate(command) { pages.append(Terminal.rendered($0)) }
        if !pages.isEmpty { Terminal.page(pages.joined(separator: "\n")) }
      case .time(let command):
        let start = ContinuousClock.now
        evaluate(command)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Terminal.print(String(format: "took %.3f s", seconds))
      }
    } catch { Terminal.printError([error]) }
  }

  private mutating func evaluate(
    _ entry: String, emit: (Output) -> Void = Terminal.show
  ) {
    let outcome = prompt.run(entry, emit: emit)
    Terminal.printError(outcome.diagnostics)
    isLeaving = outcome.isQuitting
  }

  /// Says what is known of a name or a value.
  private mutating func answer(_ text: String) throws(Diagnostic) {
    guard let output = prompt.explained(text) else { return evaluate(text) }
    Terminal.show(output)
  }

  // MARK: - The past

  private func printUndone(_ entries: [PromptSession.Entry]) {
    guard !entries.isEmpty else {
      return Terminal.print("there is nothing to undo")
    }
    for entry in entries { Terminal.print("undone: \(entry.text)") }
    let files = entries.flatMap(\.files)
    if !files.isEmpty {
      Terminal.show(
        .note(
          "still on disk as written: " + files.joined(separator: ", ")))
    }
  }

  private func printRedone(_ entries: [PromptSession.Entry]) {
    guard !entries.isEmpty else {
      return Terminal.print("there is nothing to redo")
    }
    for entry in entries { Terminal.print("redone: \(entry.text)") }
  }

  private func list(_ count: Int?) {
    let entries = prompt.entries
    let shown = entries.suffix(count ?? entries.count)
    for (index, entry) in zip(shown.indices, shown) {
      let number = StyledText(String(index + 1))
      let column = max(4, number.terminalWidth)
      let text = entry.text.replacing("\n", with: "\n      ")
      Terminal.print(
        styled: "\(number.padded(to: column, .right))  \(text)")
    }
  }

  // MARK: - Notebooks and the editor

  private func writeNotebook(_ name: String) throws(Diagnostic) {
    let isWhole = name.hasSuffix(".sluice") || name.hasSuffix(".sluice.md")
    let path = FileAccess.expandingHome(isWhole ? name : name + ".sluice")
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic(
        .unwritable, "\(path) already exists",
        hint: "choose another name, or remove it first")
    }
    Terminal.print("running it again from the start, to record what it prints")
    let notebook = try SessionNotebook(
      prompt.entries, in: prompt.session.environment, at: path)
    try WholeFile.write(notebook.text, to: path)
    for (step, why) in notebook.leftOut {
      Terminal.print("left out: \(step)")
      Terminal.printError([why])
    }
    Terminal.print("\(path) is written; `sluice test \(path)` checks it")
  }

  /// Goes through a notebook in a session of its own.
  private func walk(_ name: String) throws(Diagnostic) {
    let path = FileAccess.expandingHome(name)
    let notebook = try NotebookFiles.open(file: path).notebook.get()
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var environment = prompt.session.environment
    environment.folder = folder
    environment.access = .notebook(in: folder)
    let run = NotebookRun(notebook, in: Session(environment))
    let mistakes = run.check()
    guard mistakes.isEmpty else { return Terminal.printError(mistakes) }
    let bookmark = Bookmark(notebook: path)
    var walker = Walker(
      Walkthrough(run, from: bookmark.record), bookmark, interrupt)
    walker.go()
    Terminal.print("Back at the prompt, which is unchanged.")
  }

  /// Lets the user change the last entry, and runs what comes of it.
  private mutating func edit() throws(Diagnostic) {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "entry-\(UUID().uuidString).sluice")
    defer { try? FileManager.default.removeItem(at: file) }
    let old = prompt.entries.last { $0.isOfTheLanguage }?.text ?? ""
    guard (try? WholeFile.write(old + "\n", to: file.path)) != nil,
      system("${VISUAL:-${EDITOR:-vi}} '\(file.path)'") == 0,
      let data = try? WholeFile.read(file.path)
    else {
      throw Diagnostic(
        .unreadable, "the editor exited with an error",
        hint: "set EDITOR to the one you use")
    }
    let source = try SourceText(bytes: [UInt8](data), name: "<prompt>")
    let text = String(decoding: source.bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { return }
    Terminal.print(text)
    history.keep(text)
    evaluate(text)
  }
}

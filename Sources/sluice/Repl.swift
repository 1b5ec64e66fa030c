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
  /// What the next line begins with.
  private var draft: String?

  /// A notebook whose state it begins with.
  private let notebook: String?

  init(session: Session, interrupt: Interrupt, notebook: String? = nil) {
    prompt = PromptSession(session)
    self.interrupt = interrupt
    self.notebook = notebook
  }

  mutating func run() {
    EntryReader.prepare()
    history.load()
    Terminal.print(
      "Sluice \(Sluice.release): multi-task architecture learning.")
    Terminal.print("`help` lists the commands, Tab completes, `quit` leaves.")
    if let notebook { obey(":load \(notebook)") }
    while !isLeaving, let entry = nextEntry() {
      guard !entry.allSatisfy(\.isWhitespace) else { continue }
      history.keep(entry)
      obey(entry)
    }
  }

  private mutating func nextEntry() -> String? {
    let registry = prompt.session.environment.registry
    let history = history
    let reader = EntryReader(
      prompt: "sluice> ",
      completer: Completer(
        prompt.session,
        verbs: PromptVerb.completed(checkpoints: prompt.checkpointList)),
      abandon: history.keep,
      answer: { question in
        let help = HelpText(registry)
          .entry(question.verb, option: question.option)
        Terminal.show(help ?? .note("there is no help on `\(question.verb)`"))
      })
    defer { draft = nil }
    return reader.read(draft)
  }

  private mutating func obey(_ entry: String) {
    interrupt.reset()
    Signals.watch(interrupt)
    do throws(Diagnostic) {
      switch try PromptVerb.read(entry) {
      case nil:
        if let habit = Habit.mistake(in: entry, prompt.session.state) {
          throw habit
        }
        evaluate(entry)
      case .undo(let count): printUndone(prompt.undo(count))
      case .redo(let count): printRedone(prompt.redo(count))
      case .history(let count): list(count)
      case .checkpoint(let name):
        prompt.checkpoint(name)
        Terminal.print("`restore \(name)` comes back here")
      case .restore(let name?):
        try prompt.restore(name)
        Terminal.print("the state is now that of \(name); `undo` goes back")
      case .restore(nil): listCheckpoints()
      case .notebook(let path): try writeNotebook(path)
      case .open(let path): try walk(path)
      case .load(let path): try load(path)
      case .edit: try edit()
      case .ask(let question): try answer(question)
      case .leave: isLeaving = true
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
    let rest = prompt.notRun(entry, outcome)
    if !rest.isEmpty { Terminal.show(rest) }
    isLeaving = outcome.isQuitting
  }

  /// Says what is known of a name or a value.
  private mutating func answer(_ question: Question) throws(Diagnostic) {
    switch try prompt.answer(question) {
    case .help(let output): Terminal.show(output)
    case .value(let expression): evaluate(expression)
    }
  }

  // MARK: - The past

  private func printUndone(_ undone: PromptSession.Undone) {
    guard !undone.entries.isEmpty else {
      return Terminal.print("there is nothing to undo")
    }
    for entry in undone.entries { Terminal.print("undone: \(entry.text)") }
    if !undone.files.isEmpty {
      Terminal.show(
        .note(
          "still on disk as written: "
            + undone.files.joined(separator: ", ")))
    }
  }

  private func listCheckpoints() {
    let checkpoints = prompt.checkpointList
    guard !checkpoints.isEmpty else {
      return Terminal.print("there is no checkpoint")
    }
    Terminal.show(CandidateList(checkpoints).output)
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
    let file = NewFile(path)
    try file.check()
    Terminal.print("running it again from the start, to record what it prints")
    let notebook = try SessionNotebook(
      prompt.entries, in: prompt.session.environment, at: path)
    try file.write(notebook.text)
    Terminal.show(notebook.remarks)
    Terminal.print("\(path) is written; `sluice test \(path)` checks it")
  }

  /// Goes through a notebook in a session of its own.
  private func walk(_ name: String) throws(Diagnostic) {
    let path = FileAccess.expandingHome(name)
    let run = try LoadedNotebook.opened(path, in: prompt.session.environment)
    let mistakes = run.check()
    guard mistakes.isEmpty else { return Terminal.printError(mistakes) }
    let bookmark = Bookmark(notebook: path)
    var walker = Walker(
      Walkthrough(run, from: bookmark.record), bookmark, interrupt)
    walker.go()
    Terminal.print("Back at the prompt, which is unchanged.")
  }

  /// Runs a notebook and takes over what it leaves; of one that fails, what it
  /// did before.
  private mutating func load(_ name: String) throws(Diagnostic) {
    _ = prompt.session.environment.files.take()
    let loaded = try LoadedNotebook(
      FileAccess.expandingHome(name), in: prompt.session.environment)
    guard loaded.hasRun else { return Terminal.printError(loaded.mistakes) }
    Terminal.printError(loaded.mistakes)
    let replaced = prompt.load(
      loaded.state, as: ":load \(name)", emit: Terminal.show)
    for remark in loaded.remarks(replaced) { Terminal.show(.note(remark)) }
  }

  /// Lets the user change the last entry, and runs what comes of it; what was
  /// not changed waits on the input line.
  private mutating func edit() throws(Diagnostic) {
    let old = prompt.entries.last { $0.isOfTheLanguage }?.text ?? ""
    let text = try EntryEditor.edit(old)
    guard text != old else {
      draft = old
      return Terminal.print("nothing was changed, and nothing was run")
    }
    guard !text.isEmpty else {
      return Terminal.print("the entry is empty, and nothing was run")
    }
    Terminal.print(text)
    history.keep(text)
    evaluate(text)
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// What can be said at the prompt that is about the session itself, beside the
/// commands of the language.
package enum PromptVerb: Equatable, Sendable {
  case undo(Int)
  case redo(Int)
  case history(Int?)
  case checkpoint(String)
  case restore(String?)
  /// `:notebook FILE.sluice`
  case notebook(String)
  /// `:open FILE.sluice`
  case open(String)
  /// `:load FILE.sluice`
  case load(String)
  /// `:edit`: the last entry, in the user's editor.
  case edit
  /// `:time command`
  case time(String)
  /// `:page command`
  case page(String)
  /// `net?`: what a name or a value is, or help on what was begun.
  case ask(Question)
  /// `quit`, as other prompts have it.
  case leave

  /// A verb as it is written, explained, completed and read.
  fileprivate struct Form: Sendable {
    let name: String
    let usage: String
    let summary: String
    fileprivate let argument: Argument
    fileprivate let read: @Sendable (Rest) throws(Diagnostic) -> PromptVerb

    fileprivate init(
      _ usage: String, _ summary: String, _ argument: Argument = .nothing,
      name: String? = nil,
      read: @escaping @Sendable (Rest) throws(Diagnostic) -> PromptVerb
    ) {
      self.name = name ?? String(usage.prefix { !$0.isWhitespace })
      self.usage = usage
      self.summary = summary
      self.argument = argument
      self.read = read
    }

    fileprivate var wrong: Diagnostic {
      Diagnostic(
        .missingArgument, "`\(name)` is written `\(usage)`",
        hint: "use it to \(summary)")
    }
  }

  /// What Tab offers after a verb.
  fileprivate enum Argument { case nothing, checkpoint, path, command }

  /// The verbs that begin an entry.
  private static let leading: [Form] = [
    Form(
      "undo [N]", "undo the last entry, or the last N, training included"
    ) { rest throws(Diagnostic) in .undo(try rest.count() ?? 1) },
    Form("redo [N]", "do again what was undone") { rest throws(Diagnostic) in
      .redo(try rest.count() ?? 1)
    },
    Form("history [N]", "list the entries in effect, or the last N") {
      rest throws(Diagnostic) in .history(try rest.count())
    },
    Form("checkpoint NAME", "give the current state a name") {
      rest throws(Diagnostic) in .checkpoint(try rest.needed())
    },
    Form(
      "restore NAME", "go back to a checkpoint; without a name, list them",
      .checkpoint
    ) { rest in .restore(rest.text.isEmpty ? nil : rest.text) },
    Form(
      ":notebook FILE.sluice",
      "write what was done as a notebook with its outputs", .path
    ) { rest throws(Diagnostic) in .notebook(try rest.needed()) },
    Form(
      ":open FILE.sluice", "walk through a notebook here, step by step", .path
    ) { rest throws(Diagnostic) in .open(try rest.needed()) },
    Form(
      ":load FILE.sluice", "run a notebook and take over all that it defines",
      .path
    ) { rest throws(Diagnostic) in .load(try rest.needed()) },
    Form(":edit", "change the last entry in $EDITOR, and run what comes of it")
    {
      rest throws(Diagnostic) in
      guard rest.text.isEmpty else { throw rest.form.wrong }
      return .edit
    },
    Form(
      ":time COMMAND", "run a command and say how long it took", .command
    ) { rest throws(Diagnostic) in .time(try rest.needed()) },
    Form(
      ":page COMMAND", "run a command and show what it prints in $PAGER",
      .command
    ) { rest throws(Diagnostic) in .page(try rest.needed()) },
  ]

  /// What makes an entry a question, which runs nothing.
  private static let question = LanguageForm(
    name: "?", usage: "NAME?",
    summary: "show what a name stands for; after a command that was begun,"
      + " help on it, and nothing runs")

  /// All of them, as help explains them.
  package static let all =
    leading.map {
      LanguageForm(name: $0.name, usage: $0.usage, summary: $0.summary)
    } + [question]

  /// The verbs as completion sees them.
  ///
  /// - Parameter checkpoints: Those that `restore` knows.
  /// - Returns: All but the question mark, which comes after a name.
  package static func completed(checkpoints: [Candidate]) -> [OwnVerb] {
    leading.map { form in
      let argument: OwnVerb.Argument =
        switch form.argument {
        case .nothing: .nothing
        case .checkpoint: .words(checkpoints)
        case .path: .path
        case .command: .command
        }
      return OwnVerb(form.name, form.summary, argument)
    }
  }

  /// Reads an entry.
  ///
  /// - Returns: nil for one that is in the language.
  /// - Throws: What is wrong with a verb.
  package static func read(
    _ entry: String
  ) throws(Diagnostic) -> PromptVerb? {
    let text = entry.trimmed
    if let question = Question(text) { return .ask(question) }
    if ["exit", "exit()", "quit()"].contains(text) { return .leave }
    let name = text.prefix { !$0.isWhitespace }
    let rest = text.dropFirst(name.count).trimmed
    let isOfTheLanguage = rest.hasPrefix("=") || rest.hasPrefix("(")
    guard let form = leading.first(where: { $0.name == name }),
      !isOfTheLanguage
    else {
      guard name.hasPrefix(":") else { return nil }
      throw Diagnostic(
        .unknownCommand, "the prompt has no command \(name)",
        hint: didYouMean(
          String(name), in: Self.all.map(\.name),
          otherwise: "`help prompt` lists them"))
    }
    return try form.read(Rest(text: rest, form: form))
  }

  /// What stands after a verb.
  fileprivate struct Rest {
    let text: String
    let form: Form

    func count() throws(Diagnostic) -> Int? {
      guard !text.isEmpty else { return nil }
      guard let count = Int(text), count > 0 else { throw form.wrong }
      return count
    }

    func needed() throws(Diagnostic) -> String {
      guard !text.isEmpty else { throw form.wrong }
      // A file may stand between quotes, as it must in the language.
      guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else {
        return text
      }
      return String(text.dropFirst().dropLast())
    }
  }
}

extension StringProtocol {
  /// The text without the blanks around it.
  package var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(start[...last])
  }
}

import SluiceDiagnostics

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
  /// `:edit`: the last entry, in the user's editor.
  case edit
  /// `:time command`
  case time(String)
  /// `:page command`
  case page(String)
  /// `net?`: what a name or a value is.
  case ask(String)

  /// A verb as help and completion know it.
  package struct Info: Sendable {
    package var name: String
    package var usage: String
    package var summary: String
  }

  package static let all = [
    Info(
      name: "undo", usage: "undo [N]",
      summary: "take the last entry back, or the last N; training, too"),
    Info(name: "redo", usage: "redo [N]", summary: "do again what was undone"),
    Info(
      name: "history", usage: "history [N]",
      summary: "list the entries that hold, or the last N"),
    Info(
      name: "checkpoint", usage: "checkpoint NAME",
      summary: "give the state as it is a name"),
    Info(
      name: "restore", usage: "restore NAME",
      summary: "go back to a checkpoint; without a name, list them"),
    Info(
      name: ":notebook", usage: ":notebook FILE.sluice",
      summary: "write what was done as a notebook with its outputs"),
    Info(
      name: ":open", usage: ":open FILE.sluice",
      summary: "go through a notebook here, step by step"),
    Info(
      name: ":edit", usage: ":edit",
      summary: "change the last entry in $EDITOR, and run it"),
    Info(
      name: ":time", usage: ":time COMMAND",
      summary: "run a command and say how long it took"),
    Info(
      name: ":page", usage: ":page COMMAND",
      summary: "run a command and show what it prints in $PAGER"),
    Info(
      name: "?", usage: "NAME?",
      summary: "show what a name stands for, or help on a command"),
  ]

  /// The verbs as completion sees them.
  ///
  /// - Parameter checkpoints: Names that `restore` knows.
  /// - Returns: All but the question mark, which comes after a name.
  package static func completed(checkpoints: [String]) -> [OwnVerb] {
    all.dropLast().map { info in
      let argument: OwnVerb.Argument =
        switch info.name {
        case "restore": .words(checkpoints.map { Candidate($0) })
        case ":notebook", ":open": .path
        case ":time", ":page": .command
        default: .nothing
        }
      return OwnVerb(info.name, info.summary, argument)
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
    if text.hasSuffix("?") || text.hasPrefix("?") {
      let name = text.trimmed { $0.isWhitespace || $0 == "?" }
      if name.isEmpty { throw wrong(all[all.count - 1]) }
      return .ask(name)
    }
    let name = text.prefix { !$0.isWhitespace }
    let rest = text.dropFirst(name.count).trimmed
    let isOfTheLanguage = rest.hasPrefix("=") || rest.hasPrefix("(")
    guard let info = all.first(where: { $0.name == name }), !isOfTheLanguage
    else {
      guard name.hasPrefix(":") else { return nil }
      throw Diagnostic(
        .unknownCommand, "the prompt has no command \(name)",
        hint: didYouMean(
          String(name), in: all.map(\.name),
          otherwise: "`help prompt` lists them"))
    }
    switch info.name {
    case "undo": return .undo(try count(rest, info) ?? 1)
    case "redo": return .redo(try count(rest, info) ?? 1)
    case "history": return .history(try count(rest, info))
    case "checkpoint": return .checkpoint(try needed(rest, info))
    case "restore": return .restore(rest.isEmpty ? nil : rest)
    case ":notebook": return .notebook(try needed(rest, info))
    case ":open": return .open(try needed(rest, info))
    case ":time": return .time(try needed(rest, info))
    case ":page": return .page(try needed(rest, info))
    default:
      guard rest.isEmpty else { throw wrong(info) }
      return .edit
    }
  }

  private static func count(
    _ text: String, _ info: Info
  ) throws(Diagnostic) -> Int? {
    guard !text.isEmpty else { return nil }
    guard let count = Int(text), count > 0 else { throw wrong(info) }
    return count
  }

  private static func needed(
    _ text: String, _ info: Info
  ) throws(Diagnostic) -> String {
    guard !text.isEmpty else { throw wrong(info) }
    // A file may stand between quotes, as it must in the language.
    guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  private static func wrong(_ info: Info) -> Diagnostic {
    Diagnostic(
      .missingArgument, "`\(info.name)` is written `\(info.usage)`",
      hint: "it is to \(info.summary)")
  }
}

extension StringProtocol {
  /// The text without the blanks around it.
  fileprivate var trimmed: String { trimmed(\.isWhitespace) }

  fileprivate func trimmed(_ isBlank: (Character) -> Bool) -> String {
    let start = drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(start[...last])
  }
}

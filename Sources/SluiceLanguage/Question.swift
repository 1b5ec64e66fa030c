import SluiceDiagnostics

/// An entry with a question mark, which asks and does not run anything: a mark
/// outside texts and comments has no other meaning.
package struct Question: Sendable, Equatable {
  /// The statement that the mark stands in, without it.
  package var statement: String
  /// Its first word.
  package var verb: String
  /// The name of the option that the mark stands at; nil where there is none.
  package var option: String?

  /// - Returns: Nil for an entry without such a mark.
  package init?(_ entry: String) {
    let source = SourceText(entry, name: "<prompt>")
    let tokens = Lexer.tokens(of: source).tokens
    func isMark(_ token: Token) -> Bool {
      token.kind == .invalid && source.text(token.span).hasPrefix("?")
    }
    guard let mark = tokens.firstIndex(where: isMark) else { return nil }
    // A mark at the end asks about what stands before it, else about the rest.
    let before = tokens[..<mark].reversed().prefix { !$0.kind.isBoundary }
      .reversed()
    let asked =
      before.isEmpty
      ? Array(
        tokens[mark...].drop(while: isMark).prefix { !$0.kind.isBoundary })
      : Array(before)
    let words = asked.filter { !isMark($0) }
    guard let first = words.first, let last = words.last else {
      (statement, verb) = ("", "")
      return
    }
    statement = source.text(first.span.lowerBound..<last.span.upperBound)
    // `:time` is a mark and a word.
    verb = String(statement.prefix { !$0.isWhitespace && $0 != "(" })
    option = Self.option(words.dropFirst())
  }

  private static func option(_ words: ArraySlice<Token>) -> String? {
    let assigned = words.lastIndex { $0.isMark(.assign) }
    if let assigned, assigned > words.startIndex,
      case .identifier(let name) = words[assigned - 1].kind
    {
      // In `epochs=3 dev?` it is `dev`.
      let value = words[(assigned + 1)...].dropFirst()
      if let last = value.last, last.hasBlankBefore,
        case .identifier(let word) = last.kind
      {
        return word
      }
      return name
    }
    if case .identifier(let word)? = words.last?.kind { return word }
    return nil
  }
}

extension Token.Kind {
  /// Whether another statement begins here.
  fileprivate var isBoundary: Bool {
    switch self {
    case .newline, .comment, .end, .mark(.leftBrace), .mark(.rightBrace): true
    default: false
    }
  }
}

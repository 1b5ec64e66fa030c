import SluiceDiagnostics

/// Whether the prompt should ask for another line: a bracket or block is
/// open, or the last line ends in an operator, `=` or a comma.
///
/// A closing bracket that closes nothing makes it complete: another line
/// would not help.
package func isIncomplete(_ source: SourceText) -> Bool {
  guard let end = ending(of: source) else { return false }
  if !end.open.isEmpty { return true }
  switch end.last {
  case .mark(let mark): return mark.wantsMore
  case .identifier("and"), .identifier("or"): return true
  default: return false
  }
}

/// Whether a text ends within round or square brackets.
package func isWithinBrackets(_ source: SourceText) -> Bool {
  guard let bracket = ending(of: source)?.open.last else { return false }
  return bracket.closer != .rightBrace
}

/// What keeps an entry open.
package struct OpenEnd: Sendable, Equatable {
  /// The bracket, or the last word or mark, which wants more behind it.
  package var text: String
  /// In a line of its own, both from 1, in characters.
  package var line: Int
  package var column: Int
  /// Whether commands may follow: the bracket is that of a block.
  package var takesCommands: Bool
  package var isBracket: Bool

  /// - Returns: Nil where nothing is open.
  package init?(of source: SourceText) {
    guard isIncomplete(source), let end = ending(of: source) else { return nil }
    let bracket = end.open.last
    guard let span = bracket?.span ?? end.span else { return nil }
    let place = source.place(span)
    text = source.text(span)
    line = place.line
    column = place.characterColumns.lowerBound
    takesCommands = bracket?.closer == .rightBrace
    isBracket = bracket != nil
  }
}

/// The brackets that are open at the end, with what closes them, and the last
/// token; nil where something cannot be mended by another line.
private func ending(
  of source: SourceText
) -> (
  open: [(closer: Mark, span: Range<Int>)], last: Token.Kind?, span: Range<Int>?
)? {
  var open: [(closer: Mark, span: Range<Int>)] = []
  var span: Range<Int>?
  var last: Token.Kind?
  for token in Lexer.tokens(of: source).tokens {
    switch token.kind {
    case .invalid: return nil
    case .newline, .comment, .end: continue
    case .mark(let mark):
      if let closer = mark.closer {
        open.append((closer, token.span))
      } else if mark.isCloser {
        guard open.popLast()?.closer == mark else { return nil }
      }
    default: break
    }
    last = token.kind
    span = token.span
  }
  return (open, last, span)
}

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
  guard let closer = ending(of: source)?.open.last else { return false }
  return closer != .rightBrace
}

/// The brackets that are open at the end, as what closes them, and the last
/// token; nil where something cannot be mended by another line.
private func ending(
  of source: SourceText
) -> (open: [Mark], last: Token.Kind?)? {
  var open: [Mark] = []
  var last: Token.Kind?
  for token in Lexer.tokens(of: source).tokens {
    switch token.kind {
    case .invalid: return nil
    case .newline, .comment, .end: continue
    case .mark(let mark):
      if let closer = mark.closer {
        open.append(closer)
      } else if mark.isCloser {
        guard open.popLast() == mark else { return nil }
      }
    default: break
    }
    last = token.kind
  }
  return (open, last)
}

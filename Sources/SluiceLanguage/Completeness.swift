import SluiceDiagnostics

/// Whether the prompt should ask for another line: a bracket or block is
/// open, or the last line ends in an operator, `=` or a comma.
///
/// A closing bracket that closes nothing makes it complete: another line
/// would not help.
package func isIncomplete(_ source: SourceText) -> Bool {
  var open: [Mark] = []
  var last: Token.Kind?
  for token in Lexer.tokens(of: source).tokens {
    switch token.kind {
    case .invalid: return false
    case .newline, .comment, .end: continue
    case .mark(let mark):
      if let closer = mark.closer {
        open.append(closer)
      } else if mark.isCloser {
        guard open.popLast() == mark else { return false }
      }
    default: break
    }
    last = token.kind
  }
  if !open.isEmpty { return true }
  switch last {
  case .mark(let mark): return mark.wantsMore
  case .identifier("and"), .identifier("or"): return true
  default: return false
  }
}

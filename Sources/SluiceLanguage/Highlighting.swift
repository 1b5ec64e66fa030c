import SluiceDiagnostics

/// What a piece of a program is, to a reader.
package enum TokenClass: Sendable {
  case verb, keyword, name, number, text, comment, mark
}

/// The pieces of a text in order, blanks between them left out.
///
/// - Parameters:
///   - source: A program; mistakes in it do no harm.
///   - shapes: The commands, whose names are verbs where a statement begins.
/// - Returns: Spans of UTF-8 offsets.
package func highlights(
  of source: SourceText, shapes: [CommandWord]
) -> [(span: Range<Int>, class: TokenClass)] {
  let verbs = Set(shapes.map(\.name))
  var beginsStatement = true
  var pieces: [(span: Range<Int>, class: TokenClass)] = []
  for token in Lexer.tokens(of: source).tokens {
    let kind: TokenClass
    switch token.kind {
    case .newline:
      beginsStatement = true
      continue
    case .end: continue
    case .comment: kind = .comment
    case .number: kind = .number
    case .string: kind = .text
    case .identifier(let word):
      kind =
        keywords.contains(word)
        ? .keyword : beginsStatement && verbs.contains(word) ? .verb : .name
    default: kind = .mark
    }
    beginsStatement = token.isMark(.leftBrace)
    pieces.append((token.span, kind))
  }
  return pieces
}

import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

extension SourceText {
  /// Commands of the language, each word in the style of what it is.
  ///
  /// - Parameter shapes: Those of the commands that there are.
  /// - Returns: The text, without the line end that is last.
  package func highlighted(shapes: [CommandWord]) -> StyledText {
    var text = StyledText()
    var position = 0
    func add(_ span: Range<Int>, _ styles: [Style]) {
      let part = self.text(span).replacing("\r\n", with: "\n")
      let isLast = span.upperBound == bytes.count && part.hasSuffix("\n")
      text.append(isLast ? String(part.dropLast()) : part, styles)
    }
    for piece in highlights(of: self, shapes: shapes) {
      add(position..<piece.span.lowerBound, [])
      add(piece.span, piece.class.style.map { [$0] } ?? [])
      position = piece.span.upperBound
    }
    add(position..<bytes.count, [])
    return text
  }
}

extension TokenClass {
  fileprivate var style: Style? {
    switch self {
    case .verb: .verb
    case .keyword: .keyword
    case .number: .number
    case .text: .string
    case .comment: .comment
    case .name, .mark: nil
    }
  }
}

extension Preformatted {
  /// Commands of the language, one a line.
  package static func commands(
    _ lines: [String], shapes: [CommandWord]
  ) -> Preformatted {
    let source = SourceText(lines.joined(separator: "\n"), name: "")
    return Preformatted(
      source.highlighted(shapes: shapes), language: "sluice")
  }
}

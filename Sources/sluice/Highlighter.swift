import SluiceDiagnostics
import SluiceLanguage
import SluiceSession

/// Commands in colours, for a terminal that has them.
struct Highlighter {
  let color: Bool
  private let shapes = Registry.standard.shapes

  init(color: Bool) { self.color = color }

  /// The lines of a text, without their ends.
  func lines(of source: SourceText) -> [String] {
    var text = ""
    var position = 0
    for piece in highlights(of: source, shapes: shapes) {
      text += safe(source.text(position..<piece.span.lowerBound))
      text += shown(safe(source.text(piece.span)), piece.class)
      position = piece.span.upperBound
    }
    text += safe(source.text(position..<source.bytes.count))
    var lines = text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map(String.init)
  }

  /// Commands without what would command the terminal.
  private func safe(_ text: String) -> String {
    onOneLine(text, keeping: "\t\r\n")
  }

  private func shown(_ text: String, _ kind: TokenClass) -> String {
    let style: String? =
      switch kind {
      case .verb: "1;36"
      case .keyword: "35"
      case .number: "33"
      case .text: "32"
      case .comment: "2"
      case .name, .mark: nil
      }
    guard color, let style else { return text }
    return "\u{1B}[\(style)m\(text)\u{1B}[0m"
  }
}

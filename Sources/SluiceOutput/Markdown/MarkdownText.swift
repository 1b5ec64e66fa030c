/// Styled text as Markdown writes it. What nobody meant as a mark is escaped,
/// so that a hostile text stays text.
enum MarkdownText {
  /// Lines, at whose beginning more signs are marks.
  static func lines(_ text: StyledText) -> String {
    text.lines.map { line(inside($0)) }.joined(separator: "  \n")
  }

  private static func line(_ line: String) -> String {
    let digits = line.prefix(while: \.isNumber)
    if !digits.isEmpty, ".)".contains(line.dropFirst(digits.count).prefix(1)) {
      return digits + "\\" + line.dropFirst(digits.count)
    }
    let isMark = line.first.map { "#>+-=~".contains($0) } ?? false
    return isMark ? "\\" + line : line
  }

  static func cell(_ text: StyledText) -> String {
    // A line end would end the row.
    inside(text.lines.joined(separator: " ")).replacing("|", with: "\\|")
  }

  /// Text within a line.
  static func inside(_ text: StyledText) -> String {
    var rest = text.plain[...]
    return text.spans.map { span in
      rest = rest.dropFirst(span.text.count)
      return self.span(span, before: rest)
    }.joined().replacing("\n", with: "  \n")
  }

  private static func span(
    _ span: StyledText.Span, before rest: Substring
  ) -> String {
    let isCode = span.styles.contains { [.code, .typed].contains($0) }
    let text = isCode ? code(span.text) : escaped(span.text, before: rest)
    return span.styles.reversed().reduce(text) { text, style in
      switch style {
      case .strong: return "**\(text)**"
      case .emphasis: return "*\(text)*"
      case .link(let target):
        return target == span.text
          ? "<\(target)>" : "[\(text)](\(address(target)))"
      case .image(let source): return "![\(text)](\(address(source)))"
      default: return text
      }
    }
  }

  private static func code(_ text: String) -> String {
    guard text.contains("`") else { return "`\(text)`" }
    var mark = "``"
    while text.contains(mark) { mark += "`" }
    return "\(mark) \(text) \(mark)"
  }

  private static func address(_ target: String) -> String {
    let isPlain = target.allSatisfy { !" ()<>\n".contains($0) }
    return isPlain ? target : "<" + target.filter { !"<>\n".contains($0) } + ">"
  }

  /// Text in which no sign is a mark: `_` within a word is none, nor are
  /// brackets after which no address can come.
  private static func escaped(_ text: String, before rest: Substring) -> String
  {
    var result = ""
    var last: Character = " "
    var ahead = (text + rest)[...]
    for character in text {
      ahead.removeFirst()
      let isMark =
        switch character {
        case "\\", "`", "*", "<": true
        // What begins as the name or number of a character is taken for it.
        case "&": ahead.first.map { $0.isLetter || $0 == "#" } ?? false
        case "_": !(last.isPartOfWord && ahead.first?.isPartOfWord ?? false)
        case "[":
          ahead.firstIndex(of: "]").map { end in
            ahead[end...].dropFirst().first.map { "([:".contains($0) } ?? false
          } ?? false
        default: false
        }
      if isMark { result += "\\" }
      result.append(character)
      last = character
    }
    return result
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}

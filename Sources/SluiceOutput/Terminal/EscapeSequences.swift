/// What a terminal is told beside text. No other file of the program in Swift
/// holds an escape sequence; CI searches for them.
enum EscapeSequences {
  /// A line in colours.
  static func painted(_ line: StyledText) -> String {
    line.spans.map { span in
      let codes = span.styles.compactMap(code)
      return codes.isEmpty || span.text.isEmpty
        ? span.text
        : "\u{1B}[\(codes.joined(separator: ";"))m\(span.text)\u{1B}[0m"
    }.joined()
  }

  /// From the last of so many lines to the beginning of the first, and what
  /// stands there and below wiped.
  static func wiped(lines: Int) -> String {
    "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }

  /// The parameter of “select graphic rendition” (ECMA-48, 8.3.117).
  private static func code(_ style: Style) -> String? {
    switch style {
    case .strong: "1"
    case .emphasis: "3"
    case .code, .hunk: "36"
    case .link: "4"
    case .dim, .comment: "2"
    case .error: "1;31"
    case .success: "1;32"
    case .place: "34"
    case .added, .string: "32"
    case .removed: "31"
    case .changed, .number: "33"
    case .verb: "1;36"
    case .keyword: "35"
    case .typed, .image, .formula: nil
    case .series(let number): "38;5;\(curves[number % curves.count])"
    case .shade(let value): ground(value).map { "48;5;\($0);38;5;231" }
    }
  }

  /// Of the 256 colours, those that are readable on white and on black.
  private static let curves = [33, 208, 35, 161, 99, 37, 172, 240]

  /// Blue for positive numbers, red for negative ones, none near zero.
  private static func ground(_ value: Double) -> Int? {
    let size = min(1, abs(value))
    guard value.isFinite, size >= 0.02 else { return nil }
    let steps = value < 0 ? [52, 88, 124, 160, 196] : [17, 18, 19, 20, 21]
    return steps[min(4, Int(size * 5))]
  }
}

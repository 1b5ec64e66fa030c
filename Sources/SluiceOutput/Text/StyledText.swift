import SluiceDiagnostics

/// Text of which parts have a style.
///
/// Nothing in it can command a terminal, whoever wrote it: what could move a
/// cursor is made visible on the way in.
package struct StyledText: Sendable, Equatable, Codable {
  /// A part with one set of styles, outermost first.
  package struct Span: Sendable, Equatable, Codable {
    package fileprivate(set) var text: String
    package fileprivate(set) var styles: [Style]
  }

  package private(set) var spans: [Span] = []

  package init() {}

  package init(_ text: String, _ styles: Style...) {
    append(text, styles)
  }

  /// Text with words to type between backticks: `` `help` lists all ``, and
  /// addresses between `<` and `>`.
  package init(marked text: String) {
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "`" || $0 == "<" }) {
      let isAddress = rest[start...].hasPrefix("<http")
      let inside = rest[rest.index(after: start)...]
      let end = inside.firstIndex(of: rest[start] == "`" ? "`" : ">")
      guard let end, end > inside.startIndex, isAddress || rest[start] == "`"
      else {
        append(String(rest[...start]))
        rest = inside
        continue
      }
      append(String(rest[..<start]))
      let word = String(inside[..<end])
      append(word, [isAddress ? .link(to: word) : .typed])
      rest = inside[inside.index(after: end)...]
    }
    append(String(rest))
  }

  /// The text without its styles.
  package var plain: String { spans.map(\.text).joined() }

  package var isEmpty: Bool { spans.isEmpty }

  /// Adds text at the end.
  ///
  /// - Parameters:
  ///   - text: Text that anybody may have written.
  ///   - styles: Its styles, outermost first.
  package mutating func append(_ text: String, _ styles: [Style] = []) {
    append(Span(text: onOneLine(text, keeping: "\n\t"), styles: styles))
  }

  package mutating func append(_ span: Span) {
    if let last = spans.last, last.styles == span.styles {
      spans[spans.count - 1].text += span.text
    } else if !span.text.isEmpty || !span.styles.isEmpty {
      spans.append(span)
    }
  }

  /// The same text with one more style around all of it.
  package func styled(_ style: Style) -> StyledText {
    var whole = StyledText()
    for span in spans {
      whole.append(Span(text: span.text, styles: [style] + span.styles))
    }
    return whole
  }

  package static func + (one: StyledText, two: StyledText) -> StyledText {
    var whole = one
    whole += two
    return whole
  }

  package static func += (one: inout StyledText, two: StyledText) {
    for span in two.spans { one.append(span) }
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = StyledText()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      text.append(literal)
    }
    package mutating func appendInterpolation(_ part: StyledText) {
      text += part
    }
    package mutating func appendInterpolation(
      _ part: some CustomStringConvertible, _ styles: Style...
    ) {
      text.append(part.description, styles)
    }
  }

  package init(stringLiteral text: String) { self.init(text) }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }
}

extension [StyledText] {
  /// The texts with another between each two.
  package func joined(separator: StyledText = "") -> StyledText {
    guard var whole = first else { return StyledText() }
    for text in dropFirst() { whole += separator + text }
    return whole
  }
}

/// Text with everything that could move a terminal's cursor made visible.
///
/// - Parameters:
///   - text: What somebody else wrote.
///   - kept: Signs that may stay, such as a tab.
/// - Returns: The text, with U+FFFD for each of the others.
package func onOneLine(_ text: String, keeping kept: String = "") -> String {
  let kept = kept.unicodeScalars
  func isMoving(_ scalar: Unicode.Scalar) -> Bool {
    scalar.movesCursor && !kept.contains(scalar)
  }
  guard text.unicodeScalars.contains(where: isMoving) else { return text }
  var clean = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    clean.append(isMoving(scalar) ? "\u{FFFD}" : scalar)
  }
  return String(clean)
}

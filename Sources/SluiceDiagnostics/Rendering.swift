extension Diagnostic {
  /// The diagnostic as the user reads it:
  ///
  /// ```text
  /// error[unknown-name]: no network is called `tager`
  ///  --> demo.sluice:2:7
  ///   |
  /// 2 | train tager epochs=5
  ///   |       ^^^^^ nothing above defines it
  ///   = hint: did you mean `tagger`?
  /// ```
  ///
  /// Columns count characters from 1; tabs are drawn as blanks up to the
  /// next multiple of four. A long line is cut to a window around the mark.
  ///
  /// - Parameter color: Whether to add ANSI colours.
  /// - Returns: Lines without a final line end.
  package func rendered(color: Bool) -> String {
    let paint = Paint(isOn: color)
    var lines = [
      paint.red("error[\(code.rawValue)]") + paint.bold(": \(onOneLine(title))")
    ]
    var margin = " "
    if let place {
      let number = String(place.line)
      margin = String(repeating: " ", count: number.count)
      let column = place.characterColumns.lowerBound
      let bar = paint.blue("\(margin) |")
      let view = MarkedLine(place)
      let tail = label.isEmpty ? "" : " " + onOneLine(label)
      lines += [
        paint.blue("\(margin)-->")
          + " \(onOneLine(place.file)):\(place.line):\(column)",
        bar,
        paint.blue("\(number) |") + (view.text.isEmpty ? "" : " " + view.text),
        bar + " " + view.indent + paint.red(view.carets + tail),
      ]
    }
    if let hint {
      let indent = "\n\(margin)         "
      let text = hint.split(separator: "\n", omittingEmptySubsequences: false)
        .map { onOneLine(String($0)) }.joined(separator: indent)
      lines.append(paint.blue("\(margin) =") + " hint: " + text)
    }
    return lines.joined(separator: "\n")
  }
}

extension Place {
  /// The marked part in characters, counted from 1.
  package var characterColumns: Range<Int> {
    let (start, end) = marked
    let first = characters(text[..<start]) + 1
    return first..<first + characters(text[start..<end])
  }

  /// The marked part as indices that surely lie in the text, each at the
  /// start of a scalar.
  fileprivate var marked: (start: String.Index, end: String.Index) {
    let utf8 = text.utf8
    func index(_ offset: Int) -> String.Index {
      var index =
        utf8.index(
          utf8.startIndex, offsetBy: max(0, offset), limitedBy: utf8.endIndex)
        ?? utf8.endIndex
      while index > utf8.startIndex, index < utf8.endIndex,
        utf8[index] & 0xC0 == 0x80
      {
        index = utf8.index(before: index)
      }
      return index
    }
    let start = index(columns.lowerBound)
    return (start, max(start, index(columns.upperBound)))
  }
}

/// Characters of a text; bytes where all of it is ASCII, so that a line of
/// ten megabytes is counted in no time.
private func characters(_ text: Substring) -> Int {
  text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
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

extension Unicode.Scalar {
  fileprivate var movesCursor: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value)
      || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}

/// A line of source as drawn, with the carets that go under it.
private struct MarkedLine {
  var text = ""
  var indent = ""
  var carets = ""

  /// Characters shown before the mark, and from the mark on, of a long line.
  private static let before = 40
  private static let after = 60
  /// A line of so many characters fits a terminal whole.
  private static let short = 72

  init(_ place: Place) {
    let (start, end) = place.marked
    let line = place.text
    let isShort = line.prefix(Self.short + 1).count <= Self.short
    let from =
      isShort
      ? nil
      : line.index(
        start, offsetBy: -Self.before, limitedBy: line.startIndex)
    let to =
      isShort
      ? nil
      : line.index(start, offsetBy: Self.after, limitedBy: line.endIndex)
    let isCutBefore = (from ?? line.startIndex) > line.startIndex
    let isCutAfter = (to ?? line.endIndex) < line.endIndex
    let shown = (from ?? line.startIndex)..<(to ?? line.endIndex)

    if isCutBefore { text = "…" }
    var column = isCutBefore ? 1 : 0
    var left = column
    var right = column
    var index = shown.lowerBound
    while index < shown.upperBound {
      let next = line.index(after: index)
      if index <= start { left = column }
      let character = line[index]
      if character == "\t" {
        let blanks = 4 - column % 4
        text += String(repeating: " ", count: blanks)
        column += blanks
      } else {
        let drawn = onOneLine(String(character))
        text += drawn
        column += drawn.terminalWidth
      }
      if index < end { right = column }
      index = next
    }
    if start >= shown.upperBound { left = column }
    if isCutAfter { text += "…" }
    while text.last == " " { text.removeLast() }
    indent = String(repeating: " ", count: left)
    carets = String(repeating: "^", count: max(1, right - left))
  }
}

/// ANSI colours, or none.
private struct Paint {
  var isOn: Bool

  func red(_ text: String) -> String { wrapped(text, "1;31") }
  func blue(_ text: String) -> String { wrapped(text, "34") }
  func bold(_ text: String) -> String { wrapped(text, "1") }

  private func wrapped(_ text: String, _ style: String) -> String {
    isOn ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}

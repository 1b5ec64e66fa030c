import SluiceDiagnostics

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
  /// - Parameters:
  ///   - color: Whether to add colours.
  ///   - width: Columns that there are; nil to break no line.
  /// - Returns: Lines without a final line end.
  package func rendered(color: Bool, width: Int? = nil) -> String {
    TerminalRenderer(
      width: width ?? 80, color: color, breaksLines: width != nil
    ).render(.diagnostic(self))
  }

  /// The same, line by line.
  ///
  /// - Parameter room: Columns for what is said; the line of source is shown
  ///   as it is.
  /// - Returns: The lines.
  func lines(_ room: Int) -> [StyledText] {
    let head: StyledText =
      "\("error[\(code.rawValue)]", .error)\(": \(onOneLine(title))", .strong)"
    var lines = head.terminalWidth > room ? head.wrapped(to: room) : [head]
    var margin = " "
    if let place {
      let number = String(place.line)
      margin = String(repeating: " ", count: number.count)
      let column = place.characterColumns.lowerBound
      let bar = StyledText("\(margin) |", .place)
      let view = MarkedLine(place)
      let tail = label.isEmpty ? "" : " " + onOneLine(label)
      let file = onOneLine(place.file)
      lines += [
        "\("\(margin)-->", .place) \(file):\(place.line):\(column)",
        bar,
        "\("\(number) |", .place)\(view.text.isEmpty ? "" : " " + view.text)",
        "\(bar) \(view.indent)\(view.carets + tail, .error)",
      ]
    }
    guard let hint else { return lines }
    let left = margin.count + 9
    let parts = hint.split(separator: "\n", omittingEmptySubsequences: false)
      .map { StyledText(onOneLine(String($0))) }
      .flatMap {
        $0.terminalWidth > room - left
          ? $0.wrapped(to: max(10, room - left)) : [$0]
      }
    return lines
      + parts.enumerated().map { index, part in
        index == 0
          ? "\("\(margin) =", .place) hint: " + part
          : .blanks(left) + part
      }
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

/// Text in lines and columns: the one place that wraps, pads and cuts.
extension StyledText {
  /// Terminal cells that it takes on one line.
  package var terminalWidth: Int {
    spans.reduce(0) { $0 + $1.text.terminalWidth }
  }

  package static func blanks(_ count: Int) -> StyledText {
    StyledText(String(repeating: " ", count: max(0, count)))
  }

  /// Its lines as they are, without their ends.
  package var lines: [StyledText] {
    var lines = [StyledText()]
    for span in spans {
      let parts = span.text.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), span.styles)
      }
    }
    return lines
  }

  /// Its words in lines.
  ///
  /// - Parameter width: Columns of a line, which only a word that is wider
  ///   exceeds.
  /// - Returns: The lines; a line end in the text ends one, blanks are one.
  package func wrapped(to width: Int) -> [StyledText] {
    var wrapping = Wrapping(width: width)
    for span in spans {
      var open = ""
      for character in span.text {
        guard " \t\n".contains(character) else {
          open.append(character)
          continue
        }
        wrapping.add(open, span.styles)
        open = ""
        wrapping.endWord()
        if character == "\n" { wrapping.endLine() }
      }
      wrapping.add(open, span.styles)
    }
    wrapping.endWord()
    wrapping.endLine()
    return wrapping.lines
  }

  /// All words in one line.
  package var unwrapped: StyledText {
    wrapped(to: .max).joined(separator: " ")
  }

  /// Where text stands in more room than it needs.
  package enum Alignment { case left, right, centre }

  /// The text brought to a width, cut with an ellipsis where it is too long.
  package func padded(
    to width: Int, _ alignment: Alignment = .left
  ) -> StyledText {
    let text = cut(to: width)
    let blanks = width - text.terminalWidth
    switch alignment {
    case .left: return text + .blanks(blanks)
    case .right: return .blanks(blanks) + text
    case .centre:
      return .blanks(blanks / 2) + text + .blanks(blanks - blanks / 2)
    }
  }

  /// The text, with an ellipsis at its end where it is too long.
  package func cut(to width: Int) -> StyledText {
    guard terminalWidth > width else { return self }
    var text = StyledText()
    var used = 0
    for span in spans {
      let kept = span.text.prefix {
        used += $0.terminalWidth
        return used < width
      }
      text.append(String(kept), span.styles)
      guard kept.endIndex == span.text.endIndex else {
        text.append("…", span.styles)
        break
      }
    }
    return text
  }

  /// The text without blanks at its end.
  package var trimmed: StyledText {
    var kept = spans
    while let last = kept.popLast() {
      let text = String(last.text.reversed().drop { $0 == " " }.reversed())
      guard !text.isEmpty else { continue }
      var whole = StyledText()
      for span in kept { whole.append(span) }
      whole.append(text, last.styles)
      return whole
    }
    return StyledText()
  }
}

/// Words on their way into lines.
private struct Wrapping {
  let width: Int
  var lines: [StyledText] = []
  private var line = StyledText()
  private var used = 0
  private var word = StyledText()
  private var length = 0

  init(width: Int) { self.width = width }

  mutating func add(_ text: String, _ styles: [Style]) {
    guard !text.isEmpty else { return }
    word.append(text, styles)
    length += text.terminalWidth
  }

  mutating func endWord() {
    guard let first = word.spans.first else { return }
    if used > 0, length > width - used - 1 { endLine() }
    if used > 0 {
      // A blank between words of one style has that style, too.
      let last = line.spans.last?.styles ?? []
      line.append(" ", last == first.styles ? last : [])
      used += 1
    }
    line += word
    used += length
    (word, length) = (StyledText(), 0)
  }

  mutating func endLine() {
    guard used > 0 else { return }
    lines.append(line)
    (line, used) = (StyledText(), 0)
  }
}

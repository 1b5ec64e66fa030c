/// Shows outputs as lines of a terminal, or of a notebook's recorded output.
package struct TerminalRenderer: Sendable {
  /// Columns there are; recorded outputs have 80.
  package var width: Int
  package var color: Bool
  /// Whether curves and ranges are drawn, or said in a line each.
  package var drawsFigures: Bool
  /// Whether tables are read out row by row, each entry after its column's
  /// name: for a screen reader, which knows no columns.
  package var isSpoken: Bool
  /// Whether lines that are too long are broken between words, since a terminal
  /// would break them within one. A recording keeps them: a search finds them.
  package var breaksLines: Bool

  package init(
    width: Int = 80, color: Bool = false, drawsFigures: Bool = true,
    isSpoken: Bool = false, breaksLines: Bool = false
  ) {
    self.breaksLines = breaksLines
    self.width = min(max(20, width), 1000)
    self.color = color
    self.drawsFigures = drawsFigures && !isSpoken
    self.isSpoken = isSpoken
  }

  /// What a notebook records: no colour, no drawings, always as wide.
  package static let recording = TerminalRenderer(drawsFigures: false)

  /// The lines, without a final line end.
  package func render(_ output: Output) -> String {
    lines(of: output).map(render).joined(separator: "\n")
  }

  /// A line that ``lines(of:)`` gave, or a part of one.
  package func render(_ line: StyledText) -> String {
    color ? EscapeSequences.painted(line) : line.plain
  }

  /// What takes so many lines off the screen, the last of which the cursor is
  /// in, and leaves it where they began.
  package static func wiping(lines: Int) -> String {
    EscapeSequences.wiped(lines: lines)
  }

  /// The lines of an output, for whoever wants to cut or count them.
  package func lines(of output: Output) -> [StyledText] {
    lines(of: output, Place(room: width))
  }

  /// Where a block stands among those around it.
  struct Place {
    /// Columns for it, at least as many as a word takes.
    var room: Int
    /// Whether the block around it sets it off from other text.
    var isSetOff = false

    /// A place right inside, behind so many columns.
    func inside(_ columns: Int) -> Place {
      Place(room: max(room - columns, 10))
    }
  }

  private func lines(of output: Output, _ place: Place) -> [StyledText] {
    output.blocks.flatMap { lines(of: $0, place) }
  }

  private func lines(of block: Output.Block, _ place: Place) -> [StyledText] {
    let room = place.room
    switch block {
    case .text(let text): return broken(marked(text).lines, room)
    case .paragraph(let text): return marked(text).wrapped(to: room)
    case .heading(let text, let level): return heading(text, level, room)
    case .note(let text):
      return ("note: " + marked(text)).styled(.dim).wrapped(to: room)
    case .formula(let text): return StyledText(text).lines.map(Self.setOff)
    case .preformatted(let text): return preformatted(text, place)
    case .definitions(let definitions): return self.lines(of: definitions, room)
    case .words(let words): return lines(of: words, room)
    case .list(let list): return lines(of: list, place)
    case .quotation(let output):
      return lines(of: output, place.inside(2)).map { "│ " + $0 }
    case .rule:
      return [StyledText(String(repeating: "─", count: min(room, 40)))]
    case .section(let section):
      var inside = place.inside(2)
      inside.isSetOff = true
      return heading(section.title, 3, room)
        + lines(of: section.body, inside).map(Self.setOff)
    case .parts(let parts): return lines(of: parts, place)
    case .table(let table):
      return isSpoken ? spoken(table) : self.lines(of: table, room)
    case .gloss(let gloss): return lines(of: gloss, room)
    case .matrix(let matrix):
      return isSpoken ? spoken(matrix) : self.lines(of: matrix, room)
    case .plot(let plot): return lines(of: plot, room)
    case .points(let points): return lines(of: points, room)
    case .intervals(let intervals): return lines(of: intervals, room)
    case .sparklines(let rows): return lines(of: rows)
    case .drawing(let drawing): return lines(of: drawing, room)
    // Commands print what came of it.
    case .progressions: return []
    case .diagnostic(let diagnostic):
      return diagnostic.lines(breaksLines ? room : .max)
    }
  }

  // MARK: - Prose

  func marked(_ text: StyledText) -> StyledText { text.marked(color: color) }

  private static func setOff(_ line: StyledText) -> StyledText {
    line.isEmpty ? line : "  " + line
  }

  private func heading(
    _ text: StyledText, _ level: Int, _ room: Int
  ) -> [StyledText] {
    let text = StyledText(marked(text).plain, .strong)
    let lines = text.wrapped(to: room)
    guard level < 3 else { return lines }
    let length = lines.map(\.terminalWidth).max() ?? 0
    let rule = String(repeating: level == 1 ? "═" : "─", count: length)
    return lines + [StyledText(rule, .strong)]
  }

  private func preformatted(
    _ block: Preformatted, _ place: Place
  ) -> [StyledText] {
    let margin: StyledText =
      block.isNext ? "  ▌ " : place.isSetOff ? "" : "    "
    return block.text.isEmpty
      ? []
      : broken(
        block.text.lines, place.room - margin.terminalWidth,
        isCode: block.language == "sluice"
      ).map { $0.isEmpty ? margin.trimmed : margin + $0 }
  }

  /// Lines of which those that are too long go on below, set in a little
  /// further.
  private func broken(
    _ lines: [StyledText], _ room: Int, isCode: Bool = true
  ) -> [StyledText] {
    guard breaksLines, isCode else { return lines }
    return lines.flatMap { line in
      guard line.terminalWidth > room else { return [line] }
      let start = line.plain.prefix { $0 == " " }.count
      let parts = line.wrapped(to: max(10, room - start - 2))
      return parts.enumerated().map { index, part in
        .blanks(index == 0 ? start : start + 2) + part
      }
    }
  }

  private func lines(of parts: [Output], _ place: Place) -> [StyledText] {
    let parts = parts.map { lines(of: $0, place) }.filter { !$0.isEmpty }
    return Array(parts.joined(separator: [StyledText()]))
  }

  private func lines(of list: List, _ place: Place) -> [StyledText] {
    var number = list.start
    let items = list.items.map { item -> [StyledText] in
      let mark = number.map { "\($0). " } ?? "• "
      number = number.map { $0 + 1 }
      let inside = place.inside(mark.count)
      return lines(of: item, inside).enumerated().map { index, line in
        line.isEmpty
          ? line
          : (index == 0 ? StyledText(mark) : .blanks(mark.count)) + line
      }
    }
    return list.isTight
      ? Array(items.joined()) : Array(items.joined(separator: [StyledText()]))
  }

  /// Terms, and beside each its text; a term that is too long stands above it.
  private func lines(
    of definitions: [Definition], _ room: Int
  ) -> [StyledText] {
    if isSpoken {
      return definitions.flatMap {
        (marked($0.term) + ($0.text.isEmpty ? "" : ": ") + marked($0.text))
          .wrapped(to: room)
      }
    }
    let left = min(
      room * 36 / 100,
      definitions.map { marked($0.term).terminalWidth }.max() ?? 0)
    return definitions.flatMap { definition -> [StyledText] in
      let term = marked(definition.term)
      let text = marked(definition.text).wrapped(to: room - left - 2)
      let beside = text.map { StyledText.blanks(left + 2) + $0 }
      guard term.terminalWidth <= left, let first = text.first else {
        return [term] + beside
      }
      return [term.padded(to: left) + "  " + first] + beside.dropFirst()
    }
  }
}

extension StyledText {
  /// With signs for what a terminal's styles do not show: backticks, around
  /// code where no colour sets it off, brackets around what stands for a
  /// picture, addresses after links.
  fileprivate func marked(color: Bool) -> StyledText {
    var whole = StyledText()
    var linked = ""
    for (index, span) in spans.enumerated() {
      let styles = span.styles.filter {
        if case .image = $0 { false } else { $0 != .typed }
      }
      let isTyped =
        span.styles.contains(.typed) || !color && span.styles.contains(.code)
      let isImage = !isTyped && styles.count < span.styles.count
      whole.append(
        isTyped ? "`\(span.text)`" : isImage ? "[\(span.text)]" : span.text,
        styles)
      linked = span.target == nil ? "" : linked + span.text
      let next = index + 1 < spans.count ? spans[index + 1].target : nil
      guard let target = span.target, target != next else { continue }
      if target.contains("://"), target != linked {
        whole.append(" (\(target))", styles.filter { $0 != .link(to: target) })
      }
      linked = ""
    }
    return whole
  }
}

extension StyledText.Span {
  /// Where a link leads.
  package var target: String? {
    for case .link(let target) in styles { return target }
    return nil
  }
}

import SluiceDiagnostics

/// Draws outputs as lines of a terminal, or of a notebook's recorded output.
package struct TerminalRenderer: Sendable {
  /// Columns there are; recorded outputs have 80.
  package var width: Int
  package var color: Bool
  /// Whether curves and ranges are drawn, or said in a line each.
  package var drawsFigures: Bool
  /// Whether tables are read out row by row, each entry after its column's
  /// name: for a screen reader, which knows no columns.
  package var isSpoken: Bool

  package init(
    width: Int = 80, color: Bool = false, drawsFigures: Bool = true,
    isSpoken: Bool = false
  ) {
    self.width = max(20, width)
    self.color = color
    self.drawsFigures = drawsFigures && !isSpoken
    self.isSpoken = isSpoken
  }

  /// What a notebook records: no colour, no drawings, always as wide.
  package static let recording = TerminalRenderer(drawsFigures: false)

  /// The lines, without a final line end.
  package func render(_ output: Output) -> String {
    output.blocks.map { block in
      switch block {
      case .text(let text): plain(text)
      case .heading(let text): styled(plain(text), "1")
      case .note(let text): styled(wrapped("note: " + plain(text)), "2")
      case .table(let table):
        unended(
          self.table(
            Table(
              table.columns.map(plain), table.rows.map { $0.map(plain) })))
      case .matrix(let matrix): unended(self.matrix(matrix))
      case .intervals(let intervals):
        ([styled(intervals.title, "1")]
          + (drawsFigures ? intervals.lines(width: width) : intervals.said))
          .joined(separator: "\n")
      case .drawing(let drawing):
        (drawsFigures && drawing.lines.allSatisfy { $0.terminalWidth <= width }
          ? drawing.lines : drawing.said).joined(separator: "\n")
      case .plot(let plot):
        unended(
          PlotRenderer(width: width, color: color, draws: drawsFigures)
            .render(plot))
      }
    }.joined(separator: "\n")
  }

  /// Text that cannot command the terminal, whoever wrote it.
  private func plain(_ text: String) -> String {
    onOneLine(text, keeping: "\n\t")
  }

  private func unended(_ text: String) -> String {
    text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// Text in an ANSI style, where there is colour.
  func styled(_ text: String, _ style: String) -> String {
    color ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }

  /// Text broken at blanks so that it fits the width.
  private func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      var open = ""
      for word in paragraph.split(separator: " ") {
        if !open.isEmpty,
          open.terminalWidth + 1 + String(word).terminalWidth > width
        {
          lines.append(open)
          open = ""
        }
        open += (open.isEmpty ? "" : " ") + word
      }
      lines.append(open)
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - Tables

  private func table(_ table: Table) -> String {
    if isSpoken { return spoken(table.columns, table.rows) }
    let isNumber = table.columns.indices.map { column in
      table.rows.allSatisfy {
        column < $0.count && looksNumeric($0[column])
      }
    }
    let texts = [table.columns] + table.rows
    var widths = table.columns.indices.map { column in
      texts.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    narrow(&widths, isFixed: isNumber)
    return parts(widths).map { part in
      texts.enumerated().map { index, row in
        let cells = part.map { column -> String in
          let text = column < row.count ? row[column] : ""
          return padded(text, widths[column], right: isNumber[column])
        }
        let joined = cells.joined(separator: "  ")
        let trimmed = String(
          joined.reversed().drop { $0 == " " }.reversed())
        return (index == 0 ? styled(trimmed, "1") : trimmed) + "\n"
      }.joined()
    }.joined()
  }

  /// Takes from the widest columns of words what does not fit; a number is
  /// never cut.
  private func narrow(_ widths: inout [Int], isFixed: [Bool]) {
    let least = 12
    while widths.reduce(0, +) + 2 * (widths.count - 1) > width,
      let column = widths.indices.filter({ !isFixed[$0] && widths[$0] > least })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[column] -= 1
    }
  }

  /// Columns that fit side by side, in order. The first stands in each part;
  /// what does not fit follows below.
  private func parts(_ widths: [Int]) -> [[Int]] {
    var parts: [[Int]] = []
    var open: [Int] = []
    var used = 0
    for column in widths.indices {
      if open.count > 1, used + 2 + widths[column] > width {
        parts.append(open)
        open = [0]
        used = widths[0]
      }
      used += (open.isEmpty ? 0 : 2) + widths[column]
      open.append(column)
    }
    return parts + [open]
  }

  /// Whether it is a number, or two with a word between: `0.1 to 0.2`.
  private func looksNumeric(_ text: String) -> Bool {
    text.replacing(" to ", with: "").allSatisfy {
      $0.isNumber || "+-.,%–—e/*<".contains($0)
    }
  }

  /// Text brought to a width, cut with an ellipsis where it is too long.
  func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    var text = text
    if text.terminalWidth > width {
      while text.terminalWidth > max(0, width - 1) { text.removeLast() }
      text += "…"
    }
    let blanks = String(repeating: " ", count: width - text.terminalWidth)
    return right ? blanks + text : text + blanks
  }

  /// Rows as they are read out: `epoch 1, loss 0.702`.
  private func spoken(_ columns: [String], _ rows: [[String]]) -> String {
    rows.map { row in
      zip(columns, row).filter { !$1.isEmpty }
        .map { $0.isEmpty ? $1 : "\($0) \($1)" }
        .joined(separator: ", ") + "\n"
    }.joined()
  }

  // MARK: - Matrices

  private func matrix(_ matrix: LabelledMatrix) -> String {
    let texts = matrix.values.enumerated().map { i, row in
      row.enumerated().map { j, value in
        NumberText.entry(value) + (matrix.marks?[i][j] ?? "")
      }
    }
    if isSpoken {
      return matrix.title + "\n"
        + zip(matrix.rows, texts).map { row, entries in
          "row \(row): "
            + zip(matrix.columns, entries).map { "\($0) \($1)" }
            .joined(separator: ", ") + "\n"
        }.joined()
        + (matrix.caption.map { $0 + "\n" } ?? "")
    }
    let left = matrix.rows.map(\.terminalWidth).max() ?? 0
    let cell =
      (texts.joined().map(\.terminalWidth) + matrix.columns.map(\.terminalWidth))
      .max() ?? 0
    let room = max(1, (width - left) / (cell + 2))
    var lines = styled(matrix.title, "1") + "\n"
    // Columns that do not fit follow below, under the same rows.
    for start in stride(from: 0, to: matrix.columns.count, by: room) {
      let part = start..<min(start + room, matrix.columns.count)
      lines += padded("", left)
      for j in part {
        lines += "  " + padded(matrix.columns[j], cell, right: true)
      }
      lines += "\n"
      for i in matrix.rows.indices {
        lines += padded(matrix.rows[i], left)
        for j in part {
          lines +=
            "  "
            + shaded(
              padded(texts[i][j], cell, right: true), matrix.values[i][j])
        }
        lines += "\n"
      }
    }
    return lines
      + (matrix.caption.map { styled(wrapped($0), "2") + "\n" } ?? "")
  }

  /// A number on a ground that is darker the larger it is: blue for positive,
  /// red for negative ones.
  private func shaded(_ text: String, _ value: Double) -> String {
    guard color, value.isFinite else { return text }
    let steps: [Int] =
      value < 0 ? [52, 88, 124, 160, 196] : [17, 18, 19, 20, 21]
    let size = min(1, abs(value))
    guard size >= 0.02 else { return text }
    let step = steps[min(4, Int(size * 5))]
    return "\u{1B}[48;5;\(step);38;5;231m\(text)\u{1B}[0m"
  }
}

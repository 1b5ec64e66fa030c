/// What is drawn with characters, curves apart.
extension TerminalRenderer {
  // MARK: - Ranges

  /// A line a row: `hard    ├───●──┤`, or `hard: 81.2 (80.1 to 82.4)`.
  func lines(of intervals: Intervals, _ room: Int) -> [StyledText] {
    let title = StyledText(intervals.title, .strong)
    guard drawsFigures else {
      return [title]
        + intervals.rows.map { row in
          "\(row.name): \(NumberText.entry(row.value))"
            + " (\(NumberText.entry(row.drawn.lowerBound))"
            + " to \(NumberText.entry(row.drawn.upperBound)))"
        }
    }
    let names = intervals.rows.map { StyledText($0.name) }
    let left = names.map(\.terminalWidth).max() ?? 0
    let columns = max(10, min(60, room - left - 2))
    let span = intervals.span
    func place(_ value: Double) -> Int {
      let share =
        (value - span.lowerBound) / (span.upperBound - span.lowerBound)
      return Int((share * Double(columns - 1)).rounded())
    }
    let rows = zip(names, intervals.rows).map { name, row in
      let (low, high) = (
        place(row.drawn.lowerBound), place(row.drawn.upperBound)
      )
      var cells = [Character](repeating: " ", count: high + 1)
      for i in low...high { cells[i] = "─" }
      cells[low] = "├"
      cells[high] = "┤"
      cells[place(row.value)] = "●"
      return name.padded(to: left + 2) + StyledText(String(cells))
    }
    let (first, last) = (
      NumberText.entry(span.lowerBound), NumberText.entry(span.upperBound)
    )
    return [title] + rows + [
      .blanks(left + 2) + ends(first, "", last, columns)
    ]
  }

  // MARK: - Sparklines

  func lines(of rows: [Sparkline]) -> [StyledText] {
    let names = rows.map { StyledText($0.name) }
    let left = names.map(\.terminalWidth).max() ?? 0
    return zip(names, rows).map { name, row in
      let groups = row.groups.map { Self.columns($0, in: row.range) }
      return
        (name.padded(to: left + 2)
        + StyledText((groups + [row.last]).joined(separator: " "))).trimmed
    }
  }

  /// Values as little columns, the newest at the right; of many, neighbours
  /// are averaged.
  private static func columns(
    _ values: [Double], in range: ClosedRange<Double>?
  ) -> String {
    let most = 24
    let blocks = Array("▁▂▃▄▅▆▇█")
    let known = values.filter(\.isFinite)
    let count = min(most, known.count)
    let means = (0..<count).map { column in
      let part = known[
        column * known.count / count..<(column + 1) * known.count / count]
      return part.reduce(0, +) / Double(part.count)
    }
    guard let low = range?.lowerBound ?? means.min(),
      let high = range?.upperBound ?? means.max()
    else { return "" }
    return String(
      means.map { value in
        let share = high > low ? (value - low) / (high - low) : 0.5
        return blocks[Int((min(1, max(0, share)) * 7).rounded())]
      })
  }

  // MARK: - Boxes

  /// Boxes side by side, or what is said of them where they do not fit.
  func lines(of drawing: Drawing, _ room: Int) -> [StyledText] {
    let lines = boxes(drawing)
    return drawsFigures && lines.allSatisfy { $0.terminalWidth <= room }
      ? lines : drawing.words.map { StyledText($0) }
  }

  private func boxes(_ drawing: Drawing) -> [StyledText] {
    let columns = drawing.columns
    let heads = columns.flatMap(\.head).map(\.terminalWidth).max() ?? 0
    let labels = columns.flatMap(\.boxes).map(\.terminalWidth).max() ?? 0
    let width = max(12, heads + 2, labels + 4)
    let edge = String(repeating: "─", count: width - 2)
    let isOpen = drawing.edges.contains { $0.kind != .same }
    /// Texts side by side, with what stands between each two.
    func row(
      _ text: (Drawing.Column) -> String,
      between: (Int) -> String = { _ in "" }
    ) -> StyledText {
      let cells = columns.enumerated().map { index, column in
        StyledText(text(column)).padded(to: width, .centre)
          + StyledText(index + 1 < columns.count ? between(index) : "")
          .padded(to: index + 1 < columns.count ? isOpen ? 9 : 3 : 0, .centre)
      }
      return ("  " + cells.joined()).trimmed
    }
    let titles = (0..<(columns.map(\.head.count).max() ?? 0)).map { line in
      row { line < $0.head.count ? $0.head[line] : "" }
    }
    let levels = (0..<(columns.map(\.boxes.count).max() ?? 0)).flatMap {
      level in
      let joint = { Joint(drawing, row: level, left: $0) }
      return [
        row({ _ in "┌\(edge)┐" }, between: { joint($0).above }),
        row(
          { column in
            let label = StyledText(column.boxes[level])
            return "│" + label.padded(to: width - 2, .centre).plain + "│"
          }, between: { joint($0).beside }),
        row({ _ in "└\(edge)┘" }, between: { joint($0).below }),
      ]
        + distant(
          drawing, row: level, first: 2 + width / 2, step: width + 9)
    }
    return titles + levels + [StyledText("  " + drawing.ground)]
  }

  /// Lines below a row, each joining two boxes that others stand between:
  /// `first` is where the first box has its middle, `step` the way from there
  /// to the next one's.
  private func distant(
    _ drawing: Drawing, row: Int, first: Int, step: Int
  ) -> [StyledText] {
    let columns = drawing.columns.indices
    return columns.flatMap { left in
      columns.dropFirst(left + 2).compactMap { right -> StyledText? in
        let joint = Joint(drawing, row: row, left: left, right: right)
        guard !joint.beside.isEmpty else { return nil }
        let said = [joint.above, joint.beside, joint.below]
          .filter { !$0.isEmpty }.joined(separator: " ")
        let room = step * (right - left) - 1
        let line = StyledText(" \(said) ").padded(to: room, .centre).plain
        let drawn = line.split(separator: said, maxSplits: 1).map {
          String(repeating: "─", count: $0.count - 1)
        }
        return .blanks(first + left * step)
          + StyledText("╰\(drawn.joined(separator: " \(said) "))╯")
      }
    }
  }

  /// What joins two boxes, by default neighbours.
  private struct Joint {
    var above = ""
    var beside = ""
    var below = ""

    init(_ drawing: Drawing, row: Int, left: Int, right: Int? = nil) {
      let right = right ?? left + 1
      for edge in drawing.edges where edge.row == row {
        switch (edge.kind, edge.from, edge.to) {
        case (.same, left, right): beside = "═══"
        case (.flow(let amount, let gate), left, right):
          below = NumberText.decimals(amount, 2) + "→"
          beside = "══\(gate)══"
        case (.flow(let amount, let gate), right, left):
          above = "←" + NumberText.decimals(amount, 2)
          beside = "══\(gate)══"
        default: break
        }
      }
    }
  }
}

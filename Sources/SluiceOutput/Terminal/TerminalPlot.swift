/// Curves in the dots of braille characters, eight a character.
extension TerminalRenderer {
  private static let height = 10

  /// One character of a drawing.
  private struct Cell {
    var dots: UInt32 = 0
    var series = 0

    var glyph: StyledText {
      guard dots > 0, let scalar = Unicode.Scalar(0x2800 + dots) else {
        return " "
      }
      return StyledText(String(Character(scalar)), .series(series))
    }
  }

  func lines(of plot: Plot, _ room: Int) -> [StyledText] {
    let title = StyledText(plot.title, .strong)
    let points = plot.drawn
    guard let low = points.map(\.y).min(), let high = points.map(\.y).max(),
      let first = points.map(\.x).min(), let last = points.map(\.x).max()
    else { return [title, "nothing to plot"] }
    guard drawsFigures else { return [title] + legend(plot, room) }
    let labels = [StyledText(numberText(high)), StyledText(numberText(low))]
    let margin = labels.map(\.terminalWidth).max() ?? 0
    let columns = max(8, min(room - margin - 3, 120))
    let cells = cells(
      plot, columns, Bounds(x: first...last, y: low...high))
    let rows = cells.enumerated().map { row, line in
      let label =
        row == 0 ? labels[0] : row == Self.height - 1 ? labels[1] : ""
      return label.padded(to: margin, .right) + " │"
        + line.map(\.glyph).joined().trimmed
    }
    let axis = StyledText(String(repeating: "─", count: columns))
    return [title] + rows + [
      .blanks(margin) + " └" + axis,
      .blanks(margin + 2)
        + ends(numberText(first), plot.x, numberText(last), columns),
    ] + legend(plot, room)
  }

  /// The two ends of an axis with its name between them.
  func ends(
    _ first: String, _ name: String, _ last: String, _ columns: Int
  ) -> StyledText {
    let gap = columns - first.count - last.count
    let room = max(1, gap, name.terminalWidth)
    return StyledText(first) + StyledText(name).padded(to: room, .centre)
      + StyledText(last)
  }

  private struct Bounds {
    var x, y: ClosedRange<Double>

    /// Where a point stands, from 0 to 1 from the left and from the top.
    func share(_ point: Plot.Point) -> (x: Double, y: Double) {
      func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        let length = range.upperBound - range.lowerBound
        return length > 0 ? (value - range.lowerBound) / length : 0.5
      }
      return (share(point.x, x), 1 - share(point.y, y))
    }
  }

  private func cells(
    _ plot: Plot, _ columns: Int, _ bounds: Bounds
  ) -> [[Cell]] {
    var cells = [[Cell]](
      repeating: Array(repeating: Cell(), count: columns), count: Self.height)
    for (number, series) in plot.series.enumerated() {
      let next = series.points.dropFirst() + series.points.suffix(1)
      for (one, two) in zip(series.points, next) {
        guard [one.x, one.y, two.x, two.y].allSatisfy(\.isFinite) else {
          continue
        }
        draw(bounds.share(one), bounds.share(two), number, &cells)
      }
    }
    return cells
  }

  private func draw(
    _ one: (x: Double, y: Double), _ two: (x: Double, y: Double),
    _ series: Int, _ cells: inout [[Cell]]
  ) {
    let across = Double(2 * (cells.first?.count ?? 0) - 1)
    let down = Double(4 * Self.height - 1)
    let length = max(abs(two.x - one.x) * across, abs(two.y - one.y) * down)
    let steps = max(1, Int(length.rounded(.up)))
    // Braille dots, by column and row of a character.
    let dots: [[UInt32]] = [[1, 2, 4, 64], [8, 16, 32, 128]]
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      let x = Int(((one.x + (two.x - one.x) * part) * across).rounded())
      let y = Int(((one.y + (two.y - one.y) * part) * down).rounded())
      cells[y / 4][x / 2].dots |= dots[x % 2][y % 4]
      cells[y / 4][x / 2].series = series
    }
  }

  /// Each curve with its first, lowest, highest and last value.
  private func legend(_ plot: Plot, _ room: Int) -> [StyledText] {
    plot.series.enumerated().flatMap { number, series in
      let values = series.points.map(\.y).filter(\.isFinite)
      guard let first = values.first, let last = values.last,
        let low = values.min(), let high = values.max()
      else { return [StyledText("\(series.name): no points")] }
      let (start, end) = (NumberText.entry(first), NumberText.entry(last))
      let extremes =
        "lowest \(NumberText.entry(low)), highest \(NumberText.entry(high))"
      let line =
        StyledText(series.name, .series(number))
        + ": \(start) → \(end) (\(extremes))"
      return breaksLines ? line.wrapped(to: room) : [line]
    }
  }
}

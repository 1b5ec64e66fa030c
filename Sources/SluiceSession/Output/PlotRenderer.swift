import SluiceDiagnostics

/// Draws curves with the dots of braille characters, eight a character.
struct PlotRenderer {
  var width: Int
  var color: Bool
  /// Whether the curves are drawn above what is said of them.
  var draws = true

  private static let height = 10
  private static let colors = [33, 208, 35, 161, 99, 37, 172, 240]

  func render(_ plot: Plot) -> String {
    let points = plot.series.flatMap(\.points).filter {
      $0.x.isFinite && $0.y.isFinite
    }
    var text =
      TerminalRenderer(width: width, color: color)
      .styled(plot.title, "1") + "\n"
    guard let low = points.map(\.y).min(), let high = points.map(\.y).max(),
      let first = points.map(\.x).min(), let last = points.map(\.x).max()
    else { return text + "nothing to plot\n" }
    guard draws else { return text + legend(plot) }
    let labels = [numberText(high), numberText(low)]
    let margin = labels.map(\.count).max() ?? 0
    let columns = max(8, min(width - margin - 3, 64))
    var cells = [[(dots: UInt32, series: Int)]](
      repeating: Array(repeating: (0, 0), count: columns), count: Self.height)
    for (number, series) in plot.series.enumerated() {
      for (one, two) in zip(
        series.points, series.points.dropFirst() + series.points.suffix(1))
      {
        draw(
          one, two, number, in: (first, last, low, high), columns, &cells)
      }
    }
    for (row, line) in cells.enumerated() {
      let label =
        row == 0 ? labels[0] : row == Self.height - 1 ? labels[1] : ""
      text += String(repeating: " ", count: margin - label.count) + label + " │"
      var shown = ""
      for cell in line { shown += glyph(cell) }
      text += trimmed(shown) + "\n"
    }
    text += String(repeating: " ", count: margin) + " └"
    text += String(repeating: "─", count: columns) + "\n"
    let ends = (numberText(first), numberText(last))
    let gap = max(1, columns - ends.0.count - ends.1.count)
    text += String(repeating: " ", count: margin + 2) + ends.0
    text += padded(plot.x, gap) + ends.1 + "\n"
    return text + legend(plot)
  }

  /// A line's blanks at the end are no part of it.
  private func trimmed(_ text: String) -> String {
    color ? text : String(text.reversed().drop { $0 == " " }.reversed())
  }

  private func padded(_ text: String, _ width: Int) -> String {
    let left = max(0, (width - text.count) / 2)
    let right = max(0, width - text.count - left)
    return String(repeating: " ", count: left) + text
      + String(repeating: " ", count: right)
  }

  private func draw(
    _ one: Plot.Point, _ two: Plot.Point, _ series: Int,
    in bounds: (Double, Double, Double, Double), _ columns: Int,
    _ cells: inout [[(dots: UInt32, series: Int)]]
  ) {
    guard [one.x, one.y, two.x, two.y].allSatisfy(\.isFinite) else { return }
    func place(_ point: Plot.Point) -> (x: Double, y: Double) {
      let (x0, x1, y0, y1) = bounds
      return (
        (x1 > x0 ? (point.x - x0) / (x1 - x0) : 0.5) * Double(2 * columns - 1),
        (y1 > y0 ? (y1 - point.y) / (y1 - y0) : 0.5)
          * Double(4 * Self.height - 1)
      )
    }
    let (a, b) = (place(one), place(two))
    let steps = max(1, Int(max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up)))
    // Braille dots, by column and row of a character.
    let dots: [[UInt32]] = [[1, 2, 4, 64], [8, 16, 32, 128]]
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      let x = Int((a.x + (b.x - a.x) * part).rounded())
      let y = Int((a.y + (b.y - a.y) * part).rounded())
      cells[y / 4][x / 2].dots |= dots[x % 2][y % 4]
      cells[y / 4][x / 2].series = series
    }
  }

  private func glyph(_ cell: (dots: UInt32, series: Int)) -> String {
    guard cell.dots > 0, let scalar = Unicode.Scalar(0x2800 + cell.dots)
    else { return " " }
    let text = String(Character(scalar))
    return color
      ? "\u{1B}[38;5;\(Self.colors[cell.series % 8])m\(text)\u{1B}[0m" : text
  }

  /// Each curve with its first, lowest, highest and last value.
  private func legend(_ plot: Plot) -> String {
    plot.series.enumerated().map { number, series in
      let values = series.points.map(\.y).filter(\.isFinite)
      guard let first = values.first, let last = values.last,
        let low = values.min(), let high = values.max()
      else { return "\(series.name): no points\n" }
      let name =
        color
        ? "\u{1B}[38;5;\(Self.colors[number % 8])m\(series.name)\u{1B}[0m"
        : series.name
      return "\(name): \(NumberText.entry(first)) → \(NumberText.entry(last))"
        + " (lowest \(NumberText.entry(low)),"
        + " highest \(NumberText.entry(high)))\n"
    }.joined()
  }
}

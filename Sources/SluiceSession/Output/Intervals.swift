import Foundation

/// Estimates with the ranges they lie in, one under the other.
package struct Intervals: Sendable, Equatable {
  package var title: String
  package var rows: [Row]

  package struct Row: Sendable, Equatable {
    package var name: String
    package var value: Double
    /// Unbounded where there is too little to say.
    package var range: ClosedRange<Double>

    package init(_ name: String, _ value: Double, _ range: ClosedRange<Double>)
    {
      self.name = name
      self.value = value
      self.range = range
    }

    /// As far as it can be drawn.
    var drawn: ClosedRange<Double> {
      range.lowerBound.isFinite && range.upperBound.isFinite
        ? range : value...value
    }
  }

  package init(_ title: String, _ rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  /// From the lowest to the highest end, never empty.
  var span: ClosedRange<Double> {
    let low = rows.map(\.drawn.lowerBound).min() ?? 0
    let high = rows.map(\.drawn.upperBound).max() ?? 1
    return low < high ? low...high : low - 0.5...high + 0.5
  }

  /// One line a row: `hard: 81.2 (80.1 to 82.4)`.
  var said: [String] {
    rows.map { row in
      "\(row.name): \(NumberText.entry(row.value))"
        + " (\(NumberText.entry(row.drawn.lowerBound))"
        + " to \(NumberText.entry(row.drawn.upperBound)))"
    }
  }

  /// One line a row: `hard    ├───●──┤`.
  func lines(width: Int) -> [String] {
    let left = rows.map(\.name.terminalWidth).max() ?? 0
    let columns = max(10, min(60, width - left - 2))
    let span = span
    func place(_ value: Double) -> Int {
      let share =
        (value - span.lowerBound) / (span.upperBound - span.lowerBound)
      return Int((share * Double(columns - 1)).rounded())
    }
    let drawn = rows.map { row in
      let (low, high) = (
        place(row.drawn.lowerBound), place(row.drawn.upperBound)
      )
      var cells = [Character](repeating: " ", count: high + 1)
      for i in low...high { cells[i] = "─" }
      cells[low] = "├"
      cells[high] = "┤"
      cells[place(row.value)] = "●"
      let blanks = String(
        repeating: " ", count: left - row.name.terminalWidth)
      return row.name + blanks + "  " + String(cells)
    }
    let ends = (
      NumberText.entry(span.lowerBound), NumberText.entry(span.upperBound)
    )
    let gap = max(1, columns - ends.0.count - ends.1.count)
    return drawn + [
      String(repeating: " ", count: left + 2) + ends.0
        + String(repeating: " ", count: gap) + ends.1
    ]
  }
}

extension SVG {
  /// A dot and a bar a row.
  package static func drawing(_ intervals: Intervals) -> String {
    let left =
      24 + 7.5 * Double(intervals.rows.map(\.name.count).max() ?? 0)
    let (top, width, step) = (44.0, 420.0, 28.0)
    let span = intervals.span
    func x(_ value: Double) -> Double {
      left + (value - span.lowerBound) / (span.upperBound - span.lowerBound)
        * width
    }
    var body =
      "<text class=\"t\" x=\"8\" y=\"24\">\(escaped(intervals.title))</text>"
    let bottom = top + step * Double(intervals.rows.count)
    for tick in ticks(span.lowerBound, span.upperBound, isWhole: false) {
      let at = number(x(tick))
      body +=
        "<line class=\"g\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(number(top))\""
        + " y2=\"\(number(bottom))\"/><text x=\"\(at)\""
        + " y=\"\(number(bottom + 18))\" text-anchor=\"middle\">"
        + numberText(tick) + "</text>"
    }
    for (index, row) in intervals.rows.enumerated() {
      let y = number(top + (Double(index) + 0.5) * step)
      body +=
        "<text x=\"\(number(left - 10))\" y=\"\(y)\" dy=\"4\""
        + " text-anchor=\"end\">\(escaped(row.name))</text>"
        + "<line class=\"c\" stroke=\"\(colors[0])\""
        + " x1=\"\(number(x(row.drawn.lowerBound)))\""
        + " x2=\"\(number(x(row.drawn.upperBound)))\" y1=\"\(y)\" y2=\"\(y)\"/>"
        + "<circle cx=\"\(number(x(row.value)))\" cy=\"\(y)\" r=\"5\""
        + " fill=\"\(colors[0])\"/>"
    }
    return page(
      width: left + width + 40, height: bottom + 32, title: intervals.title,
      body)
  }
}

extension SVG {
  /// A dot and a bar a row.
  package static func drawing(
    _ intervals: Intervals, _ form: Form = .file
  ) -> String {
    let left =
      24 + 7.5 * Double(intervals.rows.map(\.name.count).max() ?? 0)
    let (top, width, step) = (36.0, 300.0, 28.0)
    let span = intervals.span
    func x(_ value: Double) -> Double {
      left + (value - span.lowerBound) / (span.upperBound - span.lowerBound)
        * width
    }
    var body =
      "<text class=\"t\" x=\"8\" y=\"20\">\(escaped(intervals.title))</text>"
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
        + "<line class=\"c s0\""
        + " x1=\"\(number(x(row.drawn.lowerBound)))\""
        + " x2=\"\(number(x(row.drawn.upperBound)))\" y1=\"\(y)\" y2=\"\(y)\"/>"
        + "<circle cx=\"\(number(x(row.value)))\" cy=\"\(y)\" r=\"5\""
        + " class=\"s0\"/>"
    }
    return page(
      width: left + width + 40, height: bottom + 32, title: intervals.title,
      form, body)
  }
}

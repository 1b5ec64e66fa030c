extension SVG {
  /// Curves with axes and ticks, each with its name at its end.
  ///
  /// - Parameters:
  ///   - plot: The curves.
  ///   - form: Where the drawing stands.
  ///   - moments: Places of the axis that a line goes through, one at a time; it
  ///     stands at the last.
  /// - Returns: The drawing.
  package static func drawing(
    _ plot: Plot, _ form: Form = .file, moments: [Double] = []
  ) -> String {
    let points = plot.drawn
    let (x0, x1) = range(points.map(\.x) + moments)
    let (y0, y1) = range(points.map(\.y))
    let (left, top, width, height) = (52.0, 36.0, 320.0, 200.0)
    func x(_ value: Double) -> Double {
      left + (value - x0) / (x1 - x0) * width
    }
    func y(_ value: Double) -> Double {
      top + (y1 - value) / (y1 - y0) * height
    }
    var body =
      "<text class=\"t\" x=\"\(number(left))\" y=\"20\">"
      + escaped(plot.title) + "</text>"
    for tick in ticks(y0, y1, isWhole: false) {
      body +=
        "<line class=\"g\" x1=\"\(number(left))\" x2=\"\(number(left + width))\""
        + " y1=\"\(number(y(tick)))\" y2=\"\(number(y(tick)))\"/>"
        + "<text x=\"\(number(left - 7))\" y=\"\(number(y(tick) + 4))\""
        + " text-anchor=\"end\">\(numberText(tick))</text>"
    }
    for tick in ticks(
      x0, x1, isWhole: points.allSatisfy { $0.x == $0.x.rounded() })
    {
      body +=
        "<line class=\"a\" x1=\"\(number(x(tick)))\" x2=\"\(number(x(tick)))\""
        + " y1=\"\(number(top + height))\" y2=\"\(number(top + height + 5))\"/>"
        + "<text x=\"\(number(x(tick)))\" y=\"\(number(top + height + 19))\""
        + " text-anchor=\"middle\">\(numberText(tick))</text>"
    }
    body +=
      "<line class=\"a\" x1=\"\(number(left))\" x2=\"\(number(left + width))\""
      + " y1=\"\(number(top + height))\" y2=\"\(number(top + height))\"/>"
      + "<text x=\"\(number(left + width / 2))\" y=\"\(number(top + height + 37))\""
      + " text-anchor=\"middle\">\(escaped(plot.x))</text>"
      + "<text transform=\"translate(12 \(number(top + height / 2)))"
      + " rotate(-90)\" text-anchor=\"middle\">\(escaped(plot.y))</text>"
    if let last = moments.last {
      let places = moments.map { number(x($0) - x(last)) }
      body +=
        "<line class=\"a now\" data-x=\"\(places.joined(separator: " "))\""
        + " x1=\"\(number(x(last)))\" x2=\"\(number(x(last)))\""
        + " y1=\"\(number(top))\" y2=\"\(number(top + height))\"/>"
    }
    let ends = plot.series.map { series in
      series.points.last { $0.x.isFinite && $0.y.isFinite }.map { y($0.y) }
        ?? top
    }
    for (index, at) in spread(ends, from: top).enumerated() {
      let series = plot.series[index]
      let path = series.points.filter { $0.x.isFinite && $0.y.isFinite }.map {
        "\(number(x($0.x))),\(number(y($0.y)))"
      }.joined(separator: " ")
      body +=
        "<polyline \(self.series(index)) points=\"\(path)\"/>"
        + "<text class=\"s\(index % lightColors.count)\""
        + " x=\"\(number(left + width + 8))\" y=\"\(number(at + 4))\">"
        + escaped(series.name) + "</text>"
    }
    let longest = plot.series.map(\.name.count).max() ?? 0
    return page(
      width: max(
        left + width + 16 + 7 * Double(longest),
        left + 8 * Double(plot.title.count)),
      height: max(top + height + 48, top + 16 * Double(plot.series.count) + 16),
      title: plot.title, form, body)
  }

  /// Heights near some others, from the top, so that no two names overlap.
  private static func spread(_ heights: [Double], from top: Double) -> [Double]
  {
    var result = heights
    var floor = -Double.infinity
    for index in heights.indices.sorted(by: { heights[$0] < heights[$1] }) {
      result[index] = max(heights[index], floor)
      floor = result[index] + 15
    }
    let over = (result.max() ?? top) - max(top + 200, heights.max() ?? top)
    guard over > 0 else { return result }
    // Too low: up, as far as there is room.
    var ceiling = Double.infinity
    for index in result.indices.sorted(by: { result[$0] > result[$1] }) {
      result[index] = min(result[index], ceiling, top + 200)
      ceiling = result[index] - 15
    }
    return result
  }

  /// The values' range, a little around a single one.
  private static func range(_ values: [Double]) -> (Double, Double) {
    guard let low = values.min(), let high = values.max() else { return (0, 1) }
    let margin = max(0.5, abs(low) / 10)
    return low < high ? (low, high) : (low - margin, high + margin)
  }
}

extension SVG {
  /// Curves with axes, ticks and a legend.
  package static func drawing(_ plot: Plot) -> String {
    let points = plot.drawn
    let (x0, x1) = range(points.map(\.x)), (y0, y1) = range(points.map(\.y))
    let (left, top, width, height) = (64.0, 40.0, 420.0, 240.0)
    func x(_ value: Double) -> Double {
      left + (value - x0) / (x1 - x0) * width
    }
    func y(_ value: Double) -> Double {
      top + (y1 - value) / (y1 - y0) * height
    }
    var body =
      "<text class=\"t\" x=\"\(number(left))\" y=\"24\">"
      + escaped(plot.title) + "</text>"
    for tick in ticks(y0, y1, isWhole: false) {
      body +=
        "<line class=\"g\" x1=\"\(number(left))\" x2=\"\(number(left + width))\""
        + " y1=\"\(number(y(tick)))\" y2=\"\(number(y(tick)))\"/>"
        + "<text x=\"\(number(left - 8))\" y=\"\(number(y(tick) + 4))\""
        + " text-anchor=\"end\">\(numberText(tick))</text>"
    }
    for tick in ticks(
      x0, x1, isWhole: points.allSatisfy { $0.x == $0.x.rounded() })
    {
      body +=
        "<line class=\"a\" x1=\"\(number(x(tick)))\" x2=\"\(number(x(tick)))\""
        + " y1=\"\(number(top + height))\" y2=\"\(number(top + height + 5))\"/>"
        + "<text x=\"\(number(x(tick)))\" y=\"\(number(top + height + 20))\""
        + " text-anchor=\"middle\">\(numberText(tick))</text>"
    }
    body +=
      "<line class=\"a\" x1=\"\(number(left))\" x2=\"\(number(left + width))\""
      + " y1=\"\(number(top + height))\" y2=\"\(number(top + height))\"/>"
      + "<text x=\"\(number(left + width / 2))\" y=\"\(number(top + height + 40))\""
      + " text-anchor=\"middle\">\(escaped(plot.x))</text>"
      + "<text transform=\"translate(16 \(number(top + height / 2)))"
      + " rotate(-90)\" text-anchor=\"middle\">\(escaped(plot.y))</text>"
    for (index, series) in plot.series.enumerated() {
      let color = colors[index % colors.count]
      let dash = index < colors.count ? "" : " stroke-dasharray=\"5 3\""
      let path = series.points.filter { $0.x.isFinite && $0.y.isFinite }.map {
        "\(number(x($0.x))),\(number(y($0.y)))"
      }.joined(separator: " ")
      let at = top + 4 + Double(index) * 18
      body +=
        "<polyline class=\"c\" stroke=\"\(color)\"\(dash)"
        + " points=\"\(path)\"/>"
        + "<line class=\"c\" stroke=\"\(color)\"\(dash)"
        + " x1=\"\(number(left + width + 16))\""
        + " x2=\"\(number(left + width + 36))\""
        + " y1=\"\(number(at))\" y2=\"\(number(at))\"/>"
        + "<text x=\"\(number(left + width + 42))\" y=\"\(number(at + 4))\">"
        + escaped(series.name) + "</text>"
    }
    let longest = plot.series.map(\.name.count).max() ?? 0
    return page(
      width: left + width + 60 + 7 * Double(longest),
      height: max(top + height + 56, top + 18 * Double(plot.series.count) + 16),
      title: plot.title, body)
  }

  /// The values' range, a little around a single one.
  private static func range(_ values: [Double]) -> (Double, Double) {
    guard let low = values.min(), let high = values.max() else { return (0, 1) }
    let margin = max(0.5, abs(low) / 10)
    return low < high ? (low, high) : (low - margin, high + margin)
  }
}

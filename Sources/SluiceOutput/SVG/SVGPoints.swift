extension SVG {
  /// A dot for each thing with its name beside it, full where no other is higher
  /// in both, and a line through those.
  package static func drawing(_ points: Points, _ form: Form = .file) -> String
  {
    let drawn = points.drawn
    let (x0, x1) = roomy(drawn.map(\.x))
    let (y0, y1) = roomy(drawn.map(\.y))
    let (left, top, width, height) = (60.0, 36.0, 360.0, 260.0)
    func x(_ value: Double) -> Double {
      left + (value - x0) / (x1 - x0) * width
    }
    func y(_ value: Double) -> Double {
      top + (y1 - value) / (y1 - y0) * height
    }
    var body =
      "<text class=\"t\" x=\"8\" y=\"20\">\(escaped(points.title))</text>"
    for tick in ticks(y0, y1, isWhole: false) {
      let at = number(y(tick))
      body +=
        "<line class=\"g\" x1=\"\(number(left))\" x2=\"\(number(left + width))\""
        + " y1=\"\(at)\" y2=\"\(at)\"/><text x=\"\(number(left - 7))\""
        + " y=\"\(at)\" dy=\"4\" text-anchor=\"end\">\(numberText(tick))</text>"
    }
    for tick in ticks(x0, x1, isWhole: false) {
      let at = number(x(tick))
      body +=
        "<line class=\"g\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(number(top))\""
        + " y2=\"\(number(top + height))\"/><text x=\"\(at)\""
        + " y=\"\(number(top + height + 18))\" text-anchor=\"middle\">"
        + numberText(tick) + "</text>"
    }
    body +=
      "<text x=\"\(number(left + width / 2))\" y=\"\(number(top + height + 38))\""
      + " text-anchor=\"middle\">\(escaped(points.x))</text>"
      + "<text transform=\"translate(12 \(number(top + height / 2)))"
      + " rotate(-90)\" text-anchor=\"middle\">\(escaped(points.y))</text>"
    let edge = drawn.filter(points.isUnbeaten).sorted { $0.x < $1.x }
      .map { "\(number(x($0.x))),\(number(y($0.y)))" }
    body +=
      "<polyline class=\"a\" points=\"\(edge.joined(separator: " "))\"/>"
    for (point, at) in zip(drawn, apart(drawn.map { (x($0.x), y($0.y)) })) {
      let place = "cx=\"\(number(x(point.x)))\" cy=\"\(number(y(point.y)))\""
      body +=
        points.isUnbeaten(point)
        ? "<circle class=\"s0\" \(place) r=\"5\"/>"
        : "<circle class=\"a\" \(place) r=\"4\"/>"
      body +=
        "<text x=\"\(number(x(point.x) + 9))\" y=\"\(number(at))\" dy=\"4\">"
        + escaped(point.name) + "</text>"
    }
    let longest = drawn.map(\.name.count).max() ?? 0
    return page(
      width: left + width + 24 + 7 * Double(longest), height: top + height + 50,
      title: points.title, form, body)
  }

  /// Heights of names beside points, so that none is over another one.
  private static func apart(_ places: [(x: Double, y: Double)]) -> [Double] {
    var heights = places.map(\.y)
    let order = places.indices.sorted { places[$0].y < places[$1].y }
    for (rank, index) in order.enumerated() {
      for other in order[..<rank]
      where abs(places[other].x - places[index].x) < 90
        && heights[index] - heights[other] < 14
      {
        heights[index] = heights[other] + 14
      }
    }
    return heights
  }

  /// A range with some room around its values.
  private static func roomy(_ values: [Double]) -> (Double, Double) {
    guard let low = values.min(), let high = values.max() else { return (0, 1) }
    let room = low < high ? (high - low) / 12 : max(0.5, abs(low) / 10)
    return (low - room, high + room)
  }
}

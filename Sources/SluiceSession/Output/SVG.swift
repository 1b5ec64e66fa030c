import Foundation

/// Outputs as self-contained SVG drawings, readable on white and on dark.
package enum SVG {
  static let colors = [
    "#3b82c4", "#d97706", "#2f9e62", "#b45bc7", "#d1495b", "#0f9bb0",
    "#8a7a12", "#7a7a7a",
  ]
  private static let style = """
    <style>text{font:12px system-ui,sans-serif;fill:#7d7d7d}\
    .t{font-size:14px;font-weight:600}\
    .g{stroke:#8884;stroke-width:1}.a{stroke:#888;stroke-width:1}\
    .c{fill:none;stroke-width:2}</style>
    """

  /// Curves with axes, ticks and a legend.
  package static func drawing(_ plot: Plot) -> String {
    let points = plot.series.flatMap(\.points).filter {
      $0.x.isFinite && $0.y.isFinite
    }
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

  /// A matrix as shaded squares with their numbers.
  package static func drawing(_ matrix: LabelledMatrix) -> String {
    let side = 64.0,
      label =
        12 + 7.5
        * Double(
          (matrix.rows + matrix.columns).map(\.count).max() ?? 0)
    let (left, top) = (label + 8, 64.0)
    let cell = max(side, label)
    var body =
      "<text class=\"t\" x=\"8\" y=\"24\">"
      + escaped(matrix.title) + "</text>"
    for (j, name) in matrix.columns.enumerated() {
      body +=
        "<text x=\"\(number(left + (Double(j) + 0.5) * cell))\""
        + " y=\"\(number(top - 8))\" text-anchor=\"middle\">"
        + escaped(name) + "</text>"
    }
    let largest = matrix.values.joined().map(abs).max() ?? 1
    for (i, row) in matrix.values.enumerated() {
      let y = top + Double(i) * 40
      body +=
        "<text x=\"\(number(left - 8))\" y=\"\(number(y + 24))\""
        + " text-anchor=\"end\">\(escaped(matrix.rows[i]))</text>"
      for (j, value) in row.enumerated() {
        let share = largest > 0 ? min(1, abs(value) / largest) : 0
        let color = value < 0 ? "#d1495b" : "#3b82c4"
        body +=
          "<rect x=\"\(number(left + Double(j) * cell + 1))\""
          + " y=\"\(number(y + 1))\" width=\"\(number(cell - 2))\""
          + " height=\"38\" rx=\"3\" fill=\"\(color)\""
          + " fill-opacity=\"\(number(0.08 + 0.82 * share))\"/>"
          + "<text x=\"\(number(left + (Double(j) + 0.5) * cell))\""
          + " y=\"\(number(y + 24))\" text-anchor=\"middle\""
          + (share > 0.5 ? " style=\"fill:#fff\"" : "") + ">"
          + NumberText.entry(value) + (matrix.marks?[i][j] ?? "")
          + "</text>"
      }
    }
    let bottom = top + 40 * Double(matrix.rows.count)
    if let caption = matrix.caption {
      body +=
        "<text x=\"8\" y=\"\(number(bottom + 24))\">"
        + escaped(caption) + "</text>"
    }
    return page(
      width: left + cell * Double(matrix.columns.count) + 12,
      height: bottom + 40, title: matrix.title, body)
  }

  static func page(
    width: Double, height: Double, title: String, _ body: String
  ) -> String {
    let (w, h) = (number(width.rounded()), number(height.rounded()))
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\""
      + " height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" role=\"img\">"
      + "<title>\(escaped(title))</title>\(style)\(body)</svg>\n"
  }

  /// The values' range, a little around a single one.
  private static func range(_ values: [Double]) -> (Double, Double) {
    guard let low = values.min(), let high = values.max() else { return (0, 1) }
    let margin = max(0.5, abs(low) / 10)
    return low < high ? (low, high) : (low - margin, high + margin)
  }

  /// Up to nine round numbers between two; of epochs there are no halves.
  static func ticks(
    _ low: Double, _ high: Double, isWhole: Bool
  ) -> [Double] {
    let rough = isWhole ? max(1, (high - low) / 8) : (high - low) / 8
    let size = pow(10, log10(rough).rounded(.down))
    let steps = isWhole && size < 10 ? [1.0, 2, 5, 10] : [1, 2, 2.5, 5, 10]
    let step = steps.map { $0 * size }.first { $0 >= rough } ?? rough
    let first = (low / step).rounded(.up)
    let count = Int(max(0, (high / step).rounded(.down) - first))
    return (0...min(count, 20)).map { (first + Double($0)) * step }
  }

  static func number(_ value: Double) -> String {
    String(format: "%.5g", value)
  }

  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }
}

extension SVG {
  /// Boxes, joined by lines that are as wide as what passes between them.
  package static func drawing(_ drawing: Drawing) -> String {
    let (width, height, gap, step) = (130.0, 44.0, 90.0, 84.0)
    let heads = drawing.columns.map(\.head.count).max() ?? 0
    let rows = drawing.columns.map(\.boxes.count).max() ?? 0
    let top = 20 + 18 * Double(heads)
    func x(_ column: Int) -> Double { 20 + Double(column) * (width + gap) }
    func y(_ row: Int) -> Double { top + Double(row) * step }
    func label(_ text: String, _ x: Double, _ y: Double) -> String {
      "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"middle\">"
        + escaped(text) + "</text>"
    }
    var body = ""
    for edge in drawing.edges {
      let isForward = edge.from < edge.to
      let reach = Double(abs(edge.to - edge.from) - 1)
      let start = x(min(edge.from, edge.to)) + width
      let end = x(max(edge.from, edge.to))
      // There above, back below; over boxes between them in a bow.
      let middle = y(edge.row) + height / 2 + (isForward ? 8 : -8)
      let bow = middle + (isForward ? 1 : -1) * reach * step
      var amount = 1.0
      if case .flow(let flow, _) = edge.kind {
        amount = flow
        body += label(
          NumberText.decimals(flow, 2), (start + end) / 2,
          (middle + bow) / 2 + (isForward ? 16 : -8))
      }
      body +=
        "<path class=\"c\" stroke=\"\(colors[isForward ? 0 : 1])\""
        + " style=\"stroke-width:\(number(1 + 9 * min(1, abs(amount))))\""
        + " d=\"M\(number(start)) \(number(middle))"
        + " Q\(number((start + end) / 2)) \(number(bow))"
        + " \(number(end)) \(number(middle))\"/>"
    }
    for (index, column) in drawing.columns.enumerated() {
      let centre = x(index) + width / 2
      for (line, text) in column.head.enumerated() {
        body += label(text, centre, 24 + 18 * Double(line))
      }
      for (row, text) in column.boxes.enumerated() {
        body +=
          "<rect class=\"a\" fill=\"none\" rx=\"4\" x=\"\(number(x(index)))\""
          + " y=\"\(number(y(row)))\" width=\"\(number(width))\""
          + " height=\"\(number(height))\"/>"
          + label(text, centre, y(row) + height / 2 + 4)
      }
    }
    let bottom = y(rows) - step + height + 30
    body +=
      "<text x=\"20\" y=\"\(number(bottom))\">\(escaped(drawing.ground))</text>"
    let right = x(drawing.columns.count) - gap + 20
    return page(
      width: max(right, 40 + 7.5 * Double(drawing.ground.count)),
      height: bottom + 16, title: drawing.words.joined(separator: "; "), body)
  }
}

extension SVG {
  /// The attributes of what a page moves in a drawing: of flows by the numbers
  /// of their edges, of the last lines above columns by those of the columns.
  package struct Handles: Sendable {
    package var edges: [Int: String] = [:]
    package var heads: [Int: String] = [:]

    package init(edges: [Int: String] = [:], heads: [Int: String] = [:]) {
      self.edges = edges
      self.heads = heads
    }
  }

  /// Boxes, joined by lines that are as wide as what passes between them.
  package static func drawing(
    _ drawing: Drawing, _ form: Form = .file, handles: Handles = Handles()
  ) -> String {
    let widest = drawing.columns.flatMap { $0.head + $0.boxes }.map(\.count)
      .max()
    let width = max(84, 7.2 * Double(widest ?? 0))
    let (height, gap, step) = (42.0, 62.0, 84.0)
    let heads = drawing.columns.map(\.head.count).max() ?? 0
    let rows = drawing.columns.map(\.boxes.count).max() ?? 0
    let top = 20 + 18 * Double(heads)
    func x(_ column: Int) -> Double { 8 + Double(column) * (width + gap) }
    func y(_ row: Int) -> Double { top + Double(row) * step }
    func label(
      _ text: String, _ x: Double, _ y: Double, _ attributes: String = ""
    ) -> String {
      "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"middle\""
        + "\(attributes)>\(escaped(text))</text>"
    }
    var boxes = ""
    for (index, column) in drawing.columns.enumerated() {
      let centre = x(index) + width / 2
      for (line, text) in column.head.enumerated() {
        let handle = line + 1 == column.head.count ? handles.heads[index] : nil
        boxes += label(
          text, centre, 20 + 18 * Double(line), handle.map { " " + $0 } ?? "")
      }
      for (row, text) in column.boxes.enumerated() {
        boxes +=
          "<rect class=\"a\" rx=\"5\" x=\"\(number(x(index)))\""
          + " y=\"\(number(y(row)))\" width=\"\(number(width))\""
          + " height=\"\(number(height))\"/>"
          + label(text, centre, y(row) + height / 2 + 4)
      }
    }
    var edges = ""
    for (index, edge) in drawing.edges.enumerated() {
      let isForward = edge.from < edge.to
      let reach = Double(abs(edge.to - edge.from) - 1)
      let start = x(min(edge.from, edge.to)) + width
      let end = x(max(edge.from, edge.to))
      // There below, back above; past boxes between them in a bow.
      let middle = y(edge.row) + height / 2 + (isForward ? 9 : -9)
      let bow = middle + (isForward ? 1 : -1) * reach * 76
      var amount = 1.0
      var text = ""
      if case .flow(let flow, _) = edge.kind {
        amount = flow
        text = label(
          NumberText.decimals(flow, 2), (start + end) / 2,
          (middle + bow) / 2 + (isForward ? 17 : -8))
      }
      let path =
        "d=\"M\(number(start)) \(number(middle))"
        + " Q\(number((start + end) / 2)) \(number(bow))"
        + " \(number(end)) \(number(middle))\""
      let line =
        "<path class=\"e s\(isForward ? 0 : 1)\""
        + " stroke-width=\"\(number(strokeWidth(amount)))\" \(path)/>"
      edges +=
        handles.edges[index].map {
          "<g \($0)><path class=\"hit\" \(path)/>\(line)\(text)</g>"
        } ?? line + text
    }
    let bottom = y(rows) - step + height + 30
    let right = x(drawing.columns.count) - gap + 8
    return page(
      width: max(right, 16 + 6.6 * Double(drawing.ground.count)),
      height: bottom + 12, title: drawing.words.joined(separator: "; "), form,
      boxes + edges
        + "<text x=\"8\" y=\"\(number(bottom))\">\(escaped(drawing.ground))"
        + "</text>")
  }

  /// How wide a line is through which so much flows.
  package static func strokeWidth(_ flow: Double) -> Double {
    flow.isFinite ? 1 + 9 * min(1, abs(flow)) : 1
  }
}

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
    // Bows past boxes need room above and below them.
    let reach = drawing.edges.map { abs($0.to - $0.from) - 1 }.max() ?? 0
    let (height, gap) = (42.0, 66.0)
    let margin = reach > 0 ? 34.0 + 8 * Double(min(reach, 2)) : 20
    let step = height + 2 * margin
    let heads = drawing.columns.map(\.head.count).max() ?? 0
    let rows = drawing.columns.map(\.boxes.count).max() ?? 0
    let top = 8 + 18 * Double(heads) + margin
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
      // There below, back above; past boxes between them in a bow.
      let isForward = edge.from < edge.to
      let side: Double = isForward ? 1 : -1
      let reach = min(abs(edge.to - edge.from) - 1, 2)
      let inset = reach > 0 ? 12.0 : 0
      let start = x(min(edge.from, edge.to)) + width - inset
      let end = x(max(edge.from, edge.to)) + inset
      let middle =
        y(edge.row) + height / 2 + side * (reach > 0 ? height / 2 : 9)
      let peak = middle + side * (reach > 0 ? 18 + 8 * Double(reach) : 0)
      var (amount, text, kind) = (1.0, "", "s\(isForward ? 0 : 1)")
      if case .flow(let flow, _) = edge.kind {
        amount = flow
        text = label(
          NumberText.decimals(flow, 2), (start + end) / 2,
          peak + (isForward ? 19 : -10) - side * (reach > 0 ? 4 : 0))
        if Self.isShut(flow), handles.edges[index] == nil {
          (text, kind) = ("", "shut")
        }
      }
      // A curve's peak lies half-way to the point that draws it.
      let path =
        "d=\"M\(number(start)) \(number(middle))"
        + " Q\(number((start + end) / 2)) \(number(2 * peak - middle))"
        + " \(number(end)) \(number(middle))\""
      let line =
        "<path class=\"e \(kind)\""
        + " stroke-width=\"\(number(strokeWidth(amount)))\" \(path)/>"
      edges +=
        handles.edges[index].map {
          "<g class=\"gate\(Self.isShut(amount) ? " shut" : "")\" \($0)>"
            + "<path class=\"hit\" \(path)/>\(line)\(text)</g>"
        } ?? line + text
    }
    let bottom = y(rows) - step + height + margin + 14
    let right = x(drawing.columns.count) - gap + 8
    return page(
      width: max(right, 16 + 6.6 * Double(drawing.ground.count)),
      height: bottom + 12, title: drawing.words.joined(separator: "; "), form,
      boxes + edges
        + "<text x=\"8\" y=\"\(number(bottom))\">\(escaped(drawing.ground))"
        + "</text>")
  }

  /// Whether so little flows that two decimals do not show it.
  private static func isShut(_ flow: Double) -> Bool { abs(flow) < 0.005 }

  /// How wide a line is through which so much flows.
  package static func strokeWidth(_ flow: Double) -> Double {
    flow.isFinite ? 1 + 9 * min(1, abs(flow)) : 1
  }
}

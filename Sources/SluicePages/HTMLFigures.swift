import SluiceOutput

/// Drawings, each with a sentence that says what it shows and its numbers as a
/// table behind it.
enum HTMLFigures {
  static func figure(_ plot: Plot, moments: [Double] = []) -> String {
    let sentence = FigureSentence.of(plot)
    let places = Set(plot.series.flatMap(\.points).map(\.x)).sorted()
    let curves = plot.series.map { series in
      Dictionary(
        series.points.map { ($0.x, $0.y) }, uniquingKeysWith: { $1 })
    }
    let rows = places.map { x in
      [numberText(x)] + curves.map { $0[x].map(numberText) ?? "–" }
    }
    return figure(
      SVG.drawing(
        plot, .part("\(plot.title): \(sentence)"), moments: moments),
      sentence,
      HTMLTables.numbers([plot.x] + plot.series.map(\.name), rows))
  }

  static func figure(_ points: Points) -> String {
    let sentence = FigureSentence.of(points)
    return figure(
      SVG.drawing(points, .part("\(points.title): \(sentence)")), sentence,
      HTMLTables.numbers(
        ["", points.x, points.y, "unbeaten"],
        points.points.map {
          [
            $0.name, numberText($0.x), numberText($0.y),
            points.isUnbeaten($0) ? "yes" : "no",
          ]
        }))
  }

  static func figure(_ intervals: Intervals) -> String {
    let sentence = FigureSentence.of(intervals)
    return figure(
      SVG.drawing(intervals, .part("\(intervals.title): \(sentence)")),
      sentence,
      HTMLTables.numbers(
        ["", "estimate", "from", "to"],
        intervals.rows.map {
          [
            $0.name, numberText($0.value), numberText($0.range.lowerBound),
            numberText($0.range.upperBound),
          ]
        }))
  }

  static func figure(_ drawing: Drawing) -> String {
    let flows = drawing.edges.compactMap { edge -> [String]? in
      guard case .flow(let flow, _) = edge.kind else { return nil }
      return [
        drawing.columns[edge.from].head.first ?? "",
        drawing.columns[edge.to].head.first ?? "",
        drawing.columns[edge.to].boxes[edge.row], NumberText.entry(flow),
      ]
    }
    let words = drawing.words.map { HTML.element("li", [:], HTML.escaped($0)) }
    return figure(
      SVG.drawing(drawing, .part(drawing.words.joined(separator: "; "))),
      FigureSentence.of(drawing),
      flows.isEmpty
        ? HTML.folded(
          "The drawing in words", HTML.element("ul", [:], words.joined()))
        : HTMLTables.numbers(["from", "to", "layer", "flow"], flows))
  }

  /// How values went, a row each.
  static func table(_ rows: [Sparkline]) -> String {
    HTMLTables().table(
      Table(
        ["", "values", "last"],
        rows.map { row in
          [
            row.name,
            row.groups.map {
              $0.map { NumberText.decimals($0, 2) }.joined(separator: " ")
            }.joined(separator: " | "), row.last,
          ]
        }))
  }

  static func figure(
    _ drawing: String, _ sentence: String, _ behind: String
  ) -> String {
    HTML.element(
      "figure", [:],
      HTML.scrolling("Figure", "box drawn", drawing)
        + HTML.element("figcaption", [:], HTML.escaped(sentence)) + behind)
  }
}

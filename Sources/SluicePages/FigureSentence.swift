import SluiceOutput

/// What a figure shows, in a sentence made of its numbers.
enum FigureSentence {
  static func of(_ matrix: LabelledMatrix) -> String {
    let entries = matrix.values.enumerated().flatMap { i, row in
      row.enumerated().filter { $0.element.isFinite }.map {
        (row: matrix.rows[i], column: matrix.columns[$0.offset], $0.element)
      }
    }
    guard let largest = entries.max(by: { $0.2 < $1.2 }),
      let smallest = entries.min(by: { $0.2 < $1.2 })
    else { return "Nothing is known of it." }
    let top =
      "The largest entry, \(NumberText.entry(largest.2)), is in row"
      + " \(largest.row), column \(largest.column)"
    return largest.2 == smallest.2
      ? "All entries are \(NumberText.entry(largest.2))."
      : top + "; the smallest is \(NumberText.entry(smallest.2))."
  }

  static func of(_ plot: Plot) -> String {
    let parts = plot.series.compactMap { series -> String? in
      let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
      guard let first = points.first, let last = points.last else {
        return nil
      }
      return first.x == last.x
        ? "\(series.name) is \(number(last.y))"
        : "\(series.name) goes from \(number(first.y)) to \(number(last.y))"
    }
    guard !parts.isEmpty else { return "There is nothing to draw." }
    return parts.joined(separator: "; ") + "."
  }

  static func of(_ points: Points) -> String {
    let unbeaten = points.points.filter(points.isUnbeaten).map {
      "\($0.name) (\(number($0.x)), \(number($0.y)))"
    }
    guard !unbeaten.isEmpty else { return "There is nothing to draw." }
    return "No other is higher in \(points.x) without being lower in"
      + " \(points.y) than " + unbeaten.joined(separator: ", ") + "."
  }

  static func of(_ intervals: Intervals) -> String {
    let parts = intervals.rows.map { row in
      let ends = [row.range.lowerBound, row.range.upperBound]
      return ends.allSatisfy(\.isFinite)
        ? "\(row.name): \(number(row.value)), between \(number(ends[0])) and"
          + " \(number(ends[1]))"
        : "\(row.name): \(number(row.value)), of a range nobody knows"
    }
    return parts.joined(separator: "; ") + "."
  }

  static func of(_ drawing: Drawing) -> String {
    let flows = drawing.edges.compactMap { edge -> (Drawing.Edge, Double)? in
      if case .flow(let flow, _) = edge.kind { (edge, flow) } else { nil }
    }
    guard let widest = flows.max(by: { abs($0.1) < abs($1.1) }) else {
      return "A box is a layer; lines join what is shared."
    }
    func name(_ column: Int) -> String {
      let head = drawing.columns[column].head.first ?? ""
      return head.filter { $0 != "[" && $0 != "]" }
    }
    return "A line is as wide as what flows through it; the widest,"
      + " \(NumberText.decimals(widest.1, 2)), leads from \(name(widest.0.from))"
      + " to \(name(widest.0.to))."
  }

  static func of(_ progression: Progression) -> String {
    guard let first = progression.moments.first,
      let last = progression.moments.last
    else { return "" }
    var most: (change: Double, text: String) = (0, "")
    for (then, now) in zip(first.matrices, last.matrices) {
      for (i, row) in now.values.enumerated() {
        for (j, value) in row.enumerated() {
          let old = then.values[i][j]
          guard abs(value - old) > most.change else { continue }
          most = (
            abs(value - old),
            "\(now.title), row \(now.rows[i]), column \(now.columns[j]): from"
              + " \(NumberText.entry(old)) to \(NumberText.entry(value))"
          )
        }
      }
    }
    guard most.change > 0 else { return "Nothing moved." }
    return "What moved most from \(progression.unit) \(first.number) to"
      + " \(progression.unit) \(last.number) is an entry of \(most.text)."
  }

  private static func number(_ value: Double) -> String {
    NumberText.decimals(value, abs(value) >= 10 ? 1 : 3)
  }
}

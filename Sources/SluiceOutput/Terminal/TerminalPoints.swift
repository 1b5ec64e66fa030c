/// Points in a plane, each a sign that the list below it explains.
extension TerminalRenderer {
  private static let signs = Array("abcdefghijklmnopqrstuvwxyz")

  func lines(of points: Points, _ room: Int) -> [StyledText] {
    let title = StyledText(points.title, .strong)
    let drawn = points.drawn
    guard let low = drawn.map(\.y).min(), let high = drawn.map(\.y).max(),
      let first = drawn.map(\.x).min(), let last = drawn.map(\.x).max()
    else { return [title, "nothing to plot"] }
    let legend = drawn.enumerated().map { index, point in
      let line =
        "\(sign(index))\(points.isUnbeaten(point) ? "*" : " ") \(point.name):"
        + " \(points.x) \(NumberText.entry(point.x)),"
        + " \(points.y) \(NumberText.entry(point.y))"
      return StyledText(line)
    }
    let note: StyledText =
      "* no other is higher in one and as high in the other"
    guard drawsFigures else { return [title] + legend + [note] }

    let labels = [NumberText.entry(high), NumberText.entry(low)]
    let margin = labels.map(\.count).max() ?? 0
    let columns = max(8, min(room - margin - 3, 60))
    let rows = 12
    var cells = [[Character]](
      repeating: Array(repeating: " ", count: columns), count: rows)
    func place(_ value: Double, _ low: Double, _ high: Double, _ count: Int)
      -> Int
    {
      let share = high > low ? (value - low) / (high - low) : 0.5
      return Int((share * Double(count - 1)).rounded())
    }
    // The first of a list stands where several would.
    for (index, point) in drawn.enumerated().reversed() {
      cells[rows - 1 - place(point.y, low, high, rows)][
        place(point.x, first, last, columns)] = sign(index)
    }
    let lines = cells.enumerated().map { row, line in
      let label =
        row == 0 ? labels[0] : row == rows - 1 ? labels[1] : ""
      return
        (StyledText(label).padded(to: margin, .right) + " │"
        + StyledText(String(line))).trimmed
    }
    return [title, StyledText("\(points.y) ↑")] + lines + [
      .blanks(margin) + " └"
        + StyledText(String(repeating: "─", count: columns)),
      .blanks(margin + 2)
        + ends(
          NumberText.entry(first), "\(points.x) →", NumberText.entry(last),
          columns),
    ] + legend + [note]
  }

  /// What stands for a point; beyond the letters all are alike.
  private func sign(_ index: Int) -> Character {
    index < Self.signs.count ? Self.signs[index] : "+"
  }
}

extension SVG {
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
    let largest =
      matrix.values.joined().filter { !$0.isNaN }.map(abs).max() ?? 1
    for (i, row) in matrix.values.enumerated() {
      let y = top + Double(i) * 40
      body +=
        "<text x=\"\(number(left - 8))\" y=\"\(number(y + 24))\""
        + " text-anchor=\"end\">\(escaped(matrix.rows[i]))</text>"
      for (j, value) in row.enumerated() {
        let share = largest > 0 ? min(1, abs(value) / largest) : 0
        let kind = value < 0 ? "neg" : "pos"
        body +=
          "<rect x=\"\(number(left + Double(j) * cell + 1))\""
          + " y=\"\(number(y + 1))\" width=\"\(number(cell - 2))\""
          + " height=\"38\" rx=\"3\" class=\"\(kind)\""
          + " fill-opacity=\"\(number(0.08 + 0.82 * share))\"/>"
          + "<text x=\"\(number(left + (Double(j) + 0.5) * cell))\""
          + " y=\"\(number(y + 24))\" text-anchor=\"middle\""
          + (share > 0.5 ? " class=\"on\"" : "") + ">"
          + matrix.entries[i][j]
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
      height: bottom + 40, title: matrix.title, .file, body)
  }
}

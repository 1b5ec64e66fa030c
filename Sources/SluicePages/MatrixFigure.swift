import SluiceOutput

/// A matrix as a table whose entries are shaded by their size, or have bars.
/// The table is the figure and its numbers in one.
struct MatrixFigure {
  private let matrix: LabelledMatrix
  /// The entry that stands for full shade.
  private let largest: Double
  /// The column of a table of numbers that the first entry follows; nil where
  /// nothing moves.
  private let firstColumn: Int?

  init(
    _ matrix: LabelledMatrix, largest: Double? = nil, firstColumn: Int? = nil
  ) {
    self.matrix = matrix
    self.largest = largest ?? Self.largest(of: matrix)
    self.firstColumn = firstColumn
  }

  static func largest(of matrix: LabelledMatrix) -> Double {
    matrix.values.joined().filter(\.isFinite).map(abs).max() ?? 0
  }

  var html: String {
    let sentence =
      FigureSentence.of(matrix) + (matrix.caption.map { " (\($0))" } ?? "")
    return HTML.element(
      "figure", ["class": "matrix"],
      table + HTML.element("figcaption", [:], HTML.escaped(sentence)))
  }

  /// The table in its box.
  var table: String {
    let head = matrix.columns.map {
      HTML.element("th", ["scope": "col"], HTML.escaped($0))
    }
    let rows = matrix.rows.indices.map { row in
      HTML.element("th", ["scope": "row"], HTML.escaped(matrix.rows[row]))
        + matrix.columns.indices.map { cell(row, $0) }.joined()
    }
    let lines = [HTML.element("td", [:], "") + head.joined()] + rows
    return HTML.scrolling(
      matrix.title, "box",
      HTML.element(
        "table", ["class": matrix.isOfShares ? "bars" : "heat"],
        HTML.element("caption", [:], HTML.escaped(matrix.title))
          + lines.map { HTML.element("tr", [:], $0) }.joined()))
  }

  private func cell(_ row: Int, _ column: Int) -> String {
    let value = matrix.values[row][column]
    let text = HTML.escaped(matrix.entries[row][column])
    let place = row * matrix.columns.count + column
    let key = firstColumn.map { String($0 + place) }
    guard matrix.isOfShares else {
      return key.map {
        HTML.element("td", ["class": shade(value), "data-k": $0], text)
      } ?? HTML.element("td", ["class": shade(value)], text)
    }
    let width = Self.barWidth(value, of: largest)
    let bar =
      "<svg class=\"bar\" width=\"64\" height=\"8\" aria-hidden=\"true\">"
      + "<rect class=\"\(value < 0 ? "neg" : "pos")\" height=\"8\""
      + " width=\"\(width)\"/></svg>"
    return key.map {
      HTML.element(
        "td", ["data-bar": $0],
        bar + HTML.element("span", ["data-k": $0], text))
    } ?? HTML.element("td", [:], bar + text)
  }

  private static func barWidth(_ value: Double, of largest: Double) -> Int {
    value.isFinite && largest > 0
      ? Int((64 * min(1, abs(value) / largest)).rounded()) : 0
  }

  /// The class of an entry: of ten shades of one hue for positive numbers, of
  /// another for negative ones.
  private func shade(_ value: Double) -> String {
    guard value.isFinite else { return "p0" }
    let share = largest > 0 ? min(1, abs(value) / largest) : 0
    return (value < 0 ? "n" : "p") + String(Int(share * 9.99))
  }
}

import SluiceEvaluator

// How a matrix is kept: with the signs that its entries have now, where in
// memory they are worked out when they are asked for.

extension MatrixObject {
  private enum Key: String, CodingKey {
    case title, rows, columns, values, row, column, marks, isKnown
  }

  init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    self.init(
      title: try kept.decode(String.self, forKey: .title),
      rows: try kept.decode([String].self, forKey: .rows),
      columns: try kept.decode([String].self, forKey: .columns),
      values: try kept.decode([[Double]].self, forKey: .values))
    nouns = (
      row: try kept.decode(String.self, forKey: .row),
      column: try kept.decode(String.self, forKey: .column)
    )
    let marks = try kept.decodeIfPresent([[String]].self, forKey: .marks)
    self.marks = { marks }
    isKnown = try kept.decode(Bool.self, forKey: .isKnown)
  }

  func encode(to encoder: any Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(title, forKey: .title)
    try kept.encode(rows, forKey: .rows)
    try kept.encode(columns, forKey: .columns)
    try kept.encode(values, forKey: .values)
    try kept.encode(nouns.row, forKey: .row)
    try kept.encode(nouns.column, forKey: .column)
    try kept.encodeIfPresent(marks(), forKey: .marks)
    try kept.encode(isKnown, forKey: .isKnown)
  }
}

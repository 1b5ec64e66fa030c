import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What a sweep found: a row for each run.
struct TableObject: FieldObject {
  /// What was varied, and what each run found.
  var axes: [String]
  var columns: [String]
  /// Values of the axes and then of the columns.
  var rows: [[Value]]
  /// Whether there are as many rows as a real run would have.
  var isWhole = true

  static let kinds = Kinds(.table)
  static let hint = "make one: sweep runs method=[hard, sluice] seed=1..3 { … }"
  var kind: Kind { .table }

  var summary: String {
    "\(rows.count) \(rows.count == 1 ? "run" : "runs") over"
      + " \(axes.joined(separator: ", ")); \(columns.joined(separator: ", "))"
  }

  var names: [String] { axes + columns }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    let most = 40
    var output = Output.table(
      Table(names, rows.prefix(most).map { $0.map { brief($0.text) } }))
    if rows.count > most {
      output +=
        .note("the first \(most) of \(rows.count) rows; `save` writes all")
    }
    return output
  }

  /// A cell's beginning, where it is a long text.
  private func brief(_ text: String) -> String {
    text.count > 40 ? text.prefix(39) + "…" : text
  }

  var memberNames: [String] { names }

  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    column(name.text).map { isWhole ? .list($0) : .unknownList }
  }

  func names(of kind: Kind) -> [(name: String, summary: String)] {
    switch kind {
    case .column: columns.map { ($0, "") }
    case .axis: axes.map { ($0, "") }
    default: []
    }
  }

  /// A column's values, row by row.
  func column(_ name: String) -> [Value]? {
    names.firstIndex(of: name).map { index in rows.map { $0[index] } }
  }

  /// The table as a file of values between commas.
  var csv: String {
    ([names] + rows.map { $0.map(CSV.text) }).map(CSV.line)
      .joined(separator: "\n") + "\n"
  }
}

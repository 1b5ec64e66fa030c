import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What a sweep found: a row for each run.
package struct TableObject: FieldObject {
  /// What was varied, and what each run found.
  package var axes: [String]
  package var columns: [String]
  /// Values of the axes and then of the columns.
  var rows: [[Value]]
  /// Whether there are as many rows as a real run would have.
  var isWhole = true

  package static let kinds = Kinds(.table)
  package static let hint =
    "make one: sweep runs method=[hard, sluice] seed=1..3 { … }"
  package var kind: Kind { .table }

  package var summary: String {
    "\(rows.count) \(rows.count == 1 ? "run" : "runs") over"
      + " \(axes.joined(separator: ", ")); \(columns.joined(separator: ", "))"
  }

  package var names: [String] { axes + columns }
  package var rowCount: Int { rows.count }

  package func shown(as name: String, in context: Context) throws(Stop)
    -> Output
  {
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

  package var memberNames: [String] { names }

  package func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    column(name.text).map { isWhole ? .list($0) : .unknownList }
  }

  package func names(of kind: Kind) -> [(name: String, summary: String)] {
    switch kind {
    case .column: columns.map { ($0, "") }
    case .axis: axes.map { ($0, "") }
    default: []
    }
  }

  /// A column's values, row by row.
  package func column(_ name: String) -> [Value]? {
    names.firstIndex(of: name).map { index in rows.map { $0[index] } }
  }

  /// The table as a file of values between commas.
  package var csv: String {
    ([names] + rows.map { $0.map(CSV.text) }).map(CSV.line)
      .joined(separator: "\n") + "\n"
  }
}

import SluiceDiagnostics
import SluiceLanguage

/// What a sweep found: a row for each run.
struct TableObject: SessionObject {
  var name: String
  /// What was varied, and what each run found.
  var axes: [String]
  var columns: [String]
  /// Values of the axes and then of the columns.
  var rows: [[Value]]
  /// Whether there are as many rows as a real run would have.
  var isWhole = true

  var kind: String { "a table" }

  var summary: String {
    "\(name): \(rows.count) \(rows.count == 1 ? "run" : "runs") over"
      + " \(axes.joined(separator: ", ")); \(columns.joined(separator: ", "))"
  }

  var names: [String] { axes + columns }

  func shown(in context: Context) throws(Diagnostic) -> Output {
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
    _ name: Name, in context: Context
  ) throws(Diagnostic) -> Value? {
    column(name.text).map { isWhole ? .list($0) : .unknownList }
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

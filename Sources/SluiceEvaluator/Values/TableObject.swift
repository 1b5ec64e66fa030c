import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What a sweep found: a row for each run.
package struct TableObject: FieldObject, Codable {
  /// What was varied, and what each run found.
  package let axes: [String]
  package let columns: [String]
  /// Values of the axes and then of the columns; missing ones where the run
  /// failed.
  package var rows: [[Value]]
  /// Why runs have no values, row by row; nil for those that have.
  package var failures: [RunFailure?]
  /// What the networks of each run learned, as a digest; nil where none did.
  package var trained: [String?]
  /// What is to be known beside the numbers, wherever they are shown.
  package var remarks: [String] = []
  /// Whether there are as many rows as a real run would have.
  package var isWhole = true

  /// The column that says which runs failed.
  package static let failure = "failure"

  package init(
    axes: [String], columns: [String], rows: [[Value]],
    failures: [RunFailure?]? = nil, trained: [String?]? = nil
  ) {
    self.axes = axes
    self.columns = columns
    self.rows = rows
    self.failures = failures ?? rows.map { _ in nil }
    self.trained = trained ?? rows.map { _ in nil }
  }

  package static let kinds = Kinds(.table)
  package static let hint =
    "make one: sweep runs method=[hard, sluice] seed=1..3 { … }"
  package var kind: Kind { .table }

  package var summary: String {
    let runs = NumberText.count(rows.count, of: "run")
    let over = axes.isEmpty ? "" : " over \(axes.joined(separator: ", "))"
    let failed = failures.count { $0 != nil }
    return runs + over + "; \(columns.joined(separator: ", "))"
      + (failed > 0 ? "; \(failed) failed" : "")
  }

  package var fingerprint: String {
    KeptJSON.line([axes, columns])
      + KeptJSON.line(rows.map { $0.map(KeptValue.init) })
      + KeptJSON.line(failures)
  }

  package var names: [String] { axes + columns }
  package var rowCount: Int { rows.count }

  package func shown(as name: String, in context: Context) throws(Stop)
    -> Output
  {
    let most = 40
    var output = Output.table(
      Table(shownNames, zip(rows, failures).prefix(most).map(cells)))
    if rows.count > most {
      output +=
        .note("the first \(most) of \(rows.count) rows; `save` writes all")
    }
    return remarks.reduce(output) { $0 + .note($1) }
  }

  private var hasFailures: Bool { failures.contains { $0 != nil } }

  private var shownNames: [String] {
    names + (hasFailures ? [Self.failure] : [])
  }

  private func cells(_ row: [Value], _ failure: RunFailure?) -> [String] {
    row.enumerated().map { index, value in
      value.kind == .missing
        ? "–"
        : brief(
          index < axes.count && value.kind == .number
            ? value.exact : value.text)
    }
      + (hasFailures ? [failure?.code ?? "–"] : [])
  }

  /// A cell's beginning, where it is a long text.
  private func brief(_ text: String) -> String {
    text.count > 40 ? text.prefix(39) + "…" : text
  }

  package var memberNames: [String] { names + [Self.failure] }

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
    if let index = names.firstIndex(of: name) { return rows.map { $0[index] } }
    guard name == Self.failure else { return nil }
    return failures.map { $0.map { .string($0.code) } ?? .missing }
  }

  /// The values of what was varied as messages and other tables call them: no
  /// two of them alike.
  package func labels(of axis: String) -> [String] {
    let values = column(axis) ?? []
    let labels = values.map { value in
      [.string, .word].contains(value.kind) ? value.text : value.exact
    }
    let known = Set(values.map { Array($0.fingerprint.utf8) })
    return Set(labels).count == known.count ? labels : values.map(\.exact)
  }

  /// The table as a file of values between commas.
  package var csv: String {
    let lines = zip(rows, failures).map { row, failure in
      row.map(CSV.field)
        + (hasFailures ? [failure.map { CSV.Field($0.code) }] : [])
    }
    return ([CSV.line(shownNames)] + lines.map(CSV.line))
      .joined(separator: "\n") + "\n"
  }
}

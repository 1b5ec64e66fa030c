import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What the runs of a grid left, as a table.
package struct GridTable: Sendable {
  /// How a run ended.
  package struct Row: Sendable {
    /// Plain values that its last state has, by name.
    var values: [String: Value]
    package var mistake: Diagnostic?
  }

  private let grid: ParameterGrid
  private let names: [String]
  package var rows: [Row] = []

  /// - Parameters:
  ///   - grid: What is varied.
  ///   - run: The notebook.
  package init(_ grid: ParameterGrid, of run: NotebookRun) {
    self.grid = grid
    let varied = grid.axes.map(\.name)
    names = run.boundNames.filter { !varied.contains($0) }
  }

  /// Runs a notebook to its end, or up to the cell that fails.
  package static func row(_ run: NotebookRun) -> Row {
    var run = run
    let mistakes = run.pass(upTo: run.cells.count)
    let values = run.session.state.values.filter { $0.value.isPlain }
    return Row(values: values, mistake: mistakes.first)
  }

  /// The table as values between commas, as the language reads it: the values
  /// that were varied, what cells defined with `let`, and, if a run failed, why.
  package var csv: String {
    let hasFailed = rows.contains { $0.mistake != nil }
    let own = [TableObject.failure, "error"]
    let columns = names.filter { name in
      !own.contains(name) && rows.contains { $0.values[name] != nil }
    }
    let cells = zip(grid.combinations, rows).map { given, row in
      zip(grid.axes, given).map { axis, given in axis.value(given) }
        + columns.map { row.values[$0] ?? .missing }
        + (hasFailed
          ? [row.mistake.map { .string(onOneLine($0.title)) } ?? .missing]
          : [])
    }
    return TableObject(
      axes: grid.axes.map(\.name),
      columns: columns + (hasFailed ? ["error"] : []), rows: cells,
      failures: rows.map { row in
        row.mistake.map { RunFailure(code: $0.code.rawValue, title: $0.title) }
      }
    ).csv
  }
}

extension ParameterGrid.Axis {
  /// A value as the table has it.
  fileprivate func value(_ given: Given) -> Value {
    isText || given.isText
      ? .string(given.text) : CSV.value(CSV.Field(given.text))
  }
}

extension Value {
  fileprivate var isPlain: Bool {
    switch self {
    case .number, .string, .boolean, .symbol: true
    default: false
    }
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// `where(runs, method, hard)`
struct WhereFunction: Function {
  static let name = "where"
  static let summary =
    "The runs of a table in which a column has a value, or one of several."
  static let examples = [
    "sweep boxes width=1..3 height=1..2 { let area = width * height }",
    "let flat = where(boxes, height, 1)",
    "print mean(flat.area)", "let others = where(boxes, width, [1, 3])",
  ]
  static let result: Kind? = .table

  @Required var table: Reference<TableObject>
  @Required var column: ColumnName
  @Required var value: Expression

  static var fields: [Field<Self>] {
    [
      .argument(\.$table, "table", "the table that a sweep made"),
      .argument(
        \.$column, "column", "one of its columns", suggest: .names(.axis)),
      .argument(\.$value, "value", "a value, or a list of them"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let name = try column.among(table.names, of: table, in: context)
    let index = table.names.firstIndex(of: name) ?? 0
    let values = try wanted(
      value, isAxis: index < table.axes.count, context)
    var part = table.object
    guard part.isWhole, !values.contains(where: \.isUnknown) else {
      part.isWhole = false
      return .object(part)
    }
    let kept = part.rows.indices.filter { row in
      values.contains { $0.isAlike(part.rows[row][index]) }
    }
    guard !kept.isEmpty else {
      throw none(of: values, in: name, at: index, context)
    }
    return .object(
      part.with(rows: kept, alike: values.count == 1 ? index : nil))
  }

  /// A value or several, where a word that is no name stands for itself. So does
  /// the name of an object where that is what was varied.
  private func wanted(
    _ expression: Expression, isAxis: Bool, _ context: Context
  ) throws(Stop) -> [Value] {
    switch expression.kind {
    case .name(let name) where isAxis && context.state[name].isObject:
      return [.symbol(context.name(of: expression))]
    case .name(let name) where context.state[name] == nil:
      return [.symbol(name)]
    case .list(let items):
      var values: [Value] = []
      for item in items {
        values += try wanted(item, isAxis: isAxis, context)
      }
      return values
    default:
      let value = try context.value(of: expression)
      guard [.list, .range].contains(value.kind), !value.isUnknown else {
        return [value]
      }
      return try context.items(of: expression)
    }
  }

  private func none(
    of values: [Value], in name: String, at index: Int, _ context: Context
  ) -> Stop {
    var known: [String] = []
    for value in table.rows.map({ $0[index].exact })
    where !known.contains(value) { known.append(value) }
    let most = 10
    return context.fail(
      .unknownName,
      "no run of \(table.name) has the \(name) "
        + values.map(\.exact).joined(separator: " or "),
      at: value.span,
      hint: "it has " + known.prefix(most).joined(separator: ", ")
        + (known.count > most ? ", …" : ""))
  }
}

extension Value? {
  fileprivate var isObject: Bool {
    if case .object? = self { true } else { false }
  }
}

extension Value {
  /// Whether it says the same as a cell of a table, where words may have become
  /// texts.
  fileprivate func isAlike(_ cell: Value) -> Bool {
    let texts: [Kind] = [.string, .word]
    if let kind, let other = cell.kind, texts.contains(kind),
      texts.contains(other)
    {
      return text == cell.text
    }
    return fingerprint == cell.fingerprint
  }
}

extension TableObject {
  /// Some of its rows. A column that is the same in all of them is no longer
  /// something that was varied.
  fileprivate func with(rows kept: [Int], alike: Int?) -> TableObject {
    var order = Array(names.indices)
    var axes = axes
    if let alike, alike < axes.count {
      order.remove(at: alike)
      order.insert(alike, at: axes.count - 1)
      axes.remove(at: alike)
    }
    var part = TableObject(
      axes: axes, columns: order.dropFirst(axes.count).map { names[$0] },
      rows: kept.map { row in order.map { rows[row][$0] } },
      failures: kept.map { failures[$0] }, trained: kept.map { trained[$0] })
    part.remarks = remarks
    return part
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// What can be drawn.
enum Plotted: FieldValue {
  case network(Reference<NetworkObject>)
  case table(Reference<TableObject>)

  static var fieldType: FieldType {
    FieldType(Kinds("a network or a table", .network, .table))
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Plotted {
    let value = try context.value(of: expression)
    guard case .object(let object) = value, !(object is TableObject) else {
      if case .object = value {
        return .table(try Reference.read(expression, in: context))
      }
      throw context.mismatch(
        value, at: expression.span, wanted: fieldType.kinds)
    }
    guard object is NetworkObject else {
      throw context.mismatch(
        value, at: expression.span, wanted: fieldType.kinds)
    }
    return .network(try Reference.read(expression, in: context))
  }

  var spelled: String? { nil }
}

/// Two columns of a table against each other.
extension PlotCommand {
  func points(
    of table: Reference<TableObject>, _ context: Context
  ) throws(Stop) -> Points {
    guard subject == .points else {
      throw context.fail(
        .unknownChoice,
        "\(table.name) is a table: `\(subject.rawValue)` is of networks",
        at: table.span,
        hint: "plot \(table.name) points of=SCORE against=OTHER by=AXIS")
    }
    if let layer {
      throw context.fail(
        .unknownOption, "a table has no layer to choose", at: layer.span,
        hint: "`layer=` goes with alpha and matrix")
    }
    let names = try (
      up: column(of, 0, "of", table, context),
      right: column(against, 1, "against", table, context)
    )
    guard
      let axis = try by?.among(table.axes, of: table, in: context)
        ?? table.axes.first
    else {
      throw context.fail(
        .unknownColumn, "\(table.name) does not say what was varied",
        at: table.span,
        hint: "a .csv is read with what was varied: rows(\"runs.csv\","
          + " axes=[weight, seed])")
    }
    guard table.object.isWhole else { throw .undecided }
    let labels = table.object.labels(of: axis)
    let up = try numbers(names.up, at: of?.span, table, context)
    let right = try numbers(names.right, at: against?.span, table, context)
    var runs: [(name: String, x: [Double], y: [Double])] = []
    for (row, label) in labels.enumerated() {
      guard let x = right[row], let y = up[row] else { continue }
      let index = runs.firstIndex { $0.name == label } ?? runs.count
      if index == runs.count { runs.append((label, [], [])) }
      runs[index].x.append(x)
      runs[index].y.append(y)
    }
    guard !runs.isEmpty else {
      throw context.fail(
        .outOfRange, "no run of \(table.name) has both scores", at: table.span,
        hint: "show \(table.name)")
    }
    let most = runs.map(\.x.count).max() ?? 1
    return Points(
      "\(names.up) against \(names.right), by \(axis)"
        + (most > 1 ? ", means of up to \(most) runs" : ""),
      x: names.right, y: names.up,
      runs.map { Points.Point($0.name, Self.mean($0.x), Self.mean($0.y)) })
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The column that was named, or the one that stands there.
  private func column(
    _ named: ColumnName?, _ index: Int, _ option: String,
    _ table: Reference<TableObject>, _ context: Context
  ) throws(Stop) -> String {
    if let named {
      return try named.among(table.names, of: table, in: context)
    }
    guard table.columns.count > index else {
      throw context.fail(
        .unknownColumn, "\(table.name) has too few columns of scores",
        at: table.span,
        hint: "say which two: of= and against=; it has"
          + " \(table.names.joined(separator: ", "))")
    }
    return table.columns[index]
  }

  /// A column's numbers; nil for runs that have none.
  private func numbers(
    _ name: String, at span: Range<Int>?, _ table: Reference<TableObject>,
    _ context: Context
  ) throws(Stop) -> [Double?] {
    var numbers: [Double?] = []
    for value in table.object.column(name) ?? [] {
      switch value {
      case .number(let number): numbers.append(number)
      case .missing: numbers.append(nil)
      case .unknown: throw .undecided
      default:
        throw context.mismatch(
          value, at: span ?? table.span,
          wanted: Kinds("a number in each row", .number),
          hint: "draw columns of scores")
      }
    }
    return numbers
  }
}

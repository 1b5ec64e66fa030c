import SluiceDiagnostics
import SluiceLanguage

/// A column of a table, by its name. A word that names one stands for itself,
/// even where a variable has the same name, as the axis `method` does within a
/// sweep over `method`; another may be a variable that holds the name.
package struct ColumnName: FieldValue {
  package var span: Range<Int>
  private let written: String?
  /// Nil where only a real run can tell.
  private let meant: Symbol?

  package static var fieldType: FieldType { Symbol.fieldType }
  package var spelled: String? { written ?? meant?.spelled }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> ColumnName {
    var written: String?
    if case .name(let name) = expression.kind { written = name }
    do throws(Stop) {
      let meant = try Symbol.read(expression, in: context)
      return ColumnName(span: expression.span, written: written, meant: meant)
    } catch {
      guard error.isUndecided else { throw error }
      return ColumnName(span: expression.span, written: written, meant: nil)
    }
  }

  /// Which of a table's columns it is.
  package func among(
    _ names: [String], of table: Reference<TableObject>, in context: Context
  ) throws(Stop) -> String {
    if let written, names.contains(written) { return written }
    guard let meant else { throw .undecided }
    guard names.contains(meant.text) else {
      throw context.fail(
        .unknownColumn, "\(table.name) has no column \(meant.text) here",
        at: span,
        hint: didYouMean(
          meant.text, in: names,
          otherwise: "choose \(names.joined(separator: ", "))"))
    }
    return meant.text
  }
}

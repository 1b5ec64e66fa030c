import SluiceDiagnostics
import SluiceLanguage

extension Context {
  /// What a list is called while its items are read: nobody can type it.
  fileprivate static let nameOfList = "the list"
}

extension Array: FieldValue where Element: FieldValue {
  package static var fieldType: FieldType {
    Element.fieldType.each
  }

  /// A single value will do for a list of one.
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> [Element] {
    var items = [expression]
    var context = context
    if case .list(let written) = expression.kind {
      items = written
    } else {
      switch try whole(expression, in: context) {
      case .list(let values)?:
        // Worked out once, and its items read by their places, so that each is
        // read as if it were written.
        let span = expression.span
        let list = Expression(.name(Context.nameOfList), span: span)
        context.state.define(Context.nameOfList, as: .list(values))
        items = values.indices.map { index in
          let place = Expression(.number(Double(index + 1)), span: span)
          return Expression(.index(list, [place]), span: span)
        }
      case .unknown(let kind)? where kind == nil || kind == .list:
        throw .undecided
      default: break
      }
    }
    var elements: [Element] = []
    for item in items { elements.append(try Element.read(item, in: context)) }
    return elements
  }

  /// What is written where a list may stand; nil for a word of its own.
  private static func whole(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Value? {
    if case .name(let name) = expression.kind { return context.state[name] }
    return try context.value(of: expression)
  }

  package var spelled: String? {
    isEmpty ? nil : "[" + compactMap(\.spelled).joined(separator: ", ") + "]"
  }
}

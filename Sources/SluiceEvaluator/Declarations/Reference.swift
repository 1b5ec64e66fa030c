import SluiceDiagnostics
import SluiceLanguage

/// A kind of object that fields of commands can hold.
package protocol FieldObject: SessionObject {
  /// The kinds that objects of this type have.
  static var kinds: Kinds { get }
  /// What to do where something else was given.
  static var hint: String { get }
  /// The same where it is known what was given.
  static func hint(insteadOf value: Value) -> String
  /// What outputs call it wherever it is; nil where only the word that stands
  /// for it can tell.
  var title: String? { get }
}

extension FieldObject {
  package var title: String? { nil }
  package static func hint(insteadOf value: Value) -> String { hint }
}

/// An object, with the word that was typed for it: no object knows its name.
@dynamicMemberLookup
package struct Reference<Object: FieldObject>: FieldValue {
  /// What messages and outputs call it.
  package var name: String
  package var object: Object
  package var span: Range<Int>

  package init(_ object: Object, called name: String, at span: Range<Int>) {
    self.name = object.title ?? name
    self.object = object
    self.span = span
  }

  package subscript<T>(dynamicMember path: KeyPath<Object, T>) -> T {
    object[keyPath: path]
  }

  package static var fieldType: FieldType { FieldType(Object.kinds) }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Reference {
    let value = try context.value(of: expression)
    guard case .object(let any) = value, let object = any as? Object else {
      throw context.mismatch(
        value, at: expression.span, wanted: Object.kinds,
        hint: Object.hint(insteadOf: value))
    }
    return Reference(
      object, called: context.name(of: expression), at: expression.span)
  }

  package var spelled: String? { nil }
}

/// A name that stands for an object, for a command that changes it.
@dynamicMemberLookup
package struct Variable<Object: FieldObject>: FieldValue {
  package var reference: Reference<Object>
  /// Whose value is replaced.
  package let place: String

  package init(_ reference: Reference<Object>, place: String) {
    self.reference = reference
    self.place = place
  }

  package var name: String { reference.name }
  package var object: Object { reference.object }
  package var span: Range<Int> { reference.span }

  package subscript<T>(dynamicMember path: KeyPath<Object, T>) -> T {
    reference.object[keyPath: path]
  }

  package static var fieldType: FieldType {
    FieldType(Object.kinds, use: .change)
  }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Variable {
    let reference = try Reference<Object>.read(expression, in: context)
    return Variable(
      reference, place: try context.place(of: expression))
  }

  package var spelled: String? { nil }
}

extension Context {
  /// Puts an object in the place of what a name stands for.
  package mutating func assign<Object>(
    _ object: Object, to variable: Variable<Object>
  ) {
    state.assign(.object(object), to: variable.place)
  }

  /// What an expression is called: the name that it stands for, else as it is
  /// written.
  package func name(of expression: Expression) -> String {
    if case .name(let name) = expression.kind {
      return state.place(of: name) ?? name
    }
    return source.text(expression.span)
  }

  /// The name whose value changes where an expression's object is changed.
  ///
  /// - Throws: `wrong-type`, where nothing would keep the change.
  package func place(of expression: Expression) throws(Stop) -> String {
    guard case .name(let name) = expression.kind else {
      throw fail(
        .wrongType, "only what has a name can be changed",
        at: expression.span, label: "is a value without a name",
        hint: "give it one first: let mine = \(source.text(expression.span))")
    }
    guard let place = state.place(of: name) else {
      throw fail(
        .wrongType, "`\(name)` is a copy: changing it would change nothing",
        at: expression.span, label: "is an item of a list of values",
        hint: "write names in the loop itself, as in for \(name) in [one, two],"
          + " and each turn changes what that name stands for")
    }
    return place
  }
}

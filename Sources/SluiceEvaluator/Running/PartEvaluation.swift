import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What calls, members and places in brackets stand for.
extension Context {
  func call(
    _ name: Name, _ arguments: [Expression.Argument]
  ) throws(Stop) -> Value {
    let registry = environment.registry
    guard let function = registry.function(name.text) else {
      throw fail(
        .unknownFunction, "there is no function `\(name.text)`",
        at: name.span,
        hint: registry.command(name.text).map {
          "it is a command, without parentheses: \($0.shape.usage)"
        }
          ?? Habits.hint(forWord: name.text)
          ?? didYouMean(
            name.text, in: registry.functionNames,
            otherwise: "`help functions` lists them"))
    }
    return try function.evaluated(name, arguments, in: self)
  }

  func member(
    _ name: Name, of whole: Expression
  ) throws(Stop) -> Value {
    let owner = try value(of: whole)
    guard case .object(let object) = owner else {
      if owner.mayHaveParts { throw .undecided }
      throw fail(
        .unknownMember, "\(owner.phrase) has no parts", at: name.span)
    }
    if let part = try object.member(name, of: whole, in: self) {
      if part.isOpen { doubt() }
      return part
    }
    let known = object.memberNames.sorted()
    throw fail(
      .unknownMember, "\(object.kind.phrase) has no part called `\(name.text)`",
      at: name.span,
      hint: didYouMean(
        name.text, in: known,
        otherwise: known.isEmpty
          ? nil : "its parts are \(known.joined(separator: ", "))"))
  }

  func element(
    at places: [Expression], of whole: Expression
  ) throws(Stop) -> Value {
    try element(at: places, of: try value(of: whole), writtenAs: whole)
  }

  /// What `[…]` chooses of a value.
  ///
  /// - Parameters:
  ///   - places: What stands in the brackets.
  ///   - owner: The value before them.
  ///   - whole: What is written before them.
  /// - Returns: The part.
  /// - Throws: What is wrong with the places, or that it has none.
  package func element(
    at places: [Expression], of owner: Value, writtenAs whole: Expression
  ) throws(Stop) -> Value {
    if case .object(let object) = owner {
      return try object.element(at: places, of: whole, in: self)
    }
    guard case .list(let items) = owner else {
      if owner.mayHaveParts { throw .undecided }
      throw mismatch(owner, at: whole.span, wanted: Kinds(.list))
    }
    guard places.count == 1, let place = places.first else {
      throw fail(
        .extraArgument, "a list takes one number in `[…]`", at: whole.span)
    }
    let wanted = try value(of: place)
    guard wanted.kind != .range else {
      throw fail(
        .wrongType, "a list takes one number in `[…]`, not a range",
        at: place.span, hint: "name the items: [items[1], items[2]]")
    }
    let number = try wholeNumber(wanted, at: place.span)
    guard number >= 1, number <= Double(items.count) else {
      let size = items.count == 1 ? "1 item" : "\(items.count) items"
      throw fail(
        .outOfRange, "there is no item \(numberText(number))", at: place.span,
        hint: "the list has \(size), counted from 1"
          + (number < 0 ? "; the last is \(items.count)" : ""))
    }
    return items[Int(number) - 1]
  }
}

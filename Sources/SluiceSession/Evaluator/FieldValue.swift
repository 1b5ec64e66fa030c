import SluiceDiagnostics
import SluiceLanguage

/// A kind of value as help and messages name it.
package struct FieldType: Equatable, Sendable {
  /// With its article: `a whole number`.
  package var name: String
  /// The words that may be written, if it is a choice.
  package var choices: [String]
  /// Words that may be written among other things.
  package var examples: [String]

  package init(
    _ name: String, choices: [String] = [], examples: [String] = []
  ) {
    self.name = name
    self.choices = choices
    self.examples = examples
  }

  /// The words that completion offers.
  package var words: [String] { choices + examples }

  /// The kind of the values that will do, where only one kind does.
  package var value: String? {
    let each = "a list, each "
    let name = name.hasPrefix(each) ? String(name.dropFirst(each.count)) : name
    return switch name {
    case "a whole number", "a number": "a number"
    case "a text", "a word": name
    default: nil
    }
  }
}

/// What a field of a command can hold.
///
/// The type reads the expression itself, and so decides whether a bare word
/// is a word or a variable.
package protocol FieldValue: Sendable {
  static var fieldType: FieldType { get }
  static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Self
  /// The value as one would type it; nil if there is nothing to type.
  var spelled: String? { get }
}

extension Double: FieldValue {
  package static var fieldType: FieldType { FieldType("a number") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Double { try context.number(expression) }
  package var spelled: String? { numberText(self) }
}

extension Float: FieldValue {
  package static var fieldType: FieldType { FieldType("a number") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Float {
    let number = Float(try context.number(expression))
    guard number.isFinite else {
      throw context.fail(
        .outOfRange, "this number is too large", at: expression.span)
    }
    return number
  }
  package var spelled: String? {
    // By way of the decimal text, so that 0.1 doesn't become 0.10000000149.
    numberText(Double(description) ?? Double(self))
  }
}

extension Int: FieldValue {
  package static var fieldType: FieldType { FieldType("a whole number") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Int { Int(try context.wholeNumber(expression)) }
  package var spelled: String? { String(self) }
}

extension Bool: FieldValue {
  package static var fieldType: FieldType {
    FieldType("yes or no", choices: ["yes", "no"])
  }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Bool {
    switch expression.kind {
    case .name("yes"), .name("on"): true
    case .name("no"), .name("off"): false
    default: try context.truth(expression)
    }
  }
  package var spelled: String? { self ? "yes" : "no" }
}

extension String: FieldValue {
  package static var fieldType: FieldType { FieldType("a text") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> String {
    let value = try context.value(of: expression)
    guard case .text(let text) = value else {
      throw context.mismatch(
        value, at: expression.span, wanted: "a text",
        hint: "text stands between double quotes")
    }
    return text
  }
  package var spelled: String? { isEmpty ? nil : quotedJSON(self) }
}

/// A bare word, such as a domain; a text, and a variable that holds a word
/// or a text, will do as well.
package struct Symbol: FieldValue, Equatable {
  package var text: String
  package var span: Range<Int>

  package init(_ text: String = "", span: Range<Int> = 0..<0) {
    self.text = text
    self.span = span
  }

  package static var fieldType: FieldType { FieldType("a word") }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Symbol {
    let span = expression.span
    switch expression.kind {
    case .text(let text): return Symbol(text, span: span)
    case .name(let name):
      switch context.state.values[name] {
      case .symbol(let text)?, .text(let text)?:
        return Symbol(text, span: span)
      case .unknown?: throw .undecided
      default: return Symbol(name, span: span)
      }
    default:
      let value = try context.value(of: expression)
      switch value {
      case .symbol(let text), .text(let text): return Symbol(text, span: span)
      case .unknown where value.mayBe("a word or a text"): throw .undecided
      default: throw context.mismatch(value, at: span, wanted: "a word")
      }
    }
  }

  package var spelled: String? { text.isEmpty ? nil : text }
}

/// One word of a few: an enumeration of texts takes part by saying so.
extension FieldValue
where Self: RawRepresentable<String> & CaseIterable {
  package static var fieldType: FieldType {
    let words = allCases.map(\.rawValue)
    return FieldType("one of \(words.joined(separator: ", "))", choices: words)
  }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Self {
    if case .name(let name) = expression.kind, let own = Self(rawValue: name) {
      return own
    }
    let word = try Symbol.read(expression, in: context)
    guard let choice = Self(rawValue: word.text) else {
      let words = fieldType.choices
      throw context.fail(
        .unknownChoice, "`\(word.text)` is no choice here",
        at: expression.span,
        hint: didYouMean(
          word.text, in: words,
          otherwise: "choose \(words.joined(separator: ", "))"))
    }
    return choice
  }

  package var spelled: String? { rawValue }
}

extension Array: FieldValue where Element: FieldValue {
  package static var fieldType: FieldType {
    FieldType("a list, each \(Element.fieldType.name)")
  }

  /// A single value will do for a list of one.
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> [Element] {
    var items = [expression]
    if case .list(let written) = expression.kind {
      items = written
    } else if case .name(let name) = expression.kind,
      case .list(let values)? = context.state.values[name]
    {
      // The list's items by their places, so that each is read as written.
      items = values.indices.map { index in
        let place = Expression(
          .number(Double(index + 1)), span: expression.span)
        return Expression(.index(expression, [place]), span: expression.span)
      }
    }
    var elements: [Element] = []
    for item in items { elements.append(try Element.read(item, in: context)) }
    return elements
  }

  package var spelled: String? {
    isEmpty ? nil : "[" + compactMap(\.spelled).joined(separator: ", ") + "]"
  }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  package static var fieldType: FieldType { Wrapped.fieldType }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Wrapped? {
    try Wrapped.read(expression, in: context)
  }
  package var spelled: String? { self?.spelled }
}

extension Value: FieldValue {
  package static var fieldType: FieldType { FieldType("any value") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Value { try context.value(of: expression) }
  package var spelled: String? { written }
}

/// The expression itself, for a command that evaluates it in its own way.
extension Expression: FieldValue {
  package static var fieldType: FieldType { FieldType("an expression") }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Expression { expression }
  package var spelled: String? { nil }
}

/// A value with the place where it was written.
package struct Located<Base: FieldValue>: FieldValue {
  package var value: Base
  package var span: Range<Int>

  package static var fieldType: FieldType { Base.fieldType }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> Located {
    Located(
      value: try Base.read(expression, in: context), span: expression.span)
  }
  package var spelled: String? { value.spelled }
}

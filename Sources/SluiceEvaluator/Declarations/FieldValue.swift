import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What a field of a command can hold.
///
/// The type reads the expression itself, and so decides whether a bare word
/// is a word or a variable.
package protocol FieldValue: Sendable {
  static var fieldType: FieldType { get }
  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Self
  /// The value as one would type it; nil if there is nothing to type.
  var spelled: String? { get }
}

extension Double: FieldValue {
  package static var fieldType: FieldType { FieldType(.number) }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Double { try context.number(expression) }
  package var spelled: String? { numberText(self) }
}

extension Float: FieldValue {
  package static var fieldType: FieldType { FieldType(.number) }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Float {
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
  package static var fieldType: FieldType {
    FieldType(Kinds("a whole number", .number))
  }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Int { Int(try context.wholeNumber(expression)) }
  package var spelled: String? { String(self) }
}

extension Bool: FieldValue {
  package static var fieldType: FieldType {
    FieldType(Kinds("yes or no", .boolean), choices: ["yes", "no"])
  }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Bool {
    switch expression.kind {
    case .name("yes"), .name("on"): true
    case .name("no"), .name("off"): false
    default: try context.boolean(expression)
    }
  }
  package var spelled: String? { self ? "yes" : "no" }
}

extension String: FieldValue {
  package static var fieldType: FieldType { FieldType(.string) }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> String {
    let value = try context.value(of: expression)
    guard case .string(let text) = value else {
      throw context.mismatch(
        value, at: expression.span, wanted: Kinds(.string),
        hint: "text stands between double quotes")
    }
    return text
  }
  package var spelled: String? { isEmpty ? nil : quoted(self) }
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

  package static var fieldType: FieldType {
    FieldType(Kinds("a word", .word, .string))
  }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Symbol {
    let span = expression.span
    switch expression.kind {
    case .string(let text): return Symbol(text, span: span)
    case .name(let name):
      switch context.state[name] {
      case .symbol(let text)?, .string(let text)?:
        return Symbol(text, span: span)
      case let value? where value.mayBe(fieldType.kinds): throw .undecided
      default: return Symbol(name, span: span)
      }
    default:
      let value = try context.value(of: expression)
      switch value {
      case .symbol(let text), .string(let text): return Symbol(text, span: span)
      default: throw context.mismatch(value, at: span, wanted: fieldType.kinds)
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
    return FieldType(
      Kinds("one of \(words.joined(separator: ", "))", .word, .string),
      choices: words)
  }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Self {
    if case .name(let name) = expression.kind, let own = Self(rawValue: name) {
      return own
    }
    let word = try Symbol.read(expression, in: context)
    guard let choice = Self(rawValue: word.text) else {
      let words = fieldType.choices
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not a valid choice here",
        at: expression.span,
        hint: didYouMean(
          word.text, in: words,
          otherwise: "choose \(words.joined(separator: ", "))"))
    }
    return choice
  }

  package var spelled: String? { rawValue }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  package static var fieldType: FieldType { Wrapped.fieldType }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Wrapped? {
    try Wrapped.read(expression, in: context)
  }
  package var spelled: String? { self?.spelled }
}

extension Value: FieldValue {
  package static var fieldType: FieldType { FieldType(.any("any value")) }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Value { try context.value(of: expression) }
  package var spelled: String? { written }
}

/// The expression itself, for a command that evaluates it in its own way.
extension Expression: FieldValue {
  package static var fieldType: FieldType { FieldType(.any("an expression")) }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Expression { expression }
  package var spelled: String? { nil }
}

/// A value with the place where it was written.
package struct Located<Base: FieldValue>: FieldValue {
  package var value: Base
  package var span: Range<Int>

  package static var fieldType: FieldType { Base.fieldType }
  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Located {
    Located(
      value: try Base.read(expression, in: context), span: expression.span)
  }
  package var spelled: String? { value.spelled }
}

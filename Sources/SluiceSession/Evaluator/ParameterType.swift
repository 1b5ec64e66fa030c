/// What a parameter may be declared to hold: `param epochs: int = 50`.
enum ParameterType: String, Sendable, CaseIterable {
  case int, number, text, truth, word, list, range

  /// The type's name as messages say it, with its article.
  var kind: String {
    switch self {
    case .int: "a whole number"
    case .number: "a number"
    case .text: "a text"
    case .truth: "true or false"
    case .word: "a word"
    case .list: "a list"
    case .range: "a range"
    }
  }

  func accepts(_ value: Value) -> Bool {
    if case .number(let number) = value, self == .int {
      return number == number.rounded() && abs(number) <= 1e15
    }
    return value.kind == kind
  }

  /// The type of a value, for a parameter that does not declare one.
  init(of value: Value) {
    self = Self.allCases.last { $0.kind == value.kind } ?? .text
  }
}

/// A parameter's value from outside the notebook, as it was typed.
package struct Given: Sendable, Equatable {
  package var text: String
  /// Where it stands: `-p`, a file of parameters, or a profile.
  package var source: String
  /// Where the user is who gave it: a path starts there, and may be read. Nil
  /// for a value that is the notebook's own.
  package var folder: String?

  package init(
    _ text: String, from source: String = "-p", in folder: String? = nil
  ) {
    self.text = text
    self.source = source
    self.folder = folder
  }
}

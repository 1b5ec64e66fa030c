import SluiceDiagnostics

/// What a parameter may be declared to hold: `param epochs: int = 50`.
package enum ParameterType: String, Sendable, CaseIterable {
  case int, number, text
  /// Where a file or a folder is.
  case path
  case truth, word, list, range

  /// The kinds that values of the type have.
  var kinds: Kinds {
    switch self {
    case .int: Kinds("a whole number", .number)
    case .number: Kinds(.number)
    case .text: Kinds(.string)
    case .path: Kinds("a path, in quotes", .string)
    case .truth: Kinds(.boolean)
    case .word: Kinds(.word)
    case .list: Kinds(.list)
    case .range: Kinds(.range)
    }
  }

  func accepts(_ value: Value) -> Bool {
    if case .number(let number) = value, self == .int {
      return number == number.rounded() && abs(number) <= 1e15
    }
    return value.kind.map(kinds.contains) ?? false
  }

  /// The type of a value, for a parameter that does not declare one.
  init(of value: Value) {
    self =
      Self.allCases.last { $0 != .path && $0.accepts(value) } ?? .text
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
  /// Where it stands in a file; nil for what has no lines.
  package var place: Place?
  /// Whether it is a text whatever it looks like: `"7"` in quotes.
  package var isText: Bool

  package init(
    _ text: String, from source: String = "-p", in folder: String? = nil,
    at place: Place? = nil, isText: Bool = false
  ) {
    self.text = text
    self.source = source
    self.folder = folder
    self.place = place
    self.isText = isText
  }
}

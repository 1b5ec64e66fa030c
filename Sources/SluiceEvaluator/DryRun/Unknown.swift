import SluiceDiagnostics

/// In a dry run some values are unknown: what only data or training can tell,
/// and what a mistake left undefined. An unknown value is never wrong itself.
extension Value {
  /// A value of which nothing is known.
  package static let anything = Value.unknown(kind: nil)

  /// Unknown values of which it is known what they are.
  package static let unknownNumber = Value.unknown(kind: .number)
  package static let unknownText = Value.unknown(kind: .string)
  package static let unknownList = Value.unknown(kind: .list)

  /// Whether it is unknown, or holds something unknown.
  package var isOpen: Bool {
    switch self {
    case .unknown: true
    case .list(let items): items.contains(where: \.isOpen)
    default: false
    }
  }

  /// What stands for a value that is one of several.
  package static func oneOf(_ values: [Value]) -> Value {
    let kinds = Set(values.map(\.kind))
    return .unknown(kind: kinds.count == 1 ? kinds.first ?? nil : nil)
  }

  /// Whether it could be what is wanted, for all that is known.
  ///
  /// - Parameter wanted: The kinds that will do.
  /// - Returns: Whether it is unknown and nothing speaks against it.
  package func mayBe(_ wanted: Kinds) -> Bool {
    guard case .unknown(let kind) = self else { return false }
    return kind.map(wanted.contains) ?? true
  }
}

extension Context {
  /// What an operation on unknown values gives; nil where both are known, or
  /// where it is certain that the operation cannot be done.
  func open(
    _ isPlus: Bool, _ first: Value, _ second: Value
  ) -> Value? {
    guard first.isUnknown || second.isUnknown else { return nil }
    let kinds = [first.kind, second.kind]
    let operands =
      isPlus
      ? [Value.unknownNumber, .unknownText, .unknownList] : [.unknownNumber]
    let fitting = operands.filter { operand in
      kinds.allSatisfy { $0 == nil || $0 == operand.kind }
    }
    guard let result = fitting.first else { return nil }
    doubt()
    return fitting.count == 1 || kinds.contains(result.kind)
      ? result : .anything
  }

  /// Whether two values are open, but for all that is known can be compared.
  package func mayBeCompared(_ first: Value, _ second: Value) -> Bool {
    guard first.isOpen || second.isOpen else { return false }
    guard let one = first.kind, let two = second.kind else {
      return true
    }
    // A word and a text may be the same.
    let words: [Kind] = [.word, .string]
    return one == two || words.contains(one) && words.contains(two)
  }
}

extension Value {
  package var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  /// Whether it could be something with parts by name.
  package var mayHaveParts: Bool {
    guard case .unknown(let kind) = self else { return false }
    return kind.map { !Kind.plain.contains($0) } ?? true
  }
}

import SluiceDiagnostics

/// In a dry run some values are unknown: what only data or training can tell,
/// and what a mistake left undefined. An unknown value is never wrong itself.
extension Diagnostic {
  /// No mistake, but that something cannot be known without running: thrown
  /// where an unknown value is needed, and never shown to anybody.
  static let undecided: Diagnostic = {
    var undecided = Diagnostic(
      .interrupted, "this cannot be known without running")
    undecided.isUndecided = true
    return undecided
  }()
}

extension Value {
  /// A value of which nothing is known.
  static let anything = Value.unknown(kind: nil)

  /// Unknown values of which it is known what they are.
  static let unknownNumber = Value.unknown(kind: Value.number(0).kind)
  static let unknownText = Value.unknown(kind: Value.text("").kind)
  static let unknownList = Value.unknown(kind: Value.list([]).kind)

  /// Whether it is unknown, or holds something unknown.
  var isOpen: Bool {
    switch self {
    case .unknown: true
    case .list(let items): items.contains(where: \.isOpen)
    default: false
    }
  }

  /// What is known to be known of it: nil for nothing.
  var knownKind: String? {
    if case .unknown(let kind) = self { kind } else { kind }
  }

  /// What stands for a value that is one of several.
  static func oneOf(_ values: [Value]) -> Value {
    let kinds = Set(values.map(\.knownKind))
    return .unknown(kind: kinds.count == 1 ? kinds.first ?? nil : nil)
  }

  /// Whether it could be what is wanted, for all that is known.
  ///
  /// - Parameter wanted: As messages say it: `a list or a range`.
  /// - Returns: Whether it is unknown and nothing speaks against it.
  func mayBe(_ wanted: String) -> Bool {
    guard case .unknown(let kind) = self else { return false }
    guard let noun = kind?.split(separator: " ").last else { return true }
    return wanted.contains(noun)
  }
}

extension Context {
  /// What an operation on unknown values gives; nil where both are known, or
  /// where it is certain that the operation cannot be done.
  func open(
    _ isPlus: Bool, _ first: Value, _ second: Value
  ) -> Value? {
    guard first.isUnknown || second.isUnknown else { return nil }
    let kinds = [first.knownKind, second.knownKind]
    let operands =
      isPlus
      ? [Value.unknownNumber, .unknownText, .unknownList] : [.unknownNumber]
    let fitting = operands.filter { operand in
      kinds.allSatisfy { $0 == nil || $0 == operand.knownKind }
    }
    guard let result = fitting.first else { return nil }
    doubt()
    return fitting.count == 1 || kinds.contains(result.knownKind)
      ? result : .anything
  }

  /// Whether two values are open, but for all that is known can be compared.
  func mayBeCompared(_ first: Value, _ second: Value) -> Bool {
    guard first.isOpen || second.isOpen else { return false }
    guard let one = first.knownKind, let two = second.knownKind else {
      return true
    }
    // A word and a text may be the same.
    let words = [Value.symbol("").kind, Value.text("").kind]
    return one == two || words.contains(one) && words.contains(two)
  }
}

extension Value {
  var isUnknown: Bool { if case .unknown = self { true } else { false } }

  /// Whether it could be something with parts by name.
  var mayHaveParts: Bool {
    guard case .unknown(let kind) = self else { return false }
    let plain = [
      Value.number(0), .text(""), .truth(true), .list([]), .range(0, 0),
      .symbol(""),
    ]
    return !plain.contains { $0.kind == kind }
  }
}

import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

extension Context {
  /// What an expression stands for.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - allowsWords: Whether a name without a value stands for itself.
  /// - Returns: Its value.
  /// - Throws: What is wrong with it, at its place.
  package func value(
    of expression: Expression, allowsWords: Bool = false
  ) throws(Stop) -> Value {
    do throws(Stop) {
      return try evaluated(expression, allowsWords: allowsWords)
    } catch {
      try note(error)
      return .anything
    }
  }

  private func evaluated(
    _ expression: Expression, allowsWords: Bool
  ) throws(Stop) -> Value {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .string(let text): return .string(text)
    case .boolean(let truth): return .boolean(truth)
    case .name(let name):
      if let value = state[name] { return value }
      if allowsWords { return .symbol(name) }
      throw unknownName(name, at: expression.span)
    case .list(let items):
      var values: [Value] = []
      for item in items {
        values.append(try value(of: item, allowsWords: allowsWords))
      }
      return try bounded(.list(values), at: expression.span)
    case .range(let low, let high):
      let first = try value(of: low), last = try value(of: high)
      return .range(
        try wholeNumber(first, at: low.span),
        try wholeNumber(last, at: high.span))
    case .call(let name, let arguments):
      return try call(name, arguments)
    case .member(let whole, let name):
      return try member(name, of: whole)
    case .index(let whole, let places):
      return try element(at: places, of: whole)
    case .unary(let operation, let inner):
      return try applied(operation, to: inner)
    case .binary(let operation, let left, let right):
      return try applied(operation, to: left, right, at: expression.span)
    }
  }

  /// A number, or a mistake that says what else it is.
  package func number(_ expression: Expression) throws(Stop) -> Double {
    let value = try value(of: expression)
    guard case .number(let number) = value else {
      throw mismatch(value, at: expression.span, wanted: Kinds(.number))
    }
    return number
  }

  package func boolean(_ expression: Expression) throws(Stop) -> Bool {
    let value = try value(of: expression)
    guard case .boolean(let truth) = value else {
      throw mismatch(value, at: expression.span, wanted: Kinds(.boolean))
    }
    return truth
  }

  package func wholeNumber(
    _ expression: Expression
  ) throws(Stop) -> Double {
    try wholeNumber(try value(of: expression), at: expression.span)
  }

  func wholeNumber(
    _ value: Value, at span: Range<Int>
  ) throws(Stop) -> Double {
    guard case .number(let number) = value else {
      throw mismatch(value, at: span, wanted: Kinds(.number))
    }
    guard number == number.rounded(), abs(number) <= 1e15 else {
      throw fail(
        .wrongType, "expected a whole number, found \(numberText(number))",
        at: span)
    }
    return number
  }

  /// The items of a list or the numbers of a range.
  ///
  /// - Parameters:
  ///   - expression: The list or range.
  ///   - allowsWords: Whether a name without a value stands for itself.
  ///   - limit: How many are wanted at most; nil for all.
  /// - Returns: The items, from the first.
  /// - Throws: `wrong-type` for another value, `too-long` for a long range.
  package func items(
    of expression: Expression, allowsWords: Bool = false,
    first limit: Int? = nil
  ) throws(Stop) -> [Value] {
    let value = try value(of: expression, allowsWords: allowsWords)
    switch value {
    case .list(let items):
      return limit.map { Array(items.prefix($0)) } ?? items
    case .range(let low, let high):
      guard high >= low else { return [] }
      guard high - low < Double(Value.extentLimit) else {
        throw fail(
          .tooLong, "this range has more than a million numbers",
          at: expression.span)
      }
      let last = min(Int(high - low), (limit ?? .max) - 1)
      guard !isDry || last < DryRun.extent else { throw .undecided }
      return (0...last).map { .number(low + Double($0)) }
    default:
      throw mismatch(
        value, at: expression.span,
        wanted: Kinds("a list or a range", .list, .range))
    }
  }

  /// The value, unless it has grown beyond all use.
  func bounded(
    _ value: Value, at span: Range<Int>
  ) throws(Stop) -> Value {
    let size = value.size
    // Nothing that is only looked at grows large.
    if isDry, (DryRun.extent...Value.extentLimit).contains(size.extent),
      size.nesting <= Value.nestingLimit
    {
      doubt()
      return .unknown(kind: value.kind)
    }
    if size.nesting > Value.nestingLimit {
      throw fail(
        .tooLong, "lists nest more than \(Value.nestingLimit) levels deep here",
        at: span)
    }
    if size.extent > Value.extentLimit {
      throw fail(
        .tooLong, "this value has more than a million parts", at: span)
    }
    return value
  }

  /// A value that is not what is wanted; in a dry run, one that may be.
  package func mismatch(
    _ value: Value, at span: Range<Int>, wanted: Kinds, hint: String? = nil
  ) -> Stop {
    guard !value.mayBe(wanted) else { return .undecided }
    return fail(
      .wrongType, "expected \(wanted.phrase), found \(value.phrase)", at: span,
      hint: hint)
  }

  /// A name that stands for nothing, with the name that may be meant.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - span: Where it stands.
  ///   - others: What else may be meant, beside the names of values.
  /// - Returns: The mistake.
  package func unknownName(
    _ name: String, at span: Range<Int>, or others: [String] = []
  ) -> Stop {
    let parts = name.split(separator: "-").map(String.init)
    if parts.count == 2,
      parts.allSatisfy({ state[$0] != nil || Double($0) != nil })
    {
      return fail(
        .unknownName, "nothing is called `\(name)`", at: span,
        hint: "subtraction has blanks: \(parts[0]) - \(parts[1])")
    }
    return fail(
      .unknownName, "nothing is called `\(name)`", at: span,
      label: "nothing above defines it",
      hint: Habits.hint(forWord: name)
        ?? didYouMean(name, in: Array(state.values.keys) + others))
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import SluiceDiagnostics
import SluiceLanguage

extension Context {
  func applied(
    _ operation: Expression.Unary, to inner: Expression
  ) throws(Stop) -> Value {
    switch operation {
    case .minus: .number(-(try number(inner)))
    case .not: .boolean(!(try boolean(inner)))
    }
  }

  func applied(
    _ operation: Expression.Binary, to left: Expression, _ right: Expression,
    at span: Range<Int>
  ) throws(Stop) -> Value {
    switch operation {
    case .and, .or:
      // In a dry run both sides are looked at.
      let decides = operation == .or
      let first = try knownBoolean(left)
      if first == decides {
        if isDry { try dryRunApart(right) }
        return .boolean(decides)
      }
      guard let second = try knownBoolean(right),
        second == decides || first != nil
      else { throw .undecided }
      return .boolean(second)
    case .equal, .unequal, .less, .atMost, .greater, .atLeast:
      let sides = try sides(left, right)
      return .boolean(try compared(operation, sides, at: span))
    default:
      let (first, second) = (try value(of: left), try value(of: right))
      if let open = open(operation == .plus, first, second) { return open }
      switch (operation, first, second) {
      case (.plus, .string(let a), .string(let b)):
        return try bounded(.string(a + b), at: span)
      case (.plus, .list(let a), .list(let b)):
        return try bounded(.list(a + b), at: span)
      case (_, .number(let a), .number(let b)):
        if b == 0, operation == .divide || operation == .remainder {
          throw fail(
            .divisionByZero, "this divides by zero", at: right.span,
            label: "is 0")
        }
        return .number(try arithmetic(operation, a, b, at: span))
      case (.plus, _, _):
        throw fail(
          .wrongType, "\(first.phrase) and \(second.phrase) cannot be added",
          at: span,
          hint: "`+` takes two numbers, two texts or two lists")
      case (_, .number, _):
        throw mismatch(second, at: right.span, wanted: Kinds(.number))
      default:
        throw mismatch(first, at: left.span, wanted: Kinds(.number))
      }
    }
  }

  /// A condition's value; nil where it cannot be known.
  private func knownBoolean(
    _ condition: Expression
  ) throws(Stop) -> Bool? {
    do throws(Stop) { return try boolean(condition) } catch {
      guard error.isUndecided else { throw error }
      return nil
    }
  }

  /// Both sides of a comparison; what stands beside a word may be a word.
  func sides(
    _ left: Expression, _ right: Expression
  ) throws(Stop) -> (Value, Value) {
    let first = try value(of: left)
    if [.word, nil].contains(first.kind) {
      return (first, try value(of: right, allowsWords: true))
    }
    return (first, try value(of: right))
  }

  private func arithmetic(
    _ operation: Expression.Binary, _ a: Double, _ b: Double,
    at span: Range<Int>
  ) throws(Stop) -> Double {
    let result =
      switch operation {
      case .plus: a + b
      case .minus: a - b
      case .times: a * b
      case .divide: a / b
      // The sign of the divisor, so that -1 % 7 is 6.
      case .remainder: a - (a / b).rounded(.down) * b
      default: pow(a, b)
      }
    guard result.isFinite else {
      throw fail(.outOfRange, "the result is not a finite number", at: span)
    }
    return result
  }

  func compared(
    _ operation: Expression.Binary, _ sides: (Value, Value),
    at span: Range<Int>
  ) throws(Stop) -> Bool {
    if mayBeCompared(sides.0, sides.1) { throw .undecided }
    if operation == .equal || operation == .unequal {
      guard let isEqual = equal(sides.0, sides.1) else {
        throw incomparable(operation, sides, at: span)
      }
      return isEqual == (operation == .equal)
    }
    switch sides {
    case (.number(let a), .number(let b)): return ordered(operation, a, b)
    case (.string(let a), .string(let b)): return ordered(operation, a, b)
    default: throw incomparable(operation, sides, at: span)
    }
  }

  private func ordered<T: Comparable>(
    _ operation: Expression.Binary, _ a: T, _ b: T
  ) -> Bool {
    switch operation {
    case .less: a < b
    case .atMost: a <= b
    case .greater: a > b
    default: a >= b
    }
  }

  private func incomparable(
    _ operation: Expression.Binary, _ sides: (Value, Value),
    at span: Range<Int>
  ) -> Stop {
    let kinds = "\(sides.0.phrase) and \(sides.1.phrase)"
    if operation == .equal || operation == .unequal {
      return fail(.wrongType, "\(kinds) cannot be compared", at: span)
    }
    return fail(
      .wrongType, "\(kinds) have no order", at: span,
      hint: "`\(operation.rawValue)` compares two numbers or two texts")
  }

  /// Nil where the question makes no sense.
  private func equal(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.number(let a), .number(let b)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.string(let a), .string(let b)), (.symbol(let a), .symbol(let b)),
      (.string(let a), .symbol(let b)), (.symbol(let a), .string(let b)):
      return a == b
    case (.range(let a, let b), .range(let c, let d)): return a == c && b == d
    case (.missing, .missing): return true
    case (.missing, _), (_, .missing): return false
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      for (x, y) in zip(a, b) {
        guard let same = equal(x, y) else { return nil }
        if !same { return false }
      }
      return true
    default: return nil
    }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import SluiceDiagnostics
import SluiceEvaluator

/// The value, or what to say where it is not a number.
private func finite(
  _ number: Double, _ reason: String
) throws(Stop) -> Value {
  guard number.isFinite else { throw .mistake(Diagnostic(.outOfRange, reason)) }
  return .number(number)
}

struct Absolute: Function {
  static let name = "abs"
  static let summary = "A number without its sign."
  static let examples = ["abs(-2)"]
  static let result: Kind? = .number
  @Required var x: Double
  static var fields: [Field<Self>] { [.argument(\.$x, "x", "the number")] }

  func value(in context: Context) throws(Stop) -> Value {
    .number(x.magnitude)
  }
}

struct SquareRoot: Function {
  static let name = "sqrt"
  static let summary = "The square root."
  static let examples = ["sqrt(2)"]
  static let result: Kind? = .number
  @Required var x: Double
  static var fields: [Field<Self>] {
    [.argument(\.$x, "x", "a number, 0 or more")]
  }

  func value(in context: Context) throws(Stop) -> Value {
    try finite(x.squareRoot(), "a negative number has no square root")
  }
}

struct Exponential: Function {
  static let name = "exp"
  static let summary = "The number e to the power of x."
  static let examples = ["exp(1)"]
  static let result: Kind? = .number
  @Required var x: Double
  static var fields: [Field<Self>] { [.argument(\.$x, "x", "the exponent")] }

  func value(in context: Context) throws(Stop) -> Value {
    try finite(exp(x), "the result is not a finite number")
  }
}

struct Logarithm: Function {
  static let name = "log"
  static let summary = "The natural logarithm."
  static let examples = ["log(2)"]
  static let result: Kind? = .number
  @Required var x: Double
  static var fields: [Field<Self>] {
    [.argument(\.$x, "x", "a number above 0")]
  }

  func value(in context: Context) throws(Stop) -> Value {
    try finite(x > 0 ? log(x) : .nan, "only a number above 0 has a logarithm")
  }
}

struct Rounded: Function {
  static let name = "round"
  static let summary = "The nearest number with so many decimals."
  static let examples = ["round(2.71828, digits=2)"]
  static let result: Kind? = .number
  @Required var x: Double
  var digits = 0
  static var fields: [Field<Self>] {
    [
      .argument(\.$x, "x", "the number"),
      .option(\.digits, "digits", "decimals to keep", atLeast: 0, atMost: 15),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let scale = pow(10, Double(digits))
    let rounded = (x * scale).rounded() / scale
    return .number(rounded.isFinite ? rounded : x)
  }
}

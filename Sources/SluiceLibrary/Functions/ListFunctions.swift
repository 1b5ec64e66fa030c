import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// Numbers given one by one, or as one list or range.
struct Numbers: FieldValue {
  var numbers: [Double]

  static var fieldType: FieldType {
    FieldType(
      Kinds("a number or a list of them", .number, .list, .range))
  }
  var spelled: String? { nil }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Numbers {
    let value = try context.value(of: expression)
    if case .number(let number) = value { return Numbers(numbers: [number]) }
    guard let kind = value.kind, !value.isUnknown,
      fieldType.kinds.contains(kind)
    else {
      throw context.mismatch(
        value, at: expression.span, wanted: fieldType.kinds)
    }
    var numbers: [Double] = []
    let items = try context.items(of: expression)
    let missing = items.count { $0.kind == .missing }
    guard missing == 0 else {
      throw context.fail(
        .wrongType, "\(missing) of \(items.count) values are missing",
        at: expression.span,
        hint: "`present(…)` leaves them out, and `length(present(…))` says how"
          + " many remain")
    }
    for item in items {
      guard case .number(let number) = item else {
        throw context.mismatch(
          item, at: expression.span, wanted: Kinds("a list of numbers", .number)
        )
      }
      numbers.append(number)
    }
    return Numbers(numbers: numbers)
  }
}

/// A function of any count of numbers.
protocol NumbersFunction: Function {
  var given: [Numbers] { get set }
  /// Nil where it is not defined for so few.
  func value(of numbers: [Double]) -> Double?
}

extension NumbersFunction {
  static var result: Kind? { .number }
  static var fields: [Field<Self>] {
    [
      .rest(
        \.given, "numbers", "numbers, or a list or range of them",
        isRequired: true)
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let numbers = given.flatMap(\.numbers)
    guard let result = value(of: numbers) else {
      throw .mistake(
        Diagnostic(
          .outOfRange,
          "`\(Self.name)` of \(numbers.isEmpty ? "no" : "so few") numbers "
            + "is not defined"))
    }
    guard result.isFinite else {
      throw .mistake(
        Diagnostic(.outOfRange, "the result is not a finite number"))
    }
    return .number(result)
  }
}

struct Smallest: NumbersFunction {
  static let name = "min"
  static let summary = "The smallest of some numbers."
  static let examples = ["min(3, 1, 2)"]
  var given: [Numbers] = []
  func value(of numbers: [Double]) -> Double? { numbers.min() }
}

struct Largest: NumbersFunction {
  static let name = "max"
  static let summary = "The largest of some numbers."
  static let examples = ["max([3, 1, 2])"]
  var given: [Numbers] = []
  func value(of numbers: [Double]) -> Double? { numbers.max() }
}

struct Sum: NumbersFunction {
  static let name = "sum"
  static let summary = "The sum of some numbers; 0 if there are none."
  static let examples = ["sum(1..10)"]
  var given: [Numbers] = []
  func value(of numbers: [Double]) -> Double? { numbers.reduce(0, +) }
}

struct Mean: NumbersFunction {
  static let name = "mean"
  static let summary = "The mean of some numbers."
  static let examples = ["mean([0.8, 0.9])"]
  var given: [Numbers] = []
  func value(of numbers: [Double]) -> Double? {
    numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }
}

struct Deviation: NumbersFunction {
  static let name = "deviation"
  static let summary =
    "The standard deviation of a sample of two or more numbers."
  static let examples = ["deviation([0.8, 0.9, 0.85])"]
  var given: [Numbers] = []
  func value(of numbers: [Double]) -> Double? {
    guard numbers.count > 1 else { return nil }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count - 1)).squareRoot()
  }
}

struct Reached: Function {
  static let name = "reached"
  static let summary =
    "The place, from 1, of the first number that is at least as large as"
    + " another; missing if none is."
  static let examples = ["reached([0.7, 0.8, 0.9], 0.75)"]
  static let result: Kind? = .number
  @Required var numbers: Numbers
  @Required var value: Double
  static var fields: [Field<Self>] {
    [
      .argument(\.$numbers, "numbers", "such as net.run.scores"),
      .argument(\.$value, "value", "what is to be reached"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    numbers.numbers.firstIndex { $0 >= value }
      .map { .number(Double($0 + 1)) } ?? .missing
  }
}

struct Length: Function {
  static let name = "length"
  static let summary = "How many items a list has, or characters a text."
  static let examples = ["length([5, 6])"]
  static let result: Kind? = .number
  @Required var x: Expression
  static var fields: [Field<Self>] {
    [.argument(\.$x, "x", "a list, a range or a text")]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let value = try context.value(of: x)
    if case .string(let text) = value { return .number(Double(text.count)) }
    if value.isUnknown {
      throw context.mismatch(
        value, at: x.span,
        wanted: Kinds("a list, range or text", .list, .range, .string))
    }
    return .number(Double(try context.items(of: x).count))
  }
}

struct Choice: Function {
  static let name = "if_else"
  static let summary = "The second value if the first is true, else the third."
  static let examples = ["if_else(2 > 1, \"yes\", \"no\")"]
  @Required var condition: Condition
  @Required var first: Expression
  @Required var second: Expression
  static var fields: [Field<Self>] {
    [
      .argument(\.$condition, "condition", "true or false"),
      .argument(\.$first, "then", "the value if it is true"),
      .argument(\.$second, "otherwise", "the value if it is not"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    guard let holds = condition.holds else {
      return .oneOf(
        [try context.value(of: first), try context.value(of: second)])
    }
    if context.isDry { try context.dryRunApart(holds ? second : first) }
    return try context.value(of: holds ? first : second)
  }
}

/// Yes or no, or nil where a dry run cannot know.
struct Condition: FieldValue {
  var holds: Bool?

  static var fieldType: FieldType { Bool.fieldType }
  var spelled: String? { nil }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Condition {
    do throws(Stop) {
      return Condition(holds: try Bool.read(expression, in: context))
    } catch {
      try context.note(error)
      return Condition()
    }
  }
}

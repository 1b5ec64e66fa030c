import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// How layers reach the heads, as it is typed: `on` means beta.
enum SkipChoice: String, FieldValue, CaseIterable {
  case on, off, beta, sum, mean, concat

  var skip: Architecture.Skip {
    switch self {
    case .on, .beta: .beta
    case .off: .off
    case .sum: .sum
    case .mean: .mean
    case .concat: .concat
    }
  }
}

extension Method: FieldValue {}
extension Architecture.Wiring: FieldValue {}
extension Architecture.Activation: FieldValue {}
extension Initialization.Beta: FieldValue {}
extension NetworkTask.Metric: FieldValue {}
extension NetworkTask.Transitions: FieldValue {}

/// `0.1`, `columns(0.1)` or `units(0.1)`.
struct PenaltySetting: FieldValue {
  var penalty = OrthogonalityPenalty()

  static var fieldType: FieldType {
    FieldType(
      Kinds("a number, or units(number)", .number), examples: ["units("])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> PenaltySetting {
    var weight = expression
    var setting = PenaltySetting()
    if case .call(let kind, let arguments) = expression.kind,
      case let known = OrthogonalityPenalty.Kind(rawValue: kind.text),
      known != nil || !context.isFunction(kind)
    {
      guard let known, let first = arguments.first, first.name == nil,
        arguments.count == 1
      else {
        throw context.fail(
          .unknownChoice, "`\(kind.text)` is not a kind of penalty",
          at: kind.span, hint: "write penalty=0.1 or penalty=units(0.1)")
      }
      setting.penalty.kind = known
      weight = first.value
    }
    setting.penalty.weight = try Float.read(weight, in: context)
    guard setting.penalty.weight >= 0 else {
      throw context.fail(
        .outOfRange, "a penalty's weight must be at least 0", at: weight.span)
    }
    return setting
  }

  var spelled: String? {
    penalty.kind == .units
      ? "units(\(penalty.weight.spelled ?? ""))" : penalty.weight.spelled
  }
}

/// α at the start: a word, or one number for all entries.
struct AlphaStart: FieldValue {
  var alpha = Initialization.Alpha.imbalanced

  private static let words: [String: Initialization.Alpha] = [
    "imbalanced": .imbalanced, "balanced": .balanced, "identity": .identity,
  ]

  static var fieldType: FieldType {
    FieldType(
      Kinds("imbalanced, balanced, identity or a number", .number),
      examples: words.keys.sorted())
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> AlphaStart {
    if case .name(let word) = expression.kind,
      context.state[word] == nil
        || words[word] != nil
    {
      return try named(word, expression, context)
    }
    let value = try context.value(of: expression)
    guard !value.mayBe(Kinds("a word", .word, .string)) else {
      throw .undecided
    }
    if [.string, .word].contains(value.kind) {
      return try named(value.text, expression, context)
    }
    return AlphaStart(alpha: .number(try Float.read(expression, in: context)))
  }

  private static func named(
    _ word: String, _ expression: Expression, _ context: Context
  ) throws(Stop) -> AlphaStart {
    if let alpha = words[word] { return AlphaStart(alpha: alpha) }
    throw context.fail(
      .unknownChoice, "`\(word)` is not a valid choice here",
      at: expression.span,
      hint: didYouMean(
        word, in: words.keys,
        otherwise: "choose balanced, identity, imbalanced or a number"))
  }

  var spelled: String? {
    if case .number(let number) = alpha { return number.spelled }
    return Self.words.first { $0.value == alpha }?.key
  }
}

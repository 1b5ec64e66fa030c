import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

extension LossWeights.Reduction: FieldValue {}

/// `cosine`, or `cosine(warmup=100)`.
struct ScheduleSetting: FieldValue {
  var schedule: Schedule

  static var fieldType: FieldType {
    let shapes = Schedule.Shape.allCases.map(\.rawValue)
    return FieldType(
      Kinds("one of " + shapes.joined(separator: ", "), .word, .string),
      examples: shapes)
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> ScheduleSetting {
    let (word, arguments) = try wordWithOptions(
      expression, ["warmup"], in: context)
    guard let shape = Schedule.Shape(rawValue: word.text) else {
      let shapes = Schedule.Shape.allCases.map(\.rawValue)
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not a schedule", at: word.span,
        hint: didYouMean(
          word.text, in: shapes,
          otherwise: "choose \(shapes.joined(separator: ", "))"))
    }
    var schedule = Schedule(shape)
    for argument in arguments {
      schedule.warmup = try Int.read(argument.value, in: context)
      guard (0...10_000_000).contains(schedule.warmup) else {
        throw context.fail(
          .outOfRange, "warmup is a number of batches, 0 or more",
          at: argument.value.span)
      }
    }
    return ScheduleSetting(schedule: schedule)
  }

  var spelled: String? {
    schedule.shape.rawValue
      + (schedule.warmup == 0 ? "" : "(warmup=\(schedule.warmup))")
  }
}

/// `16`, or `tokens(400)`.
struct BatchSetting: FieldValue {
  var size: BatchSize

  static var fieldType: FieldType {
    FieldType(
      Kinds("a number of sentences, or tokens(number)", .number),
      examples: ["tokens("])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> BatchSetting {
    var number = expression
    var isOfTokens = false
    if case .call(let name, let arguments) = expression.kind,
      !context.isFunction(name)
    {
      guard name.text == "tokens", arguments.count == 1,
        let first = arguments.first, first.name == nil
      else {
        throw context.fail(
          .unknownChoice, "`\(name.text)` is not a size of batches",
          at: name.span, hint: "write batch=16 or batch=tokens(400)")
      }
      isOfTokens = true
      number = first.value
    }
    let count = try Int.read(number, in: context)
    guard (1...100_000).contains(count) else {
      throw context.fail(
        .outOfRange,
        "`batch` must be at \(count < 1 ? "least 1" : "most 100000"), not"
          + " \(count)", at: number.span)
    }
    return BatchSetting(size: isOfTokens ? .tokens(count) : .sentences(count))
  }

  var spelled: String? {
    switch size {
    case .sentences(let count): "\(count)"
    case .tokens(let count): "tokens(\(count))"
    }
  }
}

/// `own`, `aligned` or `branch(epochs=2)`.
struct StackStartSetting: FieldValue {
  var start: TrainingOptions.StackStart
  /// Where it stands.
  var span = 0..<0

  static var fieldType: FieldType {
    FieldType(
      Kinds("own, aligned, or branch(epochs=2)", .word, .string),
      examples: ["own", "aligned", "branch("])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> StackStartSetting {
    let (word, arguments) = try wordWithOptions(
      expression, ["epochs"], in: context)
    var epochs = 2
    for argument in arguments {
      epochs = try Int.read(argument.value, in: context)
    }
    guard epochs >= 1, word.text == "branch" || arguments.isEmpty else {
      throw context.fail(
        .outOfRange, "stacks part after 1 epoch or more", at: expression.span,
        hint: "write start=branch(epochs=2)")
    }
    let start: TrainingOptions.StackStart
    switch word.text {
    case "own": start = .own
    case "aligned": start = .aligned
    case "branch": start = .branch(epochs: epochs)
    default:
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not a valid choice here",
        at: word.span,
        hint: didYouMean(
          word.text, in: ["own", "aligned", "branch"],
          otherwise: "choose own, aligned or branch"))
    }
    return StackStartSetting(start: start, span: expression.span)
  }

  var spelled: String? {
    switch start {
    case .own: "own"
    case .aligned: "aligned"
    case .branch(let epochs): "branch(epochs=\(epochs))"
    }
  }
}

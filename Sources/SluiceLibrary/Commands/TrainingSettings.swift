import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

extension LossWeights.Reduction: FieldValue {}

/// `adam`, `sgd`, or with options: `adam(lr=0.002)`.
struct OptimizerSetting: FieldValue {
  var kind: Optimizer.Kind
  var rate: Float?

  static var fieldType: FieldType {
    FieldType(
      Kinds("adam or sgd, such as sgd(lr=0.1)", .word, .string),
      examples: ["adam", "sgd"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> OptimizerSetting {
    let (word, arguments) = try call(expression, in: context)
    guard let kind = Optimizer.Kind(rawValue: word.text) else {
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not an optimizer", at: word.span,
        hint: didYouMean(
          word.text, in: Optimizer.Kind.allCases.map(\.rawValue),
          otherwise: "choose adam or sgd"))
    }
    var setting = OptimizerSetting(kind: kind)
    for argument in arguments {
      guard argument.name?.text == "lr" else {
        throw context.fail(
          .unknownOption, "an optimizer takes only lr=",
          at: argument.name?.span ?? argument.value.span,
          hint: "write \(kind.rawValue)(lr=0.01)")
      }
      let rate = try Float.read(argument.value, in: context)
      guard rate > 0 else {
        throw context.fail(
          .outOfRange, "a learning rate must be above 0, not \(rate)",
          at: argument.value.span, hint: "try lr=0.01")
      }
      setting.rate = rate
    }
    return setting
  }

  /// The optimizer: what is not said stays as the recipe has it.
  func optimizer(_ recipe: Optimizer) -> Optimizer {
    Optimizer(
      kind, rate: rate ?? (kind == recipe.kind ? recipe.rate : nil),
      clip: recipe.clip)
  }

  var spelled: String? { kind.rawValue }
}

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
    let (word, arguments) = try call(expression, in: context)
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
      guard argument.name?.text == "warmup" else {
        throw context.fail(
          .unknownOption, "a schedule takes only warmup=",
          at: argument.name?.span ?? argument.value.span,
          hint: "write \(shape.rawValue)(warmup=100)")
      }
      schedule.warmup = try Int.read(argument.value, in: context)
      guard (0...10_000_000).contains(schedule.warmup) else {
        throw context.fail(
          .outOfRange, "warmup is a number of batches, 0 or more",
          at: argument.value.span)
      }
    }
    return ScheduleSetting(schedule: schedule)
  }

  var spelled: String? { schedule.shape.rawValue }
}

/// Sentences, or `none`.
enum DevelopmentChoice: FieldValue {
  case data(Sentences)
  case nothing

  static var fieldType: FieldType {
    FieldType(
      Kinds("a part of a corpus, or none", .corpus, .corpusPart),
      examples: ["none"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> DevelopmentChoice {
    if case .name("none") = expression.kind { return .nothing }
    return .data(try Sentences.read(expression, in: context))
  }

  var spelled: String? { nil }
}

/// A word, alone or called with arguments.
private func call(
  _ expression: Expression, in context: Context
) throws(Stop) -> (Name, [Expression.Argument]) {
  if case .call(let name, let arguments) = expression.kind {
    return (name, arguments)
  }
  let symbol = try Symbol.read(expression, in: context)
  return (Name(symbol.text, span: symbol.span), [])
}

extension RunObject {
  init(_ run: TrainingRun) {
    self.init(
      tasks: run.network.tasks.map(\.name),
      main: run.main, epochs: run.epochs, best: run.best, ending: run.ending,
      idleEpochs: run.idleEpochs, seconds: run.seconds)
  }
}

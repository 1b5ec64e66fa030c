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
    let (word, arguments) = try call(expression, "lr", in: context)
    guard let kind = Optimizer.Kind(rawValue: word.text) else {
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not an optimizer", at: word.span,
        hint: didYouMean(
          word.text, in: Optimizer.Kind.allCases.map(\.rawValue),
          otherwise: "choose adam or sgd"))
    }
    var setting = OptimizerSetting(kind: kind)
    for argument in arguments {
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

  var spelled: String? {
    let rate = rate ?? Optimizer(kind).rate
    return "\(kind.rawValue)(lr=\(rate.spelled ?? ""))"
  }
}

extension OptimizerSetting: CustomStringConvertible {
  init(_ optimizer: Optimizer) {
    self.init(kind: optimizer.kind, rate: optimizer.rate)
  }

  var description: String { spelled ?? "" }
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
    let (word, arguments) = try call(expression, "warmup", in: context)
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

/// A word, alone or with one option: `adam`, `adam(lr=0.1)`.
private func call(
  _ expression: Expression, _ option: String, in context: Context
) throws(Stop) -> (Name, [Expression.Argument]) {
  guard case .call(let name, let arguments) = expression.kind else {
    let symbol = try Symbol.read(expression, in: context)
    return (Name(symbol.text, span: symbol.span), [])
  }
  if let other = arguments.first(where: { $0.name?.text != option }) {
    throw context.fail(
      .unknownOption, "`\(name.text)` takes only \(option)=",
      at: other.name?.span ?? other.value.span,
      hint: "write \(name.text)(\(option)=…)")
  }
  if let second = arguments.dropFirst().first {
    throw context.fail(
      .repeatedOption, "`\(option)` is given twice",
      at: second.name?.span ?? second.value.span, label: "the second time",
      hint: "keep one of them")
  }
  return (name, arguments)
}

extension RunObject {
  init(_ run: TrainingRun) {
    self.init(
      tasks: run.network.tasks.map(\.name),
      main: run.main, epochs: run.epochs, best: run.best, ending: run.ending,
      idleEpochs: run.idleEpochs, seconds: run.seconds)
  }
}

extension TrainCommand.Recipe {
  /// What it sets otherwise than the standard recipe, as one types it.
  var difference: String {
    let ours = options.typed
    let standard = Self.standard.options.typed
    return zip(ours, standard).filter { $0 != $1 }.map { "`\($0.0)`" }
      .joined(separator: ", ")
  }
}

extension TrainingOptions {
  /// The options as `train` takes them.
  fileprivate var typed: [String] {
    [
      "epochs=\(epochs)", "patience=\(patience)", "batch=\(batch)",
      "optimizer=\(OptimizerSetting(optimizer))",
      "clip=\(optimizer.clip?.spelled ?? "none")",
      "schedule=\(ScheduleSetting(schedule: schedule).spelled ?? "")",
      "noise=\(noise.spelled ?? "")", "head_noise=\(headNoise.spelled ?? "")",
      "dropout=\(dropout.spelled ?? "")", "unknown=\(unknown.spelled ?? "")",
      "loss=\(reduction.rawValue)",
    ]
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

extension LossWeights.Reduction: FieldValue {}

/// `adam`, `sgd`, or with options: `adam(lr=0.002, alpha=0.02)`.
struct OptimizerSetting: FieldValue {
  var kind: Optimizer.Kind
  var rate: Float?
  /// The rates of α and of β.
  var alpha: Float?
  var beta: Float?
  /// Of the weights of matrices.
  var decay: Float?

  private static let options = ["lr", "alpha", "beta", "decay"]

  static var fieldType: FieldType {
    FieldType(
      Kinds("adam or sgd, such as sgd(lr=0.1)", .word, .string),
      examples: ["adam", "sgd"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> OptimizerSetting {
    let (word, arguments) = try call(expression, options, in: context)
    guard let kind = Optimizer.Kind(rawValue: word.text) else {
      throw context.fail(
        .unknownChoice, "`\(word.text)` is not an optimizer", at: word.span,
        hint: didYouMean(
          word.text, in: Optimizer.Kind.allCases.map(\.rawValue),
          otherwise: "choose adam or sgd"))
    }
    var setting = OptimizerSetting(kind: kind)
    for argument in arguments {
      let number = try Float.read(argument.value, in: context)
      let name = argument.name?.text
      guard name == "lr" ? number > 0 : number >= 0 else {
        throw context.fail(
          .outOfRange,
          name == "lr"
            ? "a learning rate must be above 0, not \(number)"
            : "`\(name ?? "")` must be at least 0, not \(number)",
          at: argument.value.span, hint: name == "lr" ? "try lr=0.01" : nil)
      }
      switch name {
      case "alpha": setting.alpha = number
      case "beta": setting.beta = number
      case "decay": setting.decay = number
      default: setting.rate = number
      }
    }
    return setting
  }

  /// The optimizer: what is not said stays as the recipe has it.
  func optimizer(_ recipe: Optimizer) -> Optimizer {
    var optimizer = Optimizer(
      kind, rate: rate ?? (kind == recipe.kind ? recipe.rate : nil),
      clip: recipe.clip)
    optimizer.alphaRate = alpha ?? recipe.alphaRate
    optimizer.betaRate = beta ?? recipe.betaRate
    optimizer.decay = decay ?? recipe.decay
    return optimizer
  }

  var spelled: String? {
    let options = [
      ("lr", rate ?? Optimizer(kind).rate), ("alpha", alpha), ("beta", beta),
      ("decay", decay == 0 ? nil : decay),
    ]
    let written = options.compactMap { name, value in
      value?.spelled.map { "\(name)=\($0)" }
    }
    return "\(kind.rawValue)(\(written.joined(separator: ", ")))"
  }
}

extension OptimizerSetting: CustomStringConvertible {
  init(_ optimizer: Optimizer) {
    self.init(
      kind: optimizer.kind, rate: optimizer.rate, alpha: optimizer.alphaRate,
      beta: optimizer.betaRate, decay: optimizer.decay)
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
    let (word, arguments) = try call(expression, ["warmup"], in: context)
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
    if case .call(let name, let arguments) = expression.kind {
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
    let (word, arguments) = try call(expression, ["epochs"], in: context)
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

/// `main`, `mean`, `last` or a task's name.
struct SelectSetting: FieldValue {
  var word: Symbol

  static var fieldType: FieldType {
    FieldType(
      Kinds("main, mean, last or a task of the network", .word, .string, .task),
      examples: ["main", "mean", "last"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> SelectSetting {
    SelectSetting(word: try Symbol.read(expression, in: context))
  }

  var spelled: String? { word.text }
}

/// A word, alone or with options: `adam`, `adam(lr=0.1)`.
private func call(
  _ expression: Expression, _ options: [String], in context: Context
) throws(Stop) -> (Name, [Expression.Argument]) {
  guard case .call(let name, let arguments) = expression.kind else {
    let symbol = try Symbol.read(expression, in: context)
    return (Name(symbol.text, span: symbol.span), [])
  }
  let known = enumeration(options.map { "\($0)=" })
  if let other = arguments.first(where: {
    $0.name.map { !options.contains($0.text) } ?? true
  }) {
    throw context.fail(
      .unknownOption,
      "`\(name.text)` takes \(options.count == 1 ? "only " : "")\(known)",
      at: other.name?.span ?? other.value.span,
      hint: "write \(name.text)(\(options[0])=…)")
  }
  var seen: Set<String> = []
  for argument in arguments {
    guard let option = argument.name, !seen.insert(option.text).inserted
    else { continue }
    throw context.fail(
      .repeatedOption, "`\(option.text)` is given twice", at: option.span,
      label: "the second time", hint: "keep one of them")
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

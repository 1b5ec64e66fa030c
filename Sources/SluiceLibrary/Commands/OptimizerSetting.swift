import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

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
    let (word, arguments) = try wordWithOptions(
      expression, options, in: context)
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

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// `fixed`, `pcgrad`, or with the constants of its paper: `gradnorm(alpha=1.5)`.
struct WeighingSetting: FieldValue {
  var weighing: Weighing

  private static let names = Weighing.all.map(\.name)

  static var fieldType: FieldType {
    FieldType(
      Kinds("one of " + names.joined(separator: ", "), .word, .string),
      examples: names)
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> WeighingSetting {
    let named = try name(of: expression, in: context)
    guard let weighing = Weighing.all.first(where: { $0.name == named.text })
    else {
      throw context.fail(
        .unknownChoice, "`\(named.text)` is no way to weigh tasks",
        at: named.span,
        hint: didYouMean(
          named.text, in: names,
          otherwise: "choose \(names.joined(separator: ", "))"))
    }
    var setting = WeighingSetting(weighing: weighing)
    let constants = setting.constants
    guard !constants.isEmpty else {
      if case .call(let name, _) = expression.kind, !context.isFunction(name) {
        throw context.fail(
          .unknownOption, "`\(name.text)` takes no options", at: name.span,
          hint: "write weighing=\(name.text)")
      }
      return setting
    }
    let (_, arguments) = try wordWithOptions(
      expression, constants.map(\.name), in: context)
    for argument in arguments {
      let number = try Double.read(argument.value, in: context)
      let name = argument.name?.text ?? ""
      guard
        let constant = constants.first(where: { $0.name == name }),
        constant.mayBeZero ? number >= 0 : number > 0, number.isFinite
      else {
        throw context.fail(
          .outOfRange,
          constants.contains { $0.name == name && $0.mayBeZero }
            ? "`\(name)` must be at least 0, not \(number)"
            : "`\(name)` must be above 0, not \(number)",
          at: argument.value.span)
      }
      setting.set(name, number)
    }
    return setting
  }

  /// The word that says which, whatever stands behind it.
  private static func name(
    of expression: Expression, in context: Context
  ) throws(Stop) -> Name {
    if case .call(let name, _) = expression.kind, !context.isFunction(name) {
      return name
    }
    let symbol = try Symbol.read(expression, in: context)
    return Name(symbol.text, span: symbol.span)
  }

  /// A constant of a paper, as it is now.
  private typealias Constant = (name: String, value: Double, mayBeZero: Bool)

  private var constants: [Constant] {
    switch weighing {
    case .dwa(let rule): [("temperature", rule.temperature, false)]
    case .gradnorm(let rule):
      [("alpha", rule.asymmetry, true), ("lr", rule.rate, false)]
    case .famo(let rule):
      [("lr", rule.rate, false), ("decay", rule.decay, true)]
    case .fixed, .uncertainty, .random, .pcgrad: []
    }
  }

  private mutating func set(_ name: String, _ number: Double) {
    switch weighing {
    case .dwa(var rule):
      rule.temperature = number
      weighing = .dwa(rule)
    case .gradnorm(var rule):
      if name == "lr" { rule.rate = number } else { rule.asymmetry = number }
      weighing = .gradnorm(rule)
    case .famo(var rule):
      if name == "lr" { rule.rate = number } else { rule.decay = number }
      weighing = .famo(rule)
    case .fixed, .uncertainty, .random, .pcgrad: break
    }
  }

  var spelled: String? {
    let written = constants.compactMap { constant in
      constant.value.spelled.map { "\(constant.name)=\($0)" }
    }
    return weighing.name
      + (written.isEmpty ? "" : "(\(written.joined(separator: ", ")))")
  }
}

import SluiceRandom

/// How the tasks' losses are weighed against each other while a network learns,
/// with all that is remembered of it from step to step.
///
/// A task's λ is multiplied in afterwards: it says how much the task is wanted,
/// whatever the rule makes of its losses and gradients, which it is given
/// without λ. A task with λ = 0 has no part in it.
package enum Weighing: Sendable, Equatable, Codable {
  case fixed(FixedWeights)
  case uncertainty(UncertaintyWeights)
  case dwa(DynamicWeights)
  case random(RandomWeights)
  case gradnorm(GradNorm)
  case pcgrad(GradientSurgery)
  case famo(AdaptiveWeights)

  package static let standard = Weighing.fixed(FixedWeights())

  /// All of them, with the constants of their papers.
  package static let all: [Weighing] = [
    standard, .uncertainty(UncertaintyWeights()), .dwa(DynamicWeights()),
    .random(RandomWeights()), .gradnorm(GradNorm()),
    .pcgrad(GradientSurgery()), .famo(AdaptiveWeights()),
  ]

  package var name: String { type(of: rule).name }

  package var rule: any WeighingRule {
    get {
      switch self {
      case .fixed(let rule): rule
      case .uncertainty(let rule): rule
      case .dwa(let rule): rule
      case .random(let rule): rule
      case .gradnorm(let rule): rule
      case .pcgrad(let rule): rule
      case .famo(let rule): rule
      }
    }
    set {
      switch newValue {
      case let rule as FixedWeights: self = .fixed(rule)
      case let rule as UncertaintyWeights: self = .uncertainty(rule)
      case let rule as DynamicWeights: self = .dwa(rule)
      case let rule as RandomWeights: self = .random(rule)
      case let rule as GradNorm: self = .gradnorm(rule)
      case let rule as GradientSurgery: self = .pcgrad(rule)
      case let rule as AdaptiveWeights: self = .famo(rule)
      default: break
      }
    }
  }
}

/// A way to weigh tasks. Its value holds its constants and what it remembers;
/// tasks are those whose losses count, numbered from 0.
package protocol WeighingRule: Sendable, Equatable, Codable {
  /// What the language calls it.
  static var name: String { get }
  /// What it has to be told of a step.
  static var need: WeighingNeed { get }
  /// Whether its weights are numbers to look at: not so where they are 1 for
  /// good.
  static var movesWeights: Bool { get }

  /// Makes room for so many tasks, two or more.
  mutating func begin(tasks: Int)

  /// What each task's loss is multiplied by in a step, beside λ.
  ///
  /// - Parameters:
  ///   - losses: The batch's, a labelled token, before the step; nil for a task
  ///     without labels in it. All are nil unless they are needed first.
  ///   - random: Numbers for this step.
  /// - Returns: A factor for each task.
  func weights(_ losses: [Double?], _ random: RandomStream) -> [Double]

  /// What each task's gradient is multiplied by, weight of the network by
  /// weight, where it needs gradients.
  ///
  /// - Parameters:
  ///   - products: The gradients' products.
  ///   - weights: What the losses are multiplied by, λ included.
  ///   - random: Numbers for this step.
  /// - Returns: `[network's weights][tasks]`
  func coefficients(
    _ products: GradientProducts, _ weights: [Double], _ random: RandomStream
  ) -> [[Double]]

  /// Is told of a step that was taken.
  mutating func learn(from step: WeighedStep)

  /// Is told of each task's loss over an epoch, a labelled token.
  mutating func learn(fromEpoch losses: [Double?])
}

/// What a rule has to be told of each step.
package enum WeighingNeed: Sendable {
  case nothing
  /// The tasks' losses.
  case losses
  /// The tasks' losses before the step, and once more after it: one more run
  /// forward.
  case lossesAround
  /// Each task's gradient: a run back for each.
  case gradients
}

/// What happened in a step, as a rule is told.
package struct WeighedStep: Sendable {
  /// The tasks' losses a labelled token, before and after; nil for a task that
  /// had no labels, and after the step where nobody needs it.
  package var before: [Double?]
  package var after: [Double?] = []
  /// λ of each task.
  package var preferences: [Double]
  /// The norm of each task's gradient, without λ, on the weights that more than
  /// one task reaches; nil for a task that had no labels.
  package var norms: [Double?] = []
  /// How the network's weights moved, and at which part of their rate.
  package var optimizer: Optimizer
  package var rateFactor: Float = 1

  package init(
    before: [Double?], preferences: [Double], optimizer: Optimizer
  ) {
    self.before = before
    self.preferences = preferences
    self.optimizer = optimizer
  }
}

extension WeighingRule {
  package static var movesWeights: Bool { true }
  package mutating func begin(tasks: Int) {}
  package func coefficients(
    _ products: GradientProducts, _ weights: [Double], _ random: RandomStream
  ) -> [[Double]] {
    products.matrices.map { _ in weights }
  }
  package mutating func learn(from step: WeighedStep) {}
  package mutating func learn(fromEpoch losses: [Double?]) {}
}

/// Gives the stacks of a network that was not trained yet a common start.
struct StackStarter {
  /// After how many epochs the stacks part; nil if they have nothing to part
  /// from.
  private var parting: Int?
  /// What holds of the network once they have parted.
  private let constraints: Constraints

  init(_ start: TrainingOptions.StackStart, _ network: inout Network) {
    constraints = network.constraints
    switch start {
    case .own: break
    case .aligned:
      network.tie(layers: 0..<network.architecture.layers)
      network.constraints = constraints
    case .branch(let epochs):
      network.tie(layers: 0..<network.architecture.layers)
      parting = epochs
    }
  }

  /// Lets the stacks part where it is time.
  ///
  /// - Returns: Whether they did, before this epoch (from 1).
  func begin(epoch: Int, _ network: inout Network) -> Bool {
    guard let parting, epoch == parting + 1 else { return false }
    network.constraints = constraints
    return true
  }

  /// Lets them part after training: that they were one was for the start only.
  func end(_ network: inout Network) { network.constraints = constraints }
}

extension Network {
  /// What trains it, from the weights that it has.
  func step(_ options: TrainingOptions) -> TrainingStep {
    let step = TrainingStep(
      architecture, layout, weights: weights, constraints: constraints,
      optimizer: options.optimizer,
      lossWeights: LossWeights(
        tasks: tasks.map(\.weight), reduction: options.reduction,
        labelledPerBatch: tasks.map { _ in 1 }),
      transitions: tasks.map(\.validTransitions),
      threads: options.threads)
    step.averaging = options.averaging
    step.weigh(by: options.weighing)
    return step
  }
}

extension TrainingOptions.Choice {
  /// The score that an epoch is chosen by; nil if there is none.
  func score(of scores: [Double?], main: Int) -> Double? {
    switch self {
    case .main: scores[main]
    case .task(let task): scores[task]
    case .mean:
      scores.contains { $0 != nil }
        ? scores.compactMap(\.self).reduce(0, +)
          / Double(scores.count { $0 != nil }) : nil
    case .last: nil
    }
  }
}

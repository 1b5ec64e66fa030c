/// The recipes that have a name: what each makes of a network where nothing else
/// was asked for, how it trains one, and how labels are chosen.
package enum Recipe: String, Sendable, CaseIterable, Codable {
  case standard
  /// What was standard before.
  case classic
  /// What the paper says.
  case paper
  /// What the code does that was released with the paper, as far as it can be
  /// had: `docs/fidelity.md` says what cannot.
  case released

  package var options: TrainingOptions {
    switch self {
    case .standard: .init()
    case .classic: .classic
    case .paper: .paper
    case .released: .released
    }
  }

  /// What it makes of a network's shape.
  package func apply(to architecture: inout Architecture) {
    switch self {
    case .standard, .classic: break
    case .paper, .released:
      architecture.layers = 3
      architecture.hidden = 100
      architecture.wiring = .split
      architecture.activation = .tanh
      architecture.regularizers[OrthogonalityPenalty.self] =
        OrthogonalityPenalty(weight: 0.1, kind: .columns)
    }
  }

  /// What α starts from.
  package var alpha: Initialization.Alpha {
    self == .released ? .balanced : .imbalanced
  }

  /// Which labels may follow which, where a task does not say; nil where that is
  /// decided by its labels.
  package var transitions: NetworkTask.Transitions? {
    self == .standard ? nil : .any
  }
}

extension TrainingOptions {
  /// The losses of each batch's labelled tokens averaged, sixteen sentences to a
  /// batch, Adam at 0.002, noise 0.2.
  fileprivate static var classic: TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 20
    options.patience = 3
    options.batch = .sentences(16)
    options.optimizer = Optimizer(.adam, rate: 2e-3)
    options.schedule = Schedule()
    options.noise = 0.2
    options.dropout = Dropout()
    options.reduction = .mean
    return options
  }

  /// One sentence an update, losses summed over tokens, SGD at 0.1 with clipping
  /// at 5, 30 epochs, noise 0.2 on the input and before the heads.
  fileprivate static var paper: TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 30
    options.patience = 3
    options.batch = .sentences(1)
    options.optimizer = Optimizer(.sgd, rate: 0.1, clip: 5)
    options.schedule = Schedule()
    options.dropout = Dropout()
    options.noise = 0.2
    options.headNoise = 0.2
    options.reduction = .sum
    return options
  }

  /// The paper's, but that the unknown word is never trained.
  fileprivate static var released: TrainingOptions {
    var options = paper
    options.unknown = 0
    return options
  }
}

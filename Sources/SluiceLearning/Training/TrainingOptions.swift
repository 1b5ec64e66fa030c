/// How a network is trained.
package struct TrainingOptions: Sendable, Equatable {
  /// Passes over the training data.
  package var epochs = 20
  /// Epochs without a better development score before training stops.
  package var patience = 3
  /// Sentences in a batch.
  package var batch = 16
  package var optimizer = Optimizer(.adam, rate: 2e-3)
  package var schedule = Schedule()
  /// Standard deviation of the normal noise on the input, and before heads.
  package var noise: Float = 0.2
  package var headNoise: Float = 0
  package var dropout: Float = 0
  package var reduction = LossWeights.Reduction.mean
  /// How often a word seen once in training is taken for the unknown word.
  package var unknown: Float = 0.5
  package var threads = 1
  /// Where batches, noise and unknown words are drawn from.
  package var seed: UInt64 = 1

  package init() {}

  /// The published recipe: one sentence an update, losses summed over tokens,
  /// SGD at 0.1 with clipping at 5, 30 epochs, noise 0.2 on the input and
  /// before the heads.
  package static var paper: TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 30
    options.patience = 3
    options.batch = 1
    options.optimizer = Optimizer(.sgd, rate: 0.1, clip: 5)
    options.noise = 0.2
    options.headNoise = 0.2
    options.reduction = .sum
    return options
  }
}

/// How a network is trained.
package struct TrainingOptions: Sendable, Equatable, Codable {
  /// Passes over the training data.
  package var epochs = 12
  /// Epochs without a better development score before training stops; nil for
  /// all epochs, since the rate falls to their end.
  package var patience: Int?
  package var batch = BatchSize.sentences(16)
  package var optimizer = Optimizer(.adam, rate: 6e-3)
  package var schedule = Schedule(.linear)
  /// Standard deviation of the normal noise on the input, and before heads.
  package var noise: Float = 0.2
  package var headNoise: Float = 0
  package var dropout = Dropout(input: 0.2, recurrent: 0.2)
  package var reduction = LossWeights.Reduction.tokens
  /// How the tasks' losses are weighed against each other.
  package var weighing = Weighing.standard
  /// How often a word seen once in training is taken for the unknown word.
  package var unknown: Float = 0.5
  /// What chooses the epoch whose weights are kept.
  package var select = Choice.main
  /// Epochs before α and β begin to learn.
  package var holdsSharing = 0
  /// Epochs in which choices are drawn before they are fixed; nil for half of all.
  package var choosing: Int?
  /// How stacks that were not trained yet start.
  package var start = StackStart.own
  /// Of how much of the mean of all weights so far each step keeps the rest
  /// apart: 0 for no mean, 0.999 for one over about a thousand steps.
  package var averaging: Float = 0
  package var threads = 1
  /// Where batches, noise and unknown words are drawn from.
  package var seed: UInt64 = 1

  /// What chooses an epoch.
  package enum Choice: Sendable, Equatable, Codable {
    /// The main task's score, the mean of all tasks' scores, or that of a task
    /// (from 0).
    case main, mean, task(Int)
    /// Nothing: the last one is kept.
    case last
  }

  /// How stacks start.
  package enum StackStart: Sendable, Equatable, Codable {
    /// Each from numbers of its own.
    case own
    /// All from the first stack's, so that unit r of one is unit r of another.
    case aligned
    /// As one stack for so many epochs, then each for itself.
    case branch(epochs: Int)
  }

  package init() {}
}

extension Perturbation {
  /// What a training does to the numbers of one batch.
  package init(_ options: TrainingOptions, seed: UInt64) {
    inputNoise = options.noise
    headNoise = options.headNoise
    dropout = options.dropout
    self.seed = seed
  }
}

import SluiceDiagnostics

/// What a training run did and left.
package struct TrainingRun: Sendable, Codable {
  /// The network with the weights of the best epoch.
  package var network: Network
  package var main: Int
  package var epochs: [Epoch] = []
  /// Which of `epochs` the weights are from, from 0.
  package var best: Int?
  package var ending = Ending.finished
  /// Epochs in which no sentence was drawn, so that nothing was learned.
  package var idleEpochs = 0
  /// Seconds of the clock.
  package var seconds = 0.0

  package enum Ending: Sendable, Equatable, Codable {
    /// All epochs were trained.
    case finished
    /// The development score stopped rising.
    case patience
    /// Somebody asked to stop.
    case stopped(StopReason)
    /// The loss of a batch, or a weight after it, was no finite number; both
    /// from 1.
    case diverged(epoch: Int, batch: Int)
  }

  /// One pass over the data.
  package struct Epoch: Sendable, Codable {
    /// Each task's loss, mean over the labelled tokens; nil for a task that
    /// nothing was learned of.
    package var losses: [Double?] { means.map(\.value) }
    /// Tokens in all, and each task's labelled tokens and sentences.
    package var tokens = 0
    package var labelled: [Int]
    package var sentences: [Int]
    /// Development scores by task, and the main task's.
    package var scores: [Double?]
    package var score: Double?
    /// Where a task gives all tokens one label, which it is.
    package var onlyLabels: [String?]
    /// Whether a task's loss counts.
    private let counts: [Bool]
    /// What each task added to the objective, λ included.
    package private(set) var objective: [Double]
    private var means: [Measure]
    /// The sum over batches of what each task's loss was multiplied by, where a
    /// weighing moves that.
    private var weightSums: [Measure]?

    /// What each task's loss was multiplied by, λ included, on average over the
    /// batches with labels of it; nil where that is λ in all of them.
    package var weights: [Double?]? { weightSums?.map(\.value) }

    package func weight(of task: Int) -> Double? { weights?[task] }

    init(_ tasks: [NetworkTask], isWeighed: Bool = false) {
      counts = tasks.map { $0.weight > 0 }
      means = tasks.map { _ in Measure(0, of: 0) }
      objective = tasks.map { _ in 0 }
      weightSums = isWeighed ? means : nil
      labelled = tasks.map { _ in 0 }
      sentences = labelled
      scores = tasks.map { _ in nil }
      onlyLabels = tasks.map { _ in nil }
    }

    mutating func add(
      _ losses: Losses, _ batch: Batch, _ lossWeights: LossWeights
    ) {
      tokens += batch.tokens
      for task in means.indices
      where counts[task] && batch.labelled[task] > 0 {
        let scale = Double(lossWeights.scale(task, of: batch))
        means[task].sum += losses.tasks[task] / scale
        means[task].count += batch.labelled[task]
        objective[task] +=
          losses.tasks[task] * losses.weights[task]
        weightSums?[task].sum += losses.weights[task]
        weightSums?[task].count += 1
        labelled[task] += batch.labelled[task]
        sentences[task] += batch.packing.lengths.indices.count { b in
          (0..<batch.packing.lengths[b]).contains {
            batch.labels[task][batch.packing.row($0, of: b)] >= 0
          }
        }
      }
    }
  }

  init(network: Network, main: Int) {
    self.network = network
    self.main = main
  }

  /// How an epoch, already among `epochs`, compares with the best so far.
  enum Standing { case better, equal, worse }

  func standing(of epoch: Epoch) -> Standing {
    guard let best, let top = epochs[best].score else { return .better }
    // Only an epoch that was stopped has no score where others have one.
    guard let score = epoch.score else { return .worse }
    return score > top ? .better : score == top ? .equal : .worse
  }

  mutating func keep(_ network: Network) {
    self.network = network
    best = epochs.count - 1
  }
}

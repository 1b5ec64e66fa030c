/// How the losses of a batch's tokens are added.
package struct LossWeights: Sendable, Equatable {
  /// λ of each task.
  package var tasks: [Float]
  package var reduction = Reduction.mean
  /// For each task its labelled tokens in a batch, on average over the
  /// training; what `tokens` divides by, and nothing else reads.
  package var labelledPerBatch: [Float] = []

  package enum Reduction: String, Sendable, CaseIterable, Codable {
    /// Every labelled token of a task weighs the same in all of training: its
    /// sum is divided by the task's mean number of them a batch.
    case tokens
    /// The mean over each batch's labelled tokens: one weighs the more, the
    /// fewer of them its batch holds.
    case mean
    /// The sum: every token weighs the same, and a task with more labels more.
    case sum
  }

  package init(
    tasks: [Float], reduction: Reduction = .mean, labelledPerBatch: [Float] = []
  ) {
    precondition(
      reduction != .tokens || labelledPerBatch.count == tasks.count)
    self.tasks = tasks
    self.reduction = reduction
    self.labelledPerBatch = labelledPerBatch
  }

  /// For each task its labelled tokens in a batch, on average.
  package static func labelledPerBatch(
    _ sentences: [NumberedSentence], tasks: Int, batches: Int
  ) -> [Float] {
    (0..<tasks).map { task in
      let labelled = sentences.reduce(0) {
        $0 + $1.labels[task].count { $0 >= 0 }
      }
      return Float(labelled) / Float(max(1, batches))
    }
  }

  /// What the sum of a task's losses over a batch is multiplied by, before λ.
  func scale(_ task: Int, of batch: Batch) -> Float {
    switch reduction {
    case .tokens: 1 / max(1, labelledPerBatch[task])
    case .mean: 1 / Float(max(1, batch.labelled[task]))
    case .sum: 1
    }
  }

  /// How large a batch is beside a mean one, as the objective has it: where
  /// tokens weigh the same, gradients of batches with more of them are longer,
  /// and the norm that they are clipped to is, too.
  func size(of batch: Batch) -> Float {
    guard reduction == .tokens else { return 1 }
    let all = tasks.reduce(0, +)
    let sum = tasks.indices.reduce(Float(0)) {
      $0 + tasks[$1] * Float(batch.labelled[$1])
        / max(1, labelledPerBatch[$1])
    }
    return all > 0 ? sum / all : 1
  }
}

/// The losses of one batch, in nats.
package struct Losses: Sendable, Equatable {
  /// For each task its loss, without λ; 0 where the batch has no label for it.
  package var tasks: [Double]
  /// What each task's loss was multiplied by.
  package var weights: [Double]
  /// What each regularizer asks, by name, without its weight.
  package var regularizers: [String: Double] = [:]
  /// What training makes small: `Σ λ·loss`, and each regularizer's term times
  /// its weight.
  package var total: Double
}

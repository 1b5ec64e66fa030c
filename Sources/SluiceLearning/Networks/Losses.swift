/// How a task's loss enters the sum.
package struct LossWeights: Sendable, Equatable {
  /// λ of each task.
  package var tasks: [Float]
  /// Whether a task's loss is the mean or the sum over its labelled tokens.
  package var reduction = Reduction.mean

  package enum Reduction: String, Sendable, CaseIterable, Codable {
    case mean, sum
  }

  package init(tasks: [Float], reduction: Reduction = .mean) {
    self.tasks = tasks
    self.reduction = reduction
  }
}

/// The losses of one batch, in nats.
package struct Losses: Sendable, Equatable {
  /// For each task its loss, without λ; 0 where the batch has no label for it.
  package var tasks: [Double]
  /// The orthogonality penalty, without its weight.
  package var penalty: Double
  /// The stacks' distance, the group lasso and what private and shared stacks
  /// have in common, each without its weight.
  package var distance = 0.0
  package var lasso = 0.0
  package var orthogonality = 0.0
  /// What training makes small: `Σ λ·loss`, and each of the other four times
  /// its weight.
  package var total: Double
}

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
  /// What each regularizer asks, by name, without its weight.
  package var regularizers: [String: Double] = [:]
  /// What training makes small: `Σ λ·loss`, and each regularizer's term times
  /// its weight.
  package var total: Double
}

import Foundation
import SluiceRandom

/// Weights under which all losses fall by about the same share (fast adaptive
/// multitask optimization), without the tasks' gradients.
///
/// With `z = softmax(w)` a step goes down `c·Σ z·log L`, that is, `L` counts
/// `c·z/L`, and `c` makes the sum of these weights as large as the number of
/// tasks. Then `w` follows, by Adam and with some decay, the gradient of `Σ z·(log
/// L before − log L after)`, the same batch's losses before and after the step
/// under the same noise, which is one more run forward. (The paper's other form
/// takes the next batch's losses; ours are of sentences of like length, whose
/// losses differ too much from batch to batch.)
///
/// - Source: Liu et al. 2023, <https://arxiv.org/abs/2306.03792>.
package struct AdaptiveWeights: WeighingRule {
  package static let name = "famo"
  package static let need = WeighingNeed.lossesAround

  package var rate = 0.025
  package var decay = 0.001
  /// By task, `w`.
  private(set) var logits: [LearnedNumber] = []

  package init() {}

  package mutating func begin(tasks: Int) {
    logits = (0..<tasks).map { _ in LearnedNumber(0) }
  }

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    let tasks = losses.indices.filter { losses[$0] != nil }
    let parts = zip(tasks, shares(tasks)).map { task, share in
      share / ((losses[task] ?? 0) + Self.tiny)
    }
    let scale = Double(tasks.count) / parts.reduce(0, +)
    var weights = losses.map { _ in 1.0 }
    for (task, part) in zip(tasks, parts) { weights[task] = part * scale }
    return weights
  }

  package mutating func learn(from step: WeighedStep) {
    let tasks = logits.indices.filter {
      step.before[$0] != nil && step.after[$0]?.isFinite == true
    }
    let falls = tasks.map { task in
      log((step.before[task] ?? 0) + Self.tiny)
        - log((step.after[task] ?? 0) + Self.tiny)
    }
    let shares = shares(tasks)
    let mean = zip(shares, falls).reduce(0) { $0 + $1.0 * $1.1 }
    for (index, task) in tasks.enumerated() {
      let slope =
        shares[index] * (falls[index] - mean) + decay * logits[task].value
      logits[task].move(against: slope, by: Optimizer(.adam), rate: rate)
    }
  }

  /// `z`, over some of the tasks.
  private func shares(_ tasks: [Int]) -> [Double] {
    tasks.map { logits[$0].value }.softmax
  }

  /// What keeps logarithms and divisors from 0, as in the paper's code.
  private static let tiny = 1e-8
}

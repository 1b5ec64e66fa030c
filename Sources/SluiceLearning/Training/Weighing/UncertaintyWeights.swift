import Foundation
import SluiceRandom

/// Each task's loss is divided by twice a variance that is learned: what is
/// noisy counts less.
///
/// For classification the objective is `Σ λ·(exp(−s)·L + s/2)` with `s = log
/// σ²`, from `s = 0`. Of a loss that stands still, `exp(−s)` goes to `1/(2L)`.
/// λ stands before both terms, since `s` would make up for one before the loss
/// alone. `s` follows its gradient as the network's weights do, by the same
/// optimizer at the same rate.
///
/// - Source: Kendall, Gal & Cipolla 2018, <https://arxiv.org/abs/1705.07115>.
package struct UncertaintyWeights: WeighingRule {
  package static let name = "uncertainty"
  package static let need = WeighingNeed.losses

  /// By task, `s`.
  private(set) var logVariances: [LearnedNumber] = []

  package init() {}

  package mutating func begin(tasks: Int) {
    logVariances = (0..<tasks).map { _ in LearnedNumber(0) }
  }

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    logVariances.map { exp(-$0.value) }
  }

  package mutating func learn(from step: WeighedStep) {
    let rate = Double(step.optimizer.rate * step.rateFactor)
    for (task, loss) in step.before.enumerated() {
      guard let loss else { continue }
      let slope = 0.5 - exp(-logVariances[task].value) * loss
      logVariances[task].move(
        against: step.preferences[task] * slope, by: step.optimizer, rate: rate)
    }
  }
}

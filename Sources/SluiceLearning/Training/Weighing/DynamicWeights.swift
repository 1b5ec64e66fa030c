import Foundation
import SluiceRandom

/// A task counts the more, the less its loss fell from one epoch to the next
/// (dynamic weight average): `M·softmax(r/T)` with `r` the loss of the last
/// epoch over that of the one before, 1 in the first two. `T` is the
/// temperature; the larger, the more alike the weights, whose sum is `M`.
///
/// - Source: Liu, Johns & Davison 2019, <https://arxiv.org/abs/1803.10704>.
package struct DynamicWeights: WeighingRule {
  package static let name = "dwa"
  package static let need = WeighingNeed.nothing

  package var temperature = 2.0
  /// Each task's losses in the last two epochs.
  private var losses: [[Double?]] = []

  package init() {}

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    let rates = losses.indices.map { task in
      rate(of: task).map { $0 / temperature } ?? 1 / temperature
    }
    return rates.softmax.map { $0 * Double(rates.count) }
  }

  /// The last loss over the one before; nil in the first two epochs.
  private func rate(of task: Int) -> Double? {
    guard losses.count == 2, let last = losses[1][task],
      let former = losses[0][task], former > 0, last.isFinite
    else { return nil }
    return last / former
  }

  package mutating func learn(fromEpoch losses: [Double?]) {
    self.losses = self.losses.suffix(1) + [losses]
  }
}

extension [Double] {
  /// `exp` of each over the sum of all.
  var softmax: [Double] {
    let top = self.max() ?? 0
    let powers = map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

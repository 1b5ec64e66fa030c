import SluiceRandom

/// Each task's loss counts as much as its λ says, in all of training.
package struct FixedWeights: WeighingRule {
  package static let name = "fixed"
  package static let need = WeighingNeed.nothing
  package static let movesWeights = false

  package init() {}

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    losses.map { _ in 1 }
  }
}

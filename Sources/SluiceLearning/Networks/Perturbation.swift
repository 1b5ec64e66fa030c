import SluiceRandom
import SluiceTensor

/// What is done to a network's numbers in training only.
package struct Perturbation: Sendable {
  /// Standard deviation of the normal noise on the input.
  package var inputNoise: Float = 0
  /// Standard deviation of the normal noise before each output head.
  package var headNoise: Float = 0
  package var dropout = Dropout()
  package var seed: UInt64 = 0
  /// What choices are drawn with; without it each takes its best.
  package var choice: ChoiceNoise?
  /// Noise to add to the input as it is, `[P, input width]`, row by row.
  package var given: [Float]?

  package init() {}
  package static let none = Perturbation()

  /// The seed of one of the places where numbers are drawn.
  func seed(_ place: String, _ index: Int = 0) -> UInt64 {
    var stream = RandomStream(seed: seed).split(place).split(UInt64(index))
    return stream.next()
  }
}

/// Which shares of a network's numbers are set to 0 in training, and what is
/// kept is raised in proportion.
///
/// All stacks, and all heads, lose the same numbers: what one of them learns
/// does not depend on what stands beside it, and stacks that are tied are one.
package struct Dropout: Sendable, Equatable, Codable {
  /// Of the input, and of what reaches each head.
  package var input: Float = 0
  /// Of the states that a layer hands to the next.
  package var layers: Float = 0
  /// Of the recurrent weights, the same ones at all steps of a batch (Merity
  /// et al. 2018, <https://arxiv.org/abs/1708.02182>).
  package var recurrent: Float = 0
  /// Whether a sentence's tokens lose the same numbers (Gal & Ghahramani 2016,
  /// <https://arxiv.org/abs/1512.05287>), not each its own.
  package var isLocked = false

  package init(
    input: Float = 0, layers: Float = 0, recurrent: Float = 0,
    isLocked: Bool = false
  ) {
    self.input = input
    self.layers = layers
    self.recurrent = recurrent
    self.isLocked = isLocked
  }
}

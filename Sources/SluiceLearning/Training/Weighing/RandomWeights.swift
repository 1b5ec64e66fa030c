import Foundation
import SluiceRandom

/// Weights that are drawn anew for each step: `M·softmax` of a normal number for
/// each task, so that they are 1 on average. What a rule that looks at losses or
/// gradients gains, it should gain over this one, too.
///
/// - Source: Lin et al. 2022, <https://arxiv.org/abs/2111.10603>, whose softmax
///   has a sum of 1: here it is `M`, as that of the other rules, so that the
///   learning rate means the same.
package struct RandomWeights: WeighingRule {
  package static let name = "random"
  package static let need = WeighingNeed.nothing

  package init() {}

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    var random = random
    let normal = losses.map { _ in Self.normal(&random) }
    return normal.softmax.map { $0 * Double(losses.count) }
  }

  /// A standard normal number (Box & Muller 1958).
  private static func normal(_ random: inout RandomStream) -> Double {
    let radius = (-2 * log(1 - Double(random.uniform()))).squareRoot()
    return radius * cos(2 * .pi * Double(random.uniform()))
  }
}

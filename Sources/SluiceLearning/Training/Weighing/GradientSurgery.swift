import SluiceRandom

/// Tasks whose gradients point against each other do not undo each other's work:
/// from each task's gradient is taken, for one other task after the other in
/// random order, what points against that task's gradient (PCGrad). The losses'
/// weights stay 1.
///
/// Two tasks' gradients are compared on the weights that both reach, that is,
/// where neither is 0; what a task alone learns by is left as it is.
///
/// - Source: Yu et al. 2020, <https://arxiv.org/abs/2001.06782>.
package struct GradientSurgery: WeighingRule {
  package static let name = "pcgrad"
  package static let need = WeighingNeed.gradients
  package static let movesWeights = false

  package init() {}

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    losses.map { _ in 1 }
  }

  package func coefficients(
    _ products: GradientProducts, _ weights: [Double], _ random: RandomStream
  ) -> [[Double]] {
    var sum = products.matrices.map { _ in weights.map { _ in 0.0 } }
    for task in weights.indices {
      var random = random.split(UInt64(task))
      let others = weights.indices.filter { $0 != task }
        .shuffled(using: &random)
      let projected = Self.projected(task, others, products)
      for (place, parts) in projected.enumerated() {
        for (other, part) in parts.enumerated() {
          sum[place][other] += weights[task] * part
        }
      }
    }
    return sum
  }

  /// A task's gradient without what points against others': how much of each
  /// task's gradient it has, weight of the network by weight.
  private static func projected(
    _ task: Int, _ others: [Int], _ products: GradientProducts
  ) -> [[Double]] {
    var parts = products.matrices.map { matrix in
      matrix.indices.map { $0 == task ? 1.0 : 0 }
    }
    for other in others {
      let places = products.reached(byBoth: task, other)
      var (product, square) = (0.0, 0.0)
      for place in places {
        let matrix = products.matrices[place]
        for (sender, part) in parts[place].enumerated() {
          product += part * matrix[sender][other]
        }
        square += matrix[other][other]
      }
      guard product < 0, square > 0 else { continue }
      for place in places { parts[place][other] -= product / square }
    }
    return parts
  }
}

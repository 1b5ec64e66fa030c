import SluiceTensor

/// Asks that the stacks' weights stay close: `(λ/2) Σ ‖W_a − W_b‖²` over pairs
/// of stacks, for every weight and bias of the recurrent layers.
///
/// - Source: Duong et al. 2015, <https://aclanthology.org/P15-2139>.
package struct StackDistance: Regularizer {
  package static let name = "distance"
  package var weight: Float = 0

  package init() {}

  package func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double {
    runner.sumOverDirections { place, own in
      var sum = 0.0
      for other in 0..<runner.architecture.stacks where other != place.stack {
        let others = runner.lstm[place.layer][other][place.direction]
        for (mine, theirs) in zip(own.slots, others.slots) {
          let half = add(
            weights[mine], weights[theirs], gradient: gradients[mine])
          // Each pair once.
          if place.stack < other { sum += half }
        }
      }
      return sum
    }
  }

  /// Adds what one stack's weight is asked by another's.
  ///
  /// - Parameters:
  ///   - own: The stack's weight.
  ///   - other: The other stack's, of the same shape.
  ///   - gradient: Of the stack's weight; added to.
  /// - Returns: `½ ‖own − other‖²`, without the weight λ.
  private func add(_ own: Block, _ other: Block, gradient: Block) -> Double {
    Kernels.add(own, scale: weight, to: gradient)
    Kernels.add(other, scale: -weight, to: gradient)
    var square = 0.0
    for i in 0..<own.count {
      let gap = Double(own.base[i] - other.base[i])
      square += gap * gap
    }
    return square / 2
  }
}

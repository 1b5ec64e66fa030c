import SluiceTensor

/// Asks that a task's own stack and the shared one find different things:
/// `w · Σₘ ‖(1/P) · Hₘᵀ Hₛ‖²_F` over the states of the last layer.
///
/// The papers have the sum over a batch's tokens in place of the mean; the mean
/// leaves the weight the same whatever the batch.
///
/// - Shapes: `Hₘ`, `Hₛ` are `[P, 2H]`.
/// - Source: Bousmalis et al. 2016, <https://arxiv.org/abs/1608.06019>; Liu et
///   al. 2017, <https://aclanthology.org/P17-1001>.
package struct StackOrthogonality: Regularizer {
  package static let name = "orthogonal"
  package var weight: Float = 0

  package init() {}

  package func isActive(in architecture: Architecture) -> Bool {
    architecture.sharedStack && weight > 0
  }

  package func loss(
    ofStates pass: ForwardPass, layer: Int, gradients: StateGradients,
    _ weights: Weights, _ runner: NetworkRunner
  ) -> Double {
    guard layer == runner.architecture.layers - 1 else { return 0 }
    let shared = runner.architecture.stacks - 1
    let width = 2 * runner.architecture.hidden
    let products = runner.workspace.block(rows: width, columns: width)
    return (0..<shared).reduce(0.0) { sum, stack in
      sum
        + add(
          pass.mixed(layer: layer, stack: stack),
          pass.mixed(layer: layer, stack: shared), products: products,
          ownGradient: gradients.states[stack],
          sharedGradient: gradients.states[shared])
    }
  }

  /// Works out the penalty of one task, and adds its gradients.
  ///
  /// - Parameters:
  ///   - own: The states of the task's own stack.
  ///   - shared: Those of the shared stack.
  ///   - products: Memory of `[2H, 2H]`.
  ///   - ownGradient: Added to, like `own`.
  ///   - sharedGradient: Added to, like `shared`.
  /// - Returns: `‖(1/P) · ownᵀ shared‖²`, without the weight.
  private func add(
    _ own: Block, _ shared: Block, products: Block, ownGradient: Block,
    sharedGradient: Block
  ) -> Double {
    let mean = 1 / Float(own.rows)
    // C = (1/P) HₘᵀHₛ, then Hₘ′ += (2w/P) Hₛ Cᵀ and Hₛ′ += (2w/P) Hₘ C.
    multiply(.transposed(own), .asIs(shared), into: products, scale: mean)
    let scale = 2 * weight * mean
    multiply(
      .asIs(shared), .transposed(products), into: ownGradient, scale: scale,
      keep: 1)
    multiply(
      .asIs(own), .asIs(products), into: sharedGradient, scale: scale, keep: 1)
    return Kernels.dot(products, products)
  }
}

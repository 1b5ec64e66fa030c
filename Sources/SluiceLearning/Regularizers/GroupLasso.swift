import SluiceTensor

/// Asks that whole subspaces go away: `λ Σ √p ‖w‖` over groups, where a group
/// is everything that produces one subspace of one direction of a layer: its
/// rows of the input and recurrent weights and of both biases, gate by gate,
/// `p` numbers in all.
///
/// Its gradient has no value where a group is 0, so it is not added to the
/// loss's: after each step of the optimizer the group is drawn towards 0 and
/// stops there (the proximal step), so that groups really reach 0.
///
/// - Source: Yuan & Lin 2006, <https://doi.org/10.1111/j.1467-9868.2005.00532.x>.
package struct GroupLasso: Regularizer {
  package static let name = "lasso"
  package var weight: Float = 0

  package init() {}

  package func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double {
    runner.sumOverDirections { _, layer in
      groups(layer, weights, runner).reduce(0.0) {
        let (norm, count) = norm($1)
        return $0 + Double(count).squareRoot() * norm
      }
    }
  }

  package func settle(_ weights: Weights, rate: Float, _ runner: NetworkRunner)
  {
    let layers = runner.lstm.flatMap { $0.joined() }
    runner.workers.runToEnd(layers.count) {
      for group in groups(layers[$0], weights, runner) {
        shrink(group, rate: rate)
      }
    }
  }

  /// The blocks of each group of one direction of a layer.
  private func groups(
    _ layer: LSTMLayer, _ weights: Weights, _ runner: NetworkRunner
  ) -> [[Block]] {
    let subspaces = runner.architecture.subspaces
    let width = layer.hidden / subspaces
    return (0..<subspaces).map { s in
      (0..<4).flatMap { gate -> [Block] in
        let first = gate * layer.hidden + s * width
        let rows = first..<first + width
        return [layer.input, layer.recurrent].map { weights[$0].rows(rows) }
          + [layer.inputBias, layer.recurrentBias].map {
            weights[$0].columns(rows)
          }
      }
    }
  }

  private func norm(_ group: [Block]) -> (norm: Double, count: Int) {
    let square = group.reduce(0.0) {
      let row = Block($1.base, rows: 1, columns: $1.rows * $1.columns)
      return $0 + Kernels.dot(row, row)
    }
    return (square.squareRoot(), group.reduce(0) { $0 + $1.rows * $1.columns })
  }

  /// The proximal step of a group.
  private func shrink(_ group: [Block], rate: Float) {
    let (norm, count) = norm(group)
    guard norm > 0 else { return }
    let pull = Double(rate * weight) * Double(count).squareRoot()
    let factor = Float(max(0, 1 - pull / norm))
    for block in group {
      let row = Block(
        block.base, rows: 1, columns: block.rows * block.columns)
      Kernels.scale(row, by: factor)
    }
  }
}

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
struct GroupLasso: Sendable {
  let weight: Float
  let subspaces: Int

  /// The blocks of one group.
  private func group(
    _ layer: LSTMLayer, _ s: Int, _ weights: Weights
  ) -> [Block] {
    let width = layer.hidden / subspaces
    return (0..<4).flatMap { gate -> [Block] in
      let first = gate * layer.hidden + s * width
      let rows = first..<first + width
      return [layer.input, layer.recurrent].map { weights[$0].rows(rows) }
        + [layer.inputBias, layer.recurrentBias].map {
          weights[$0].columns(rows)
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

  /// The penalty of one direction of a layer, without the weight λ.
  func value(
    _ layer: LSTMLayer, _ weights: Weights
  ) -> Double {
    (0..<subspaces).reduce(0) {
      let (norm, count) = norm(group(layer, $1, weights))
      return $0 + Double(count).squareRoot() * norm
    }
  }

  /// The proximal step after a step of the optimizer at `rate`.
  func shrink(
    _ layer: LSTMLayer, rate: Float, _ weights: Weights
  ) {
    for s in 0..<subspaces {
      let group = group(layer, s, weights)
      let (norm, count) = norm(group)
      guard norm > 0 else { continue }
      let pull = Double(rate * weight) * Double(count).squareRoot()
      let factor = Float(max(0, 1 - pull / norm))
      for block in group {
        let row = Block(
          block.base, rows: 1, columns: block.rows * block.columns)
        Kernels.scale(row, by: factor)
      }
    }
  }
}

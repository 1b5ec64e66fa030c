import SluiceTensor

/// Asks that the subspaces of a layer do not repeat each other.
///
/// `G[s]` stacks the rows of one weight matrix that produce subspace `s`, gate
/// by gate. As published (`columns`): `Σ_{s<s′} ‖G[s]ᵀ G[s′]‖²`. It pairs unit r
/// of one subspace with unit r of the other, so it is not invariant to the
/// order of units; `units`, `‖G[s] G[s′]ᵀ‖²`, is.
///
/// - Shapes: weights `[4H, D]`; `w = H/S` rows of each gate belong to a subspace.
/// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
struct OrthogonalityPenalty: Sendable {
  let penalty: Architecture.Penalty
  let subspaces: Int

  /// Side of the square of products that `add` needs as memory.
  func side(_ weights: Slot) -> Int {
    switch penalty.kind {
    case .columns: weights.columns
    case .units: weights.rows / subspaces
    }
  }

  /// True if there is anything to ask for.
  var isActive: Bool { penalty.weight != 0 && subspaces > 1 }

  /// Works out the penalty of one weight matrix, and its gradient.
  ///
  /// - Parameters:
  ///   - weights: `[4H, D]`.
  ///   - products: Memory of `side × side`.
  ///   - gradient: Where to add the weighted gradient, like `weights`; nil to
  ///     leave it out.
  /// - Returns: The penalty, without its weight.
  func add(_ weights: Block, products: Block, gradient: Block?) -> Double {
    var total = 0.0
    for s in 0..<subspaces {
      for other in s + 1..<subspaces {
        switch penalty.kind {
        case .columns:
          total += addColumns(weights, s, other, products, gradient)
        case .units:
          total += addUnits(weights, s, other, products, gradient)
        }
      }
    }
    return total
  }

  /// The rows of gate `g` that belong to subspace `s`.
  private func rows(_ weights: Block, _ g: Int, _ s: Int) -> Block {
    let width = weights.rows / 4 / subspaces
    let first = g * width * subspaces + s * width
    return weights.rows(first..<first + width)
  }

  private func addColumns(
    _ weights: Block, _ s: Int, _ other: Int, _ products: Block,
    _ gradient: Block?
  ) -> Double {
    // P = Σ_g G[g,s]ᵀ G[g,s′], then G′[g,s] += 2w·G[g,s′] Pᵀ and the reverse.
    for g in 0..<4 {
      multiply(
        .transposed(rows(weights, g, s)), .asIs(rows(weights, g, other)),
        into: products, keep: g == 0 ? 0 : 1)
    }
    if let gradient {
      let scale = 2 * penalty.weight
      for g in 0..<4 {
        multiply(
          .asIs(rows(weights, g, other)), .transposed(products),
          into: rows(gradient, g, s), scale: scale, keep: 1)
        multiply(
          .asIs(rows(weights, g, s)), .asIs(products),
          into: rows(gradient, g, other), scale: scale, keep: 1)
      }
    }
    return Kernels.dot(products, products)
  }

  private func addUnits(
    _ weights: Block, _ s: Int, _ other: Int, _ products: Block,
    _ gradient: Block?
  ) -> Double {
    // P[g,h] = G[g,s] G[h,s′]ᵀ, then G′[g,s] += 2w·Σ_h P[g,h] G[h,s′].
    let width = weights.rows / 4 / subspaces
    func part(_ g: Int) -> Range<Int> { g * width..<(g + 1) * width }
    for g in 0..<4 {
      for h in 0..<4 {
        multiply(
          .asIs(rows(weights, g, s)), .transposed(rows(weights, h, other)),
          into: products.rows(part(g)).columns(part(h)))
      }
    }
    if let gradient {
      let scale = 2 * penalty.weight
      for g in 0..<4 {
        for h in 0..<4 {
          let square = products.rows(part(g)).columns(part(h))
          multiply(
            .asIs(square), .asIs(rows(weights, h, other)),
            into: rows(gradient, g, s), scale: scale, keep: 1)
          multiply(
            .transposed(square), .asIs(rows(weights, g, s)),
            into: rows(gradient, h, other), scale: scale, keep: 1)
        }
      }
    }
    return Kernels.dot(products, products)
  }
}

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
package struct OrthogonalityPenalty: Regularizer {
  package static let name = "penalty"
  package var weight: Float = 0
  package var kind = Kind.columns

  /// Which products of two subspaces' rows are to vanish.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// `‖G[s]ᵀ G[s′]‖²`, as published: over inputs.
    case columns
    /// `‖G[s] G[s′]ᵀ‖²`: no unit of one repeats a unit of the other.
    case units
  }

  package init() {}

  package init(weight: Float, kind: Kind) {
    self.weight = weight
    self.kind = kind
  }

  package func isActive(in architecture: Architecture) -> Bool {
    weight != 0 && architecture.subspaces > 1
  }

  package func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double {
    let subspaces = runner.architecture.subspaces
    let sides = runner.lstm.joined().joined().map {
      max(side($0.input, subspaces), side($0.recurrent, subspaces))
    }
    let memory = (0..<2 * runner.architecture.stacks).map { _ in
      runner.workspace.block(
        rows: sides.max() ?? 0, columns: sides.max() ?? 0)
    }
    return runner.sumOverDirections { place, layer in
      [layer.input, layer.recurrent].reduce(0.0) {
        let side = side($1, subspaces)
        let products = memory[place.stack * 2 + place.direction]
        return $0
          + add(
            weights[$1],
            products: Block(products.base, rows: side, columns: side),
            gradient: gradients[$1], subspaces)
      }
    }
  }

  /// Side of the square of products that `add` needs as memory.
  private func side(_ weights: Slot, _ subspaces: Int) -> Int {
    switch kind {
    case .columns: weights.columns
    case .units: weights.rows / subspaces
    }
  }

  /// Works out the penalty of one weight matrix, and its gradient.
  ///
  /// - Parameters:
  ///   - weights: `[4H, D]`.
  ///   - products: Memory of `side × side`.
  ///   - gradient: Where to add the weighted gradient, like `weights`.
  ///   - subspaces: How many there are.
  /// - Returns: The penalty, without its weight.
  private func add(
    _ weights: Block, products: Block, gradient: Block, _ subspaces: Int
  ) -> Double {
    var total = 0.0
    for s in 0..<subspaces {
      for other in s + 1..<subspaces {
        // Two subspaces' rows, of the weights and of their gradient.
        let one = Gates(weights, s, subspaces)
        let two = Gates(weights, other, subspaces)
        let gradients = (
          Gates(gradient, s, subspaces), Gates(gradient, other, subspaces)
        )
        switch kind {
        case .columns: total += addColumns(one, two, products, gradients)
        case .units: total += addUnits(one, two, products, gradients)
        }
      }
    }
    return total
  }

  /// The rows that belong to a subspace, gate by gate.
  private struct Gates {
    let block: Block
    let width, first, step: Int

    init(_ block: Block, _ s: Int, _ subspaces: Int) {
      self.block = block
      width = block.rows / 4 / subspaces
      first = s * width
      step = width * subspaces
    }

    subscript(_ g: Int) -> Block {
      block.rows(g * step + first..<g * step + first + width)
    }
  }

  private func addColumns(
    _ one: Gates, _ two: Gates, _ products: Block, _ gradients: (Gates, Gates)
  ) -> Double {
    // P = Σ_g G[g,s]ᵀ G[g,s′], then G′[g,s] += 2w·G[g,s′] Pᵀ and the reverse.
    for g in 0..<4 {
      multiply(
        .transposed(one[g]), .asIs(two[g]), into: products,
        keep: g == 0 ? 0 : 1)
    }
    let scale = 2 * weight
    for g in 0..<4 {
      multiply(
        .asIs(two[g]), .transposed(products), into: gradients.0[g],
        scale: scale, keep: 1)
      multiply(
        .asIs(one[g]), .asIs(products), into: gradients.1[g], scale: scale,
        keep: 1)
    }
    return Kernels.dot(products, products)
  }

  private func addUnits(
    _ one: Gates, _ two: Gates, _ products: Block, _ gradients: (Gates, Gates)
  ) -> Double {
    // P[g,h] = G[g,s] G[h,s′]ᵀ, then G′[g,s] += 2w·Σ_h P[g,h] G[h,s′].
    func part(_ g: Int) -> Range<Int> { g * one.width..<(g + 1) * one.width }
    func square(_ g: Int, _ h: Int) -> Block {
      products.rows(part(g)).columns(part(h))
    }
    for g in 0..<4 {
      for h in 0..<4 {
        multiply(.asIs(one[g]), .transposed(two[h]), into: square(g, h))
      }
    }
    let scale = 2 * weight
    for g in 0..<4 {
      for h in 0..<4 {
        multiply(
          .asIs(square(g, h)), .asIs(two[h]), into: gradients.0[g],
          scale: scale, keep: 1)
        multiply(
          .transposed(square(g, h)), .asIs(one[g]), into: gradients.1[h],
          scale: scale, keep: 1)
      }
    }
    return Kernels.dot(products, products)
  }
}

// In files it has its kind beside its weight.
extension OrthogonalityPenalty {
  private enum Key: String, CodingKey { case weight, kind }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    weight = try container.decode(Float.self, forKey: .weight)
    kind = try container.decode(Kind.self, forKey: .kind)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(weight, forKey: .weight)
    try container.encode(kind, forKey: .kind)
  }
}

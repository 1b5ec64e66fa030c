import SluiceTensor

/// Lets each stream read the others: `mixed[i] = Σⱼ alpha[i, j] · streams[j]`.
///
/// A *stream* is one subspace of one stack's states; the same matrix serves
/// every time step and both directions. Row receives, column sends.
///
/// - Shapes: `alpha` is `[N, N]` (`N` streams); a stack's states are `[P, 2H]`,
///   forward units before backward ones, each cut into `S` equal parts.
/// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
struct AlphaUnit: Sendable {
  let alpha: Slot
  let shape: StreamKernels.Shape

  /// Mixes some rows.
  func forward(
    _ streams: [Block], into mixed: [Block],
    _ weights: Weights
  ) {
    StreamKernels.mix(
      streams, into: mixed, alpha: weights[alpha], shape: shape)
  }

  /// The way back for some rows: `gradient[j] = Σᵢ alpha[i, j] · mixed′[i]`, and
  /// into `part` `[N, N]` these rows' share of alpha's own gradient.
  func backward(
    _ streams: [Block], mixedGradient: [Block], into gradient: [Block],
    part: Block, _ weights: Weights
  ) {
    StreamKernels.mix(
      mixedGradient, into: gradient, alpha: weights[alpha], shape: shape,
      transposed: true)
    StreamKernels.gradient(streams, mixedGradient, into: part, shape: shape)
  }
}

extension AlphaUnit {
  /// The alphas of a network, with their shapes.
  static func parameters(_ a: Architecture) -> [Parameter] {
    guard a.hasAlpha else { return [] }
    return (0..<a.layers).map {
      Parameter(.alpha($0), [a.streams, a.streams], start: .alpha)
    }
  }
}

extension Weight {
  /// A layer's alpha, from 0.
  package static func alpha(_ layer: Int) -> Weight {
    Weight(
      Part("alpha", .layer(layer)), .alpha, name: "stitch.\(layer).alpha")
  }
}

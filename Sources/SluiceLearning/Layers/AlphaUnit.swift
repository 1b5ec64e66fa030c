import SluiceTensor

/// Lets each stream read the others: `mixed[i] = Σⱼ alpha[i, j] · streams[j]`.
///
/// A *stream* is one subspace of one stack's states; the same matrix serves
/// every time step and both directions. Row receives, column sends.
///
/// - Shapes: `alpha` is `[N, N]` (`N` streams); a stack's states are `[P, 2H]`,
///   forward units before backward ones, each cut into `S` equal parts.
/// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
struct AlphaUnit: Mixer {
  private let alpha: Slot
  private let shape: StreamKernels.Shape

  init(_ a: Architecture, _ layout: ParameterLayout, layer: Int) {
    alpha = Slot(layout, .alpha(layer))
    shape = StreamKernels.Shape(
      columns: a.stacks, subspaces: a.subspaces, width: a.streamWidth)
  }

  var partCount: Int { alpha.rows * alpha.columns }

  func forward(_ states: MixedStates, _ weights: Weights) {
    StreamKernels.mix(
      states.senders, into: states.receivers, alpha: weights[alpha],
      shape: shape)
  }

  /// `gradient[j] = Σᵢ alpha[i, j] · mixed′[i]`, and into `part` `[N, N]` these
  /// rows' share of alpha's own gradient.
  func backward(
    _ states: MixedStates, _ gradients: MixedGradients, part: Block,
    _ weights: Weights
  ) {
    StreamKernels.mix(
      gradients.receivers, into: gradients.senders, alpha: weights[alpha],
      shape: shape, transposed: true)
    StreamKernels.gradient(
      states.senders, gradients.receivers,
      into: Block(part.base, rows: alpha.rows, columns: alpha.columns),
      shape: shape)
  }

  func weightGradients(
    _ states: MixedStates, _ mixed: MixedGradients, parts: Block, piece: Int,
    _ weights: Weights, _ gradients: Gradients
  ) {
    Kernels.sumRows(
      parts,
      into: Block(gradients[alpha].base, rows: 1, columns: parts.columns))
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

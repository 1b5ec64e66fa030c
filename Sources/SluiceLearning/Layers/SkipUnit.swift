import SluiceTensor

/// Brings a task's layers together for its head:
/// `out[m] = Σₖ beta[m, k] · layer[k]`, or one of the fixed ways of joining.
///
/// Layers are the recurrent ones, then those of an encoder that were projected.
///
/// - Shapes: each layer is `[P, 2H]`; `beta` is `[M, K]`; the output is
///   `[P, 2H]`, or `[P, K·2H]` for `concat`.
/// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
struct SkipUnit: Sendable {
  let skip: Architecture.Skip
  let layers: Int
  /// The last recurrent one, from 0.
  private let last: Int
  /// Where beta lies, if there is one.
  let beta: Slot?

  init(_ architecture: Architecture, _ layout: ParameterLayout) {
    skip = architecture.skip
    layers = architecture.readLayers
    last = architecture.layers - 1
    beta = architecture.hasBeta ? Slot(layout, .beta) : nil
  }

  /// Its weights, with their shapes.
  static func parameters(_ a: Architecture) -> [Parameter] {
    a.hasBeta ? [Parameter(.beta, [a.tasks, a.readLayers], start: .beta)] : []
  }

  /// How much of each layer reaches the head of a task.
  private func shares(
    _ task: Int, _ weights: Weights
  ) -> [Float] {
    if let beta { return weights[beta].row(task) }
    return (0..<layers).map { k in
      switch skip {
      case .sum: 1
      case .mean: 1 / Float(layers)
      case .off, .beta, .concat: k == last ? 1 : 0
      }
    }
  }

  func forward(
    _ states: [Block], into out: Block, task: Int,
    _ weights: Weights
  ) {
    guard skip != .concat else {
      let width = states[0].columns
      for (k, layer) in states.enumerated() {
        out.columns(k * width..<(k + 1) * width).copy(layer)
      }
      return
    }
    var isSet = false
    for (k, share) in shares(task, weights).enumerated() where share != 0 {
      if isSet {
        Kernels.add(states[k], scale: share, to: out)
      } else {
        Kernels.scaled(states[k], by: share, into: out)
        isSet = true
      }
    }
    if !isSet { out.clear() }
  }

  /// Adds to the gradient of a layer (from 0) its share of the head's.
  func backward(
    _ outGradient: Block, task: Int, layer: Int, to stateGradient: Block,
    _ weights: Weights
  ) {
    guard skip != .concat else {
      let width = stateGradient.columns
      return Kernels.add(
        outGradient.columns(layer * width..<(layer + 1) * width),
        to: stateGradient)
    }
    let share = shares(task, weights)[layer]
    if share != 0 { Kernels.add(outGradient, scale: share, to: stateGradient) }
  }

  /// Sets the gradient of a task's beta: `Σ out′ · layer[k]`; adds to it if
  /// `keep`.
  func betaGradient(
    _ outGradient: Block, _ states: [Block], task: Int,
    gradients: Gradients, keep: Bool
  ) {
    guard let beta else { return }
    let row = gradients[beta].rows(task..<task + 1)
    for (k, layer) in states.enumerated() {
      row.base[k] =
        (keep ? row.base[k] : 0) + Float(Kernels.dot(outGradient, layer))
    }
  }
}

extension Weight {
  /// All tasks' betas.
  package static let beta = Weight(Part("beta"), .beta, name: "beta")
}

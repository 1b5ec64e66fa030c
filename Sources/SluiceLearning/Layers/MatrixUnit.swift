import SluiceTensor

/// Lets each stack read all of the others' units:
/// `mixed[m] = Σⱼ P[m, j] · states[j]`, the most general linear mixing, which
/// contains every α.
///
/// A matrix reads both directions, whatever the wiring.
///
/// - Shapes: states are `[P, 2H]`; the matrices of one receiver lie side by side,
///   `[2H, M·2H]` for `M` stacks.
/// - Source: Gao et al. 2019 (NDDR), <https://arxiv.org/abs/1801.08297>.
struct MatrixUnit: Mixer {
  /// By receiver.
  private let matrices: [Slot]
  /// `2H`
  private let width: Int

  init(_ a: Architecture, _ layout: ParameterLayout, layer: Int) {
    matrices = (0..<a.stacks).map { Slot(layout, .matrices(layer, stack: $0)) }
    width = 2 * a.hidden
  }

  var pieces: Int { matrices.count }

  /// The columns that read a sender.
  private func columns(_ sender: Int) -> Range<Int> {
    sender * width..<(sender + 1) * width
  }

  func forward(_ states: MixedStates, _ weights: Weights) {
    for (receiver, mixed) in states.receivers.enumerated() {
      for (sender, state) in states.senders.enumerated() {
        let matrix = weights[matrices[receiver]].columns(columns(sender))
        multiply(
          .asIs(state), .transposed(matrix), into: mixed,
          keep: sender == 0 ? 0 : 1)
      }
    }
  }

  /// `gradient[j] = Σₘ P[m, j]ᵀ · mixed′[m]`
  func backward(
    _ states: MixedStates, _ gradients: MixedGradients, part: Block,
    _ weights: Weights
  ) {
    for (sender, gradient) in gradients.senders.enumerated() {
      for (receiver, mixed) in gradients.receivers.enumerated() {
        let matrix = weights[matrices[receiver]].columns(columns(sender))
        multiply(
          .asIs(mixed), .asIs(matrix), into: gradient,
          keep: receiver == 0 ? 0 : 1)
      }
    }
  }

  func weightGradients(
    _ states: MixedStates, _ mixed: MixedGradients, parts: Block,
    piece receiver: Int, _ weights: Weights, _ gradients: Gradients
  ) {
    for (sender, state) in states.senders.enumerated() {
      multiply(
        .transposed(mixed.receivers[receiver]), .asIs(state),
        into: gradients[matrices[receiver]].columns(columns(sender)))
    }
  }
}

extension MatrixUnit {
  /// The matrices of a network, with their shapes; they start as an α would,
  /// between equal units.
  static func parameters(_ a: Architecture) -> [Parameter] {
    (0..<a.layers).flatMap { layer in
      (0..<a.stacks).map { stack in
        Parameter(
          .matrices(layer, stack: stack),
          [2 * a.hidden, a.stacks * 2 * a.hidden],
          start: .matrices(receiver: stack))
      }
    }
  }
}

extension Weight {
  /// What a stack receives at a layer, both from 0, by matrices.
  package static func matrices(_ layer: Int, stack: Int) -> Weight {
    Weight(
      Part("matrices", .layer(layer)), .mixing,
      name: "concat.\(layer).\(stack).weight")
  }
}

import SluiceTensor

/// Lets each receiver take from some stacks what a softmax gives them, worked out
/// anew for each token: `mixed[r] = Σₛ g[r, s] · states[s]`, with
/// `g[r] = softmax(W[r] · x + b[r])`.
///
/// Receivers are tasks, and, where tasks have stacks of their own, the experts
/// together; `x` is the network's input, or what the receiver was handed a layer
/// below. A receiver without a gate takes over its stack's states.
///
/// - Shapes: states `[P, 2H]`; `W` `[S, X]`, `b` `[S]` for `S` senders and `X`
///   numbers read; a receiver keeps its gates' values, and after the way back
///   the gradients of the softmax's input, `[P, S]`.
/// - Source: Jacobs et al. 1991, <https://doi.org/10.1162/neco.1991.3.1.79>; Ma
///   et al. 2018, <https://doi.org/10.1145/3219819.3220007>; Tang et al. 2020,
///   <https://doi.org/10.1145/3383313.3412236>.
struct GateUnit: Mixer {
  private struct Gate {
    let receiver: Int
    let senders: [Int]
    let weights, bias: Slot
  }

  private let gates: [Gate]
  /// Receivers that take over what their stack has.
  private let plain: [Int]
  /// Whether gates read what was handed on below, where there is such a layer.
  private let readsState: Bool

  init(_ a: Architecture, _ layout: ParameterLayout, layer: Int) {
    gates = Self.gates(a, layer: layer).map { receiver, number in
      Gate(
        receiver: receiver, senders: a.senders(ofReceiver: receiver),
        weights: Slot(layout, .gate(layer, number, "weight")),
        bias: Slot(layout, .gate(layer, number, "bias")))
    }
    plain = (0..<a.receivers).filter { a.senders(ofReceiver: $0).isEmpty }
    readsState = layer > 0 && a.gating?.reads == .state
  }

  /// Receivers that have a gate, and the number of the gate: one gate may serve
  /// them all. Where only heads read them, gates stand at layers that heads read.
  private static func gates(
    _ a: Architecture, layer: Int
  ) -> [(receiver: Int, number: Int)] {
    guard let gating = a.gating,
      gating.hasOwn || gating.reads == .state || a.skip != .off
        || layer == a.layers - 1
    else { return [] }
    let receivers = (0..<a.receivers).filter {
      !a.senders(ofReceiver: $0).isEmpty
    }
    return receivers.enumerated().map {
      ($1, gating.isShared ? 0 : $0)
    }
  }

  var kept: [Int] { gates.map(\.senders.count) }

  private func read(_ gate: Gate, _ states: MixedStates) -> Block {
    readsState ? states.below[gate.receiver] : states.input
  }

  func forward(_ states: MixedStates, _ weights: Weights) {
    for receiver in plain {
      states.receivers[receiver].copy(states.senders[receiver])
    }
    if gates.isEmpty {
      for mixed in states.receivers[plain.count...] { mixed.clear() }
    }
    for (gate, shares) in zip(gates, states.kept) {
      multiply(
        .asIs(read(gate, states)), .transposed(weights[gate.weights]),
        plus: weights[gate.bias], into: shares)
      Kernels.softmax(shares)
      GateKernels.mix(
        gate.senders.map { states.senders[$0] }, shares,
        into: states.receivers[gate.receiver])
    }
  }

  func backward(
    _ states: MixedStates, _ gradients: MixedGradients, part: Block,
    _ weights: Weights
  ) {
    for gradient in gradients.senders { gradient.clear() }
    for receiver in plain {
      gradients.senders[receiver].copy(gradients.receivers[receiver])
    }
    for (gate, shares) in zip(gates, states.kept) {
      GateKernels.backward(
        gate.senders.map { states.senders[$0] }, shares,
        gradients.receivers[gate.receiver],
        into: gate.senders.map { gradients.senders[$0] })
    }
  }

  func weightGradients(
    _ states: MixedStates, _ mixed: MixedGradients, parts: Block, piece: Int,
    _ weights: Weights, _ gradients: Gradients
  ) {
    var isSet: Set<Int> = []
    for (gate, asked) in zip(gates, states.kept) {
      // One gate's gradient is the sum over all that it serves.
      let isNew = isSet.insert(gate.weights.offset).inserted
      multiply(
        .transposed(asked), .asIs(read(gate, states)),
        into: gradients[gate.weights], keep: isNew ? 0 : 1)
      let bias = gradients[gate.bias]
      if isNew { bias.clear() }
      for row in 0..<asked.rows {
        for sender in 0..<asked.columns {
          bias.base[sender] += asked.base[row * asked.stride + sender]
        }
      }
    }
  }

  func readBackward(
    _ states: MixedStates, _ gradients: MixedGradients, into below: [Block],
    _ weights: Weights
  ) {
    guard readsState else { return }
    for (gate, asked) in zip(gates, states.kept) {
      multiply(
        .asIs(asked), .asIs(weights[gate.weights]),
        into: below[gate.receiver], keep: 1)
    }
  }

  func inputBackward(
    _ states: MixedStates, into input: Block, _ weights: Weights
  ) {
    guard !readsState else { return }
    for (gate, asked) in zip(gates, states.kept) {
      multiply(
        .asIs(asked), .asIs(weights[gate.weights]), into: input, keep: 1)
    }
  }
}

extension GateUnit {
  /// The gates of a network, with their shapes.
  static func parameters(_ a: Architecture) -> [Parameter] {
    guard let gating = a.gating else { return [] }
    return (0..<a.layers).flatMap { layer in
      var seen: Set<Int> = []
      return gates(a, layer: layer).flatMap { receiver, number -> [Parameter] in
        guard seen.insert(number).inserted else { return [] }
        let senders = a.senders(ofReceiver: receiver).count
        let width =
          layer > 0 && gating.reads == .state ? 2 * a.hidden : a.inputWidth
        let start = Parameter.Start.uniform(inputs: width)
        return [
          Parameter(
            .gate(layer, number, "weight"), [senders, width], start: start),
          Parameter(.gate(layer, number, "bias"), [senders], start: start),
        ]
      }
    }
  }
}

extension Weight {
  /// A layer's gate, by its number, both from 0.
  static func gate(_ layer: Int, _ gate: Int, _ kind: String) -> Weight {
    Weight(
      Part("gates", .layer(layer)), .mixing,
      name: "gate.\(layer).\(gate).\(kind)"
    )
  }
}

import SluiceTensor

/// What passes between stacks after a layer: its weights, the way forward and
/// the way back. Rows are worked on in parts, side by side.
protocol Mixer: Sendable {
  /// How many numbers a token it keeps from `forward` on, in blocks of its own.
  var kept: [Int] { get }
  /// How many numbers each part of the rows adds to the weights' gradients.
  var partCount: Int { get }
  /// Pieces in which the weights' gradients are worked out, side by side.
  var pieces: Int { get }

  /// Sets what some rows' receivers are handed.
  func forward(_ states: MixedStates, _ weights: Weights)

  /// The way back for some rows: sets the gradients of the senders, keeps what
  /// `weightGradients` and `readBackward` need, and puts these rows' numbers into
  /// `part`.
  func backward(
    _ states: MixedStates, _ gradients: MixedGradients, part: Block,
    _ weights: Weights)

  /// Sets the gradients of a piece of its weights, once all rows are done.
  ///
  /// - Parameters:
  ///   - states: Those of all rows.
  ///   - mixed: The gradients of all rows.
  ///   - parts: `[parts, partCount]`
  ///   - piece: Which piece, from 0.
  ///   - weights: Those of the network.
  ///   - gradients: Those of the network's weights.
  func weightGradients(
    _ states: MixedStates, _ mixed: MixedGradients, parts: Block, piece: Int,
    _ weights: Weights, _ gradients: Gradients)

  /// Adds to the gradients of what it read beside the senders: of the receivers
  /// of the layer below, or of the input where there is no such layer.
  func readBackward(
    _ states: MixedStates, _ gradients: MixedGradients, into below: [Block],
    _ weights: Weights)

  /// Adds to the gradient of the input, which gates above the first layer may
  /// read, too.
  func inputBackward(
    _ states: MixedStates, into input: Block, _ weights: Weights)
}

extension Mixer {
  var kept: [Int] { [] }
  var partCount: Int { 0 }
  var pieces: Int { 1 }

  func readBackward(
    _ states: MixedStates, _ gradients: MixedGradients, into below: [Block],
    _ weights: Weights
  ) {}

  func inputBackward(
    _ states: MixedStates, into input: Block, _ weights: Weights
  ) {}
}

/// What is mixed after a layer.
struct MixedStates: Sendable {
  /// By stack, `[P, 2H]`: what the layer made.
  var senders: [Block]
  /// By receiver, `[P, 2H]`: what is handed on.
  var receivers: [Block]
  /// By receiver, what was handed on a layer below; none at the first.
  var below: [Block]
  /// `[P, input width]`: what the first layers read.
  var input: Block
  /// What the mixing keeps for itself, `[P, any]` each.
  var kept: [Block]
  /// Noise on choices in training; none where each takes its best.
  var choice: ChoiceNoise?

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> MixedStates {
    MixedStates(
      senders: senders.map { $0.rows(range) },
      receivers: receivers.map { $0.rows(range) },
      below: below.map { $0.rows(range) }, input: input.rows(range),
      kept: kept.map { $0.rows(range) }, choice: choice)
  }
}

/// The gradients of what is mixed after a layer.
struct MixedGradients: Sendable {
  /// By stack, `[P, 2H]`: set.
  var senders: [Block]
  /// By receiver, `[P, 2H]`: given.
  var receivers: [Block]

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> MixedGradients {
    MixedGradients(
      senders: senders.map { $0.rows(range) },
      receivers: receivers.map { $0.rows(range) })
  }
}

extension Architecture {
  /// The weights of what passes between stacks, with their shapes.
  var mixingParameters: [Parameter] {
    guard sluice != .off, stacks > 1 || subspaces > 1 else { return [] }
    return switch mixing {
    case .alpha: AlphaUnit.parameters(self)
    case .matrices: MatrixUnit.parameters(self)
    case .gates: GateUnit.parameters(self)
    case .choices: ChoiceUnit.parameters(self)
    }
  }

  /// What passes between stacks after each layer; none where nothing does.
  func mixers(_ layout: ParameterLayout) -> [any Mixer] {
    guard !mixingParameters.isEmpty else { return [] }
    return (0..<layers).map { layer in
      switch mixing {
      case .alpha: AlphaUnit(self, layout, layer: layer)
      case .matrices: MatrixUnit(self, layout, layer: layer)
      case .gates: GateUnit(self, layout, layer: layer)
      case .choices: ChoiceUnit(self, layout, layer: layer)
      }
    }
  }
}

extension Weight {
  /// Whether it says what passes between stacks.
  package var isMixing: Bool {
    [.alpha, .mixing, .choice].contains(role)
  }
}

extension Weight.Role {
  /// Of what stands in α's place.
  package static let mixing = Self("mixing weights")
}

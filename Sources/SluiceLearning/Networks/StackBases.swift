import SluiceTensor

/// Makes the stacks' weights of a few bases: `W[m] = Σ_b s[m, b] · L[b]`, for all
/// recurrent layers of a stack together.
///
/// What is learned are the bases and the numbers `s`; the stacks' own weights
/// follow from them, in every step anew. ``BasisLasso`` draws numbers of `s` to
/// 0. A basis cannot grow without bound while they shrink: after a step its norm
/// is at most `bound` times that of a stack as it is drawn.
///
/// - Shapes: `s` is `[M, B]`; a basis has a weight for each of a stack's.
/// - Source: Kumar & Daumé III 2012, <https://arxiv.org/abs/1206.6417>; Maurer et
///   al. 2013, <https://proceedings.mlr.press/v28/maurer13.html>.
struct StackBases: Sendable {
  let shares: Slot
  /// By stack and by basis, the weights of all layers in one order.
  private let stacks, bases: [[Slot]]
  /// The largest norm of a basis.
  private let largest: Double

  init?(_ a: Architecture, _ layout: ParameterLayout) {
    guard let setting = a.bases, !layout.isOutline else { return nil }
    let places = Self.places(a)
    shares = Slot(layout, .basisShares)
    stacks = (0..<a.stacks).map { stack in
      places.flatMap { layer, direction in
        Weight.LSTM.layer(layer, stack: stack, direction).all.map {
          Slot(layout, $0)
        }
      }
    }
    bases = (0..<setting.count).map { basis in
      places.flatMap { layer, direction in
        Weight.LSTM.basis(basis, layer: layer, direction).all.map {
          Slot(layout, $0)
        }
      }
    }
    let square = places.flatMap { layer, direction in
      Weight.LSTM.basis(0, layer: layer, direction).all
    }.reduce(0.0) { sum, weight in
      guard let entry = layout[weight],
        case .uniform(let reach) = entry.parameter.start
      else { return sum }
      return sum + Double(entry.count) * Double(reach * reach) / 3
    }
    largest = Double(setting.bound) * square.squareRoot()
  }

  private static func places(_ a: Architecture) -> [(Int, Direction)] {
    (0..<a.layers).flatMap { layer in
      Direction.allCases.map { (layer, $0) }
    }
  }

  /// The weights, with their shapes. A stack starts from a basis of its own for
  /// the larger part, and as long as one that is drawn.
  static func parameters(_ a: Architecture) -> [Parameter] {
    guard let setting = a.bases else { return [] }
    return (0..<setting.count).flatMap { basis in
      places(a).flatMap { layer, direction in
        LSTMLayer.parameters(
          .basis(basis, layer: layer, direction),
          inputs: a.inputWidth(ofLayer: layer), hidden: a.hidden)
      }
    } + [
      Parameter(.basisShares, [a.stacks, setting.count], start: .basisShares)
    ]
  }

  /// What each stack takes of each basis at first.
  static func start(stacks: Int, bases: Int) -> [Float] {
    (0..<stacks).flatMap { stack in
      (0..<bases).map { basis -> Float in
        guard bases > 1 else { return 1 }
        let own = basis == stack % bases
        return (own ? 0.75 : 0.25 / Float(bases - 1)).squareRoot()
      }
    }
  }

  /// Sets the stacks' weights.
  func compose(_ weights: Weights) {
    for (stack, slots) in stacks.enumerated() {
      let row = weights[shares].row(stack)
      for (place, slot) in slots.enumerated() {
        for (basis, share) in row.enumerated() {
          let part = weights[bases[basis][place]]
          if basis == 0 {
            Kernels.scaled(part, by: share, into: weights[slot])
          } else if share != 0 {
            Kernels.add(part, scale: share, to: weights[slot])
          }
        }
      }
    }
  }

  /// Sets the gradients of bases and shares from those of the stacks' weights:
  /// `L[b]′ = Σₘ s[m, b] · W[m]′`, `s[m, b]′ = ⟨W[m]′, L[b]⟩`.
  func backward(_ weights: Weights, _ gradients: Gradients) {
    let shareGradient = gradients[shares]
    shareGradient.clear()
    for (basis, slots) in bases.enumerated() {
      for (place, slot) in slots.enumerated() {
        let gradient = gradients[slot]
        for (stack, stackSlots) in stacks.enumerated() {
          let asked = gradients[stackSlots[place]]
          let share = weights[shares].row(stack)[basis]
          if stack == 0 {
            Kernels.scaled(asked, by: share, into: gradient)
          } else {
            Kernels.add(asked, scale: share, to: gradient)
          }
          shareGradient.base[stack * shareGradient.columns + basis] += Float(
            Kernels.dot(asked, weights[slot]))
        }
      }
    }
  }

  /// Keeps the bases within their bound, and sets the stacks' weights.
  func settle(_ weights: Weights) {
    for slots in bases {
      let square = slots.reduce(0.0) {
        $0 + Kernels.dot(weights[$1], weights[$1])
      }
      let norm = square.squareRoot()
      guard norm > largest else { continue }
      for slot in slots {
        Kernels.scale(weights[slot], by: Float(largest / norm))
      }
    }
    compose(weights)
  }
}

extension Architecture {
  /// How many bases stacks are made of, and how large one may be.
  package struct Bases: Sendable, Equatable, Codable {
    package var count: Int
    /// In norms of a stack's weights as they are drawn.
    package var bound: Float = 2

    /// The most that there may be.
    package static let most = 64

    /// Whether it is what a network may have.
    var isSound: Bool {
      (1...Self.most).contains(count) && bound.isFinite && bound > 0
    }

    package init(count: Int, bound: Float = 2) {
      self.count = count
      self.bound = bound
    }
  }
}

extension Weight {
  /// What each stack takes of each basis.
  package static let basisShares = Weight(
    Part("bases"), Role("shares"), name: "basis.shares")

  /// Whether it follows from others and is not learned by itself.
  package func isComposed(in architecture: Architecture) -> Bool {
    architecture.bases != nil && part.name == "layer"
  }
}

extension Weight.LSTM {
  /// The part of a basis that a layer (both from 0) has in one direction.
  static func basis(_ basis: Int, layer: Int, _ direction: Direction) -> Self {
    Self(
      Weight.Part("bases"), name: "basis.\(basis).\(layer).\(direction.name)")
  }
}

extension Network {
  /// Makes the stacks' weights follow from the bases, where there are any.
  mutating func compose() {
    guard architecture.bases != nil, !layout.isOutline else { return }
    let bases = StackBases(architecture, layout)
    weights.asWeights { bases?.compose($0) }
  }
}

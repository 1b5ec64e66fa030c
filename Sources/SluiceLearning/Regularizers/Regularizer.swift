import SluiceTensor

/// Something that is asked of a network beside its tasks' labels: a term of the
/// loss over weights or over states, or a step after each of the optimizer's.
///
/// Its setting, its value and its gradient are one type in one file. A network
/// of any shape may have it; ``Regularizers/known`` lists those that files
/// know.
package protocol Regularizer: Sendable, Equatable, Codable {
  /// What files call it.
  static var name: String { get }
  /// How much it counts; with 0 it asks nothing.
  var weight: Float { get set }
  /// One that asks nothing.
  init()
  /// Whether the network is to make it large: an opponent's loss.
  static var isOpposed: Bool { get }

  /// What it has to learn itself, with shapes.
  func parameters(_ architecture: Architecture) -> [Parameter]

  /// Whether it asks anything of a network of this shape.
  func isActive(in architecture: Architecture) -> Bool

  /// What it asks of the states of one layer; the top one is asked first.
  ///
  /// - Parameters:
  ///   - pass: The states; those of layers above are gone.
  ///   - layer: Which layer, from 0.
  ///   - gradients: Added to.
  ///   - weights: The weights, its own among them.
  ///   - runner: The network, its workers and memory.
  /// - Returns: Its term of the loss, without the weight.
  func loss(
    ofStates pass: ForwardPass, layer: Int, gradients: StateGradients,
    _ weights: Weights, _ runner: NetworkRunner
  ) -> Double

  /// What it asks of the weights.
  ///
  /// - Parameters:
  ///   - weights: The weights.
  ///   - gradients: Their gradients, complete but for regularizers; added to.
  ///   - runner: The network, its workers and memory.
  /// - Returns: Its term of the loss, without the weight.
  func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double

  /// Changes the weights after a step of the optimizer at some rate.
  func settle(_ weights: Weights, rate: Float, _ runner: NetworkRunner)
}

/// What a regularizer of states may add to.
package struct StateGradients: Sendable {
  /// By receiver, `[P, 2H]`, the gradients of the states that heads read, without
  /// what comes from the layer above.
  package let states: [Block]
  /// Those of weights; a regularizer sets its own.
  package let weights: Gradients
}

extension Regularizer {
  package init(weight: Float) {
    self.init()
    self.weight = weight
  }

  package func isActive(in architecture: Architecture) -> Bool { weight > 0 }

  package static var isOpposed: Bool { false }

  package func parameters(_ architecture: Architecture) -> [Parameter] { [] }

  package func loss(
    ofStates pass: ForwardPass, layer: Int, gradients: StateGradients,
    _ weights: Weights, _ runner: NetworkRunner
  ) -> Double { 0 }

  package func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double { 0 }

  package func settle(_ weights: Weights, rate: Float, _ runner: NetworkRunner)
  {}

  /// Files have one number, where there is no more to say.
  package init(from decoder: any Decoder) throws {
    self.init(weight: try decoder.singleValueContainer().decode(Float.self))
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(weight)
  }

  fileprivate func equals(_ other: any Regularizer) -> Bool {
    other as? Self == self
  }
}

/// The regularizers of a network, each kind once.
package struct Regularizers: Sendable {
  /// Those that files know, in the order in which gradients are added.
  static let known: [any Regularizer.Type] = [
    StackDistance.self, GroupLasso.self, OrthogonalityPenalty.self,
    StackOrthogonality.self, Adversary.self, MeanDiscrepancy.self,
    BasisLasso.self,
  ]

  /// Those that differ from ones that ask nothing.
  private var all: [any Regularizer] = []

  /// None.
  package init() {}

  /// Those given, and no others.
  package init(_ all: [any Regularizer]) {
    self.init()
    for regularizer in all { insert(regularizer) }
  }

  /// The regularizer of a type; one that asks nothing if there is none.
  package subscript<R: Regularizer>(type: R.Type) -> R {
    get { all.lazy.compactMap { $0 as? R }.first ?? R() }
    set { insert(newValue) }
  }

  private mutating func insert<R: Regularizer>(_ regularizer: R) {
    all.removeAll { $0 is R }
    if regularizer != R() { all.append(regularizer) }
  }

  /// How much each of them counts.
  var weights: [Float] { all.map(\.weight) }

  /// Those that ask anything of a network, in order.
  func active(in architecture: Architecture) -> [any Regularizer] {
    let known = Self.known.compactMap { type in
      all.first { Swift.type(of: $0) == type }
    }
    let others = all.filter { one in
      !Self.known.contains { Swift.type(of: one) == $0 }
    }
    return (known + others).filter { $0.isActive(in: architecture) }
  }
}

extension Regularizers: Equatable {
  package static func == (one: Regularizers, other: Regularizers) -> Bool {
    one.all.count == other.all.count
      && one.all.allSatisfy { mine in other.all.contains(where: mine.equals) }
  }
}

// MARK: - In files

extension Regularizers: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: Key.self)
    for type in Self.known { try decode(type, in: container) }
  }

  private mutating func decode<R: Regularizer>(
    _ type: R.Type, in container: KeyedDecodingContainer<Key>
  ) throws {
    // Older files do not have all.
    let key = Key(stringValue: type.name)
    if let one = try container.decodeIfPresent(type, forKey: key) {
      insert(one)
    }
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for type in Self.known { try encode(type, in: &container) }
  }

  private func encode<R: Regularizer>(
    _ type: R.Type, in container: inout KeyedEncodingContainer<Key>
  ) throws {
    try container.encode(self[type], forKey: Key(stringValue: type.name))
  }
}

import SluiceDiagnostics

/// One of a network's weights: the part of the network it belongs to, what it
/// is there, and what files call it.
///
/// There is no list of all weights: a layer, a head or a regularizer names its
/// own, beside the mathematics that use them.
package struct Weight: Hashable, Sendable, Codable {
  package let part: Part
  package let role: Role
  /// What files call it; its first numbers are drawn from the random stream of
  /// this name.
  package let name: String

  package init(_ part: Part, _ role: Role, name: String) {
    self.part = part
    self.role = role
    self.name = name
  }

  /// A part of a network, as its user sees it.
  package struct Part: Hashable, Sendable, Codable {
    /// As one writes it after the network's name: `layer`, `heads`.
    package let name: String
    package let place: Place

    /// Which of the parts of one name it is.
    package enum Place: Hashable, Sendable, Codable {
      /// The only one.
      case whole
      /// A layer's, from 0.
      case layer(Int)
      /// A task's, from 0, and what one of them is called.
      case task(Int, noun: String)
    }

    package init(_ name: String, _ place: Place = .whole) {
      self.name = name
      self.place = place
    }
  }

  /// What a weight is in its part.
  package struct Role: Hashable, Sendable, Codable {
    package let name: String
    package init(_ name: String) { self.name = name }
  }
}

extension Weight.Role {
  package static let embeddings = Self("embeddings")
  package static let inputWeights = Self("input weights")
  package static let recurrentWeights = Self("recurrent weights")
  package static let inputBias = Self("input bias")
  package static let recurrentBias = Self("recurrent bias")
  package static let alpha = Self("α")
  package static let beta = Self("β")
}

extension Weight {
  /// Whether it is an α or the β: what tasks take from each other and from
  /// their layers. These few numbers are kept where others are not, in
  /// outlines, on the shelf and in the path that training took.
  package var isSharing: Bool { role == .alpha || role == .beta }
}

extension Weight: CustomStringConvertible {
  package var description: String { "\(role.name) \(name)" }
}

extension Network {
  /// What a part is called in messages: `alpha[1]`, `the head of names`.
  package func phrase(for part: Weight.Part) -> String {
    switch part.place {
    case .whole: part.name
    case .layer(let layer): "\(part.name)[\(layer + 1)]"
    case .task(let task, let noun): "the \(noun) of \(tasks[task].name)"
    }
  }

  /// What some weights are called in messages: by their parts, three at most.
  package func phrase(for weights: [Weight]) -> String {
    var phrases: [String] = []
    for phrase in weights.map({ phrase(for: $0.part) })
    where !phrases.contains(phrase) { phrases.append(phrase) }
    let rest = phrases.count - 3
    return enumeration(
      phrases.prefix(3) + (rest > 0 ? ["\(rest) more"] : []))
  }
}

/// A weight as a layer or a head declares it: with its shape and its start.
package struct Parameter: Sendable, Equatable {
  package let weight: Weight
  package let shape: [Int]
  package let start: Start

  /// What its numbers are at first.
  package enum Start: Sendable, Equatable {
    /// Drawn evenly from ± this.
    case uniform(Float)
    /// 0, and for a square matrix the identity.
    case zeros, identity
    /// As a network's α and β start.
    case alpha, beta
    /// As α starts between whole stacks, for equal units: what one stack receives.
    case matrices(receiver: Int)
    /// As stacks start from bases.
    case basisShares
  }

  package init(_ weight: Weight, _ shape: [Int], start: Start) {
    self.weight = weight
    self.shape = shape
    self.start = start
  }
}

extension Parameter.Start {
  /// ±1/√n, as PyTorch starts linear and recurrent layers.
  package static func uniform(inputs n: Int) -> Self {
    .uniform(1 / Float(n).squareRoot())
  }
}

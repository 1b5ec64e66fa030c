import Foundation

/// When the choices of a branching network are drawn, at which temperature, and
/// when they are made for good.
struct Choosing {
  /// Epochs in which choices are drawn; 0 where there are none to make.
  private let epochs: Int

  /// Where the temperature starts and ends.
  private static let temperatures = (first: 5.0, last: 0.5)

  init(_ options: TrainingOptions, _ network: Network) {
    let isOpen = network.choices.contains {
      !network.constraints.freeze($0, in: network.architecture)
    }
    epochs = isOpen ? options.choosing ?? (options.epochs + 1) / 2 : 0
  }

  /// The temperature of an epoch (from 1), which falls evenly in its logarithm;
  /// nil once choices are made.
  func temperature(epoch: Int) -> Float? {
    guard epoch <= epochs else { return nil }
    let way = epochs > 1 ? Double(epoch - 1) / Double(epochs - 1) : 1
    let (first, last) = Self.temperatures
    return Float(first * pow(last / first, way))
  }

  /// Freezes the choices of a network that has made them.
  func end(_ network: inout Network, epochs trained: Int) {
    guard epochs > 0, trained >= epochs else { return }
    network.constraints.frozen.formUnion(network.choices)
  }
}

extension Network {
  /// The scores of its choices, by layer; none where it has no choices.
  package var choices: [Weight] {
    (0..<architecture.layers).map { Weight.choices($0) }.filter {
      layout[$0] != nil
    }
  }

  /// What a task takes at a layer, both from 0: 0 for its own stack's states, 1
  /// for the shared one's, 2 for what it had a layer below.
  package func choice(task: Int, layer: Int) -> Int? {
    tensor(.choices(layer)).map { scores in
      let count = scores.shape[1]
      let row = Array(scores.values[task * count..<(task + 1) * count])
      return row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    }
  }
}

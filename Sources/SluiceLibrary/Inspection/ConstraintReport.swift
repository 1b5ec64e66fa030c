import SluiceLearning
import SluiceOutput
import SluiceTensor

/// Which α, β and layers of a network are free, tied or fixed, entry by entry.
struct ConstraintReport {
  let object: NetworkObject
  private var network: Network { object.network }
  private var a: Architecture { network.architecture }

  init(_ object: NetworkObject) { self.object = object }

  var output: Output {
    (a.streams > 1 && a.mixing == .alpha ? alphas : .nothing)
      + (a.readLayers > 1 ? betas : .nothing)
      + (a.stacks > 1 ? layers : .nothing)
      + .note(
        "· is free, a number is fixed, ° is tied to all others with the same"
          + " letter; in α the row receives and the column sends")
  }

  /// A table for each pattern, naming the layers that have it.
  private var alphas: Output {
    var patterns: [(cells: [[String]], layers: [Int])] = []
    for layer in 0..<a.layers {
      let cells = alpha(layer)
      if let same = patterns.firstIndex(where: { $0.cells == cells }) {
        patterns[same].layers.append(layer + 1)
      } else {
        patterns.append((cells, [layer + 1]))
      }
    }
    return patterns.reduce(.nothing) { output, pattern in
      let title =
        patterns.count == 1
        ? "α" : "α \(pattern.layers.map(String.init).joined(separator: ", "))"
      return output
        + .table(
          Table(
            [title] + object.streamNames,
            zip(object.streamNames, pattern.cells).map { [$0] + $1 }))
    }
  }

  private func alpha(_ layer: Int) -> [[String]] {
    let weight = Weight.alpha(layer)
    guard let tensor = network.tensor(weight) else {
      // Closed, the sluices are the identity.
      return (0..<a.streams).map { i in
        (0..<a.streams).map { $0 == i ? "1" : "0" }
      }
    }
    return cells(weight, tensor, isFrozen: a.sluice == .frozen)
  }

  private var betas: Output {
    let rows = network.tasks.indices.map { task -> [String] in
      guard let tensor = network.tensor(.beta) else {
        return (1...a.readLayers).map { fixedShare(ofLayer: $0) }
      }
      return cells(.beta, tensor, isFrozen: false)[task]
    }
    return .table(
      Table(
        ["β"] + object.readLayerNames,
        zip(network.tasks, rows).map { [$0.name] + $1 }))
  }

  /// What reaches the heads where β is not learned.
  private func fixedShare(ofLayer layer: Int) -> String {
    switch a.skip {
    case .off, .beta: layer == a.layers ? "1" : "0"
    case .sum: "1"
    case .mean: "1/\(a.readLayers)"
    case .concat: "beside"
    }
  }

  private var layers: Output {
    .table(
      Table(
        ["weights"] + object.stackNames,
        (0..<a.layers).map { layer in
          ["layer \(layer + 1)"]
            + (0..<a.stacks).map { stack in
              let weights = Direction.allCases.map {
                Weight.LSTM.layer(layer, stack: stack, $0).input
              }
              if weights.allSatisfy(network.constraints.frozen.contains) {
                return "frozen"
              }
              return network.isTied(layer: layer) ? "°a" : "·"
            }
        }))
  }

  private func cells(
    _ weight: Weight, _ tensor: Tensor, isFrozen: Bool
  ) -> [[String]] {
    let constraints = network.constraints
    let isFrozen = isFrozen || constraints.frozen.contains(weight)
    let groups = constraints.tied[weight] ?? []
    return tensor.rows.enumerated().map { i, row in
      row.enumerated().map { j, value in
        let entry = i * row.count + j
        if isFrozen || constraints.fixed[weight]?.contains(entry) == true {
          return value == value.rounded()
            ? numberText(value) : NumberText.entry(value)
        }
        if let group = groups.firstIndex(where: { $0.contains(entry) }) {
          return "°" + letter(group)
        }
        return "·"
      }
    }
  }

  /// a, b, …, z, a1, b1, …
  private func letter(_ number: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
    return letters[number % 26] + (number < 26 ? "" : "\(number / 26)")
  }
}

import SluiceTensor

/// What is added to the states that alpha has mixed, the same for every token:
/// the mean of what closed entries let through.
package struct StateOffsets: Sendable {
  /// By layer and stack, `[2H]`; nil where nothing is added.
  private var offsets: [[[Float]?]]

  /// - Parameters:
  ///   - entries: The entries that are closed.
  ///   - alpha: A layer's alpha, `[N·N]`, as it was open.
  ///   - means: By layer and stack the mean states that alpha reads, `[2H]`.
  ///   - a: The network's shape.
  init(
    _ entries: [SharingProbe.Entry], alpha: (Int) -> [Float],
    means: [[[Float]]], _ a: Architecture
  ) {
    offsets = Array(
      repeating: Array(repeating: nil, count: a.stacks), count: a.layers)
    for entry in entries {
      let values = alpha(entry.layer)
      guard !values.isEmpty else { continue }
      let share = values[entry.receiver * a.streams + entry.sender]
      let (to, from) = (
        entry.receiver / a.subspaces, entry.sender / a.subspaces
      )
      var offset =
        offsets[entry.layer][to]
        ?? [Float](repeating: 0, count: 2 * a.hidden)
      for direction in 0..<2 {
        let start = direction * a.hidden
        let (first, second) = (
          start + entry.receiver % a.subspaces * a.streamWidth,
          start + entry.sender % a.subspaces * a.streamWidth
        )
        for unit in 0..<a.streamWidth {
          offset[first + unit] +=
            share * means[entry.layer][from][second + unit]
        }
      }
      offsets[entry.layer][to] = offset
    }
  }

  func add(toLayer layer: Int, _ mixed: [Block]) {
    for (states, offset) in zip(mixed, offsets[layer]) {
      guard let offset else { continue }
      for row in 0..<states.rows {
        for unit in offset.indices {
          states.base[row * states.stride + unit] += offset[unit]
        }
      }
    }
  }
}

extension Network {
  /// A layer's alpha among some weights, `[N·N]`; empty where there is none.
  func alpha(_ weights: [Float], _ layer: Int) -> [Float] {
    layout[.alpha(layer)].map { Array(weights[$0.range]) } ?? []
  }

  /// The entries of alpha from one task's streams to another's, at one layer
  /// (from 0) or at all.
  package func entries(
    to receiver: Int, from sender: Int, layer: Int? = nil
  ) -> [SharingProbe.Entry] {
    (layer.map { [$0] } ?? Array(0..<architecture.layers)).flatMap { layer in
      streams(of: receiver).flatMap { i in
        streams(of: sender).map { (layer: layer, receiver: i, sender: $0) }
      }
    }
  }

  /// The entries of alpha from one stack to another.
  package var entriesBetweenStacks: [SharingProbe.Entry] {
    let streams = 0..<architecture.streams
    return (0..<architecture.layers).flatMap { layer in
      streams.flatMap { i in
        streams.filter {
          $0 / architecture.subspaces != i / architecture.subspaces
        }
        .map { (layer: layer, receiver: i, sender: $0) }
      }
    }
  }

  /// Closes entries of alpha for good: they are 0, and stay so in training.
  package mutating func close(_ entries: [SharingProbe.Entry]) {
    let n = architecture.streams
    for entry in entries {
      guard let alpha = layout[.alpha(entry.layer)] else { continue }
      let place = entry.receiver * n + entry.sender
      weights[alpha.offset + place] = 0
      constraints.fixed[alpha.weight, default: []].insert(place)
    }
  }
}

/// One of the architectures that a search chooses from.
package struct SluiceChoice: Hashable, Sendable {
  /// For each layer whether all stacks have it in common.
  package var tied: [Bool]
  /// For each auxiliary task the layer, from 1, that it is supervised at: at the
  /// last one it reads the layers as the main task does.
  package var levels: [Int]
  package var subspaces: Int
  /// What the heads read of all tasks that are supervised at the last layer.
  package var skip: Architecture.Skip
  /// α: off, frozen at its start or trained.
  package var alpha: Architecture.SluiceMode

  package init(
    tied: [Bool], levels: [Int], subspaces: Int, skip: Architecture.Skip,
    alpha: Architecture.SluiceMode
  ) {
    self.tied = tied
    self.levels = levels
    self.subspaces = subspaces
    self.skip = skip
    self.alpha = alpha
  }

  /// The sluice network as it comes: nothing tied, nothing low, trained α and β.
  package static func sluice(
    in space: SearchSpace
  ) -> SluiceChoice {
    let usual = Method.sluice.subspaces
    return SluiceChoice(
      tied: Array(repeating: false, count: space.layers),
      levels: Array(repeating: space.layers, count: space.auxiliaries),
      subspaces: space.subspaces.contains(usual)
        ? usual : space.subspaces.first ?? 1,
      skip: space.layers > 1 ? .beta : .off, alpha: .trained)
  }

  private var layers: Int { tied.count }

  /// Whether an auxiliary task is supervised below the last layer.
  package var isLow: Bool { levels.contains { $0 < layers } }

  /// Sets what it chooses of an architecture.
  package func apply(to architecture: inout Architecture) {
    architecture.subspaces = subspaces
    architecture.sluice = alpha
    // A task that reads one layer has a β that says so.
    architecture.skip = isLow ? .beta : skip
  }

  /// Ties and fixes what it does, in a network with its architecture.
  package func constrain(_ network: inout Network) {
    network.tie(layers: tied.indices.filter { tied[$0] })
    if isLow {
      var levels = levels
      levels.insert(layers, at: network.main)
      for (task, level) in levels.enumerated() {
        if level < layers || skip == .off {
          network.read(layer: level - 1, task: task)
        } else if skip != .beta {
          network.read(
            allLayersBy: skip == .mean ? 1 / Float(layers) : 1, task: task)
        }
      }
    }
    network.sharing = SharingPath(start: network.snapshot)
  }
}

extension Network {
  /// Makes a task (from 0) read all layers with one number, for good.
  fileprivate mutating func read(allLayersBy beta: Float, task: Int) {
    guard let entry = layout[.beta] else { return }
    let width = architecture.readLayers
    for place in task * width..<(task + 1) * width {
      weights[entry.offset + place] = beta
      constraints.fixed[entry.weight, default: []].insert(place)
    }
  }
}

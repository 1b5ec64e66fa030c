extension Network {
  /// Groups of the weights of some layers (from 0) that are the same weight of
  /// different stacks.
  private func stackGroups(layers: some Sequence<Int>) -> [[Weight]] {
    layers.flatMap { layer in
      Direction.allCases.flatMap { direction in
        let stacks = (0..<architecture.stacks).map {
          Weight.LSTM.layer(layer, stack: $0, direction).all
        }
        return stacks[0].indices.map { weight in stacks.map { $0[weight] } }
      }
    }
  }

  /// Makes some layers (from 0) of all stacks one: they take the first
  /// stack's weights and stay equal.
  package mutating func tie(layers: some Sequence<Int>) {
    let groups = stackGroups(layers: layers).filter { $0.count > 1 }
    constraints.shared.removeAll(where: groups.contains)
    constraints.shared += groups
    constraints.settle(&weights, layout)
  }

  /// Lets the stacks have weights of their own in some layers (from 0).
  ///
  /// - Returns: Whether any were tied.
  package mutating func untie(layers: some Sequence<Int>) -> Bool {
    let groups = stackGroups(layers: layers)
    let before = constraints.shared.count
    constraints.shared.removeAll(where: groups.contains)
    return constraints.shared.count < before
  }

  /// Whether a layer (from 0) of all stacks is one.
  package func isTied(layer: Int) -> Bool {
    let groups = stackGroups(layers: [layer])
    return architecture.stacks > 1
      && groups.allSatisfy(constraints.shared.contains)
  }

  /// Makes some entries of a weight one number, at first their mean.
  ///
  /// - Returns: The number.
  package mutating func tie(entries: [Int], of weight: Weight) -> Float {
    guard var tensor = tensor(weight), !entries.isEmpty else { return 0 }
    // Groups that overlap become one.
    var group = Set(entries)
    for other in constraints.tied[weight] ?? []
    where !group.isDisjoint(with: other) {
      group.formUnion(other)
    }
    constraints.tied[weight, default: []].removeAll {
      !group.isDisjoint(with: $0)
    }
    constraints.tied[weight, default: []].append(group.sorted())
    let mean =
      group.reduce(0) { $0 + tensor.values[$1] } / Float(group.count)
    for entry in group { tensor.values[entry] = mean }
    set(weight, tensor)
    return mean
  }

  /// Unties the groups that some entries of a weight are in.
  ///
  /// - Returns: Whether any were tied.
  package mutating func untie(entries: [Int], of weight: Weight) -> Bool {
    let groups = constraints.tied[weight] ?? []
    let left = groups.filter { Set(entries).isDisjoint(with: $0) }
    constraints.tied[weight] = left.isEmpty ? nil : left
    return left.count < groups.count
  }

  /// Makes a task (from 0) read one layer (from 0) only, for good.
  package mutating func read(layer: Int, task: Int) {
    guard let entry = layout[.beta] else { return }
    let width = architecture.layers
    for k in 0..<width {
      weights[entry.offset + task * width + k] = k == layer ? 1 : 0
      constraints.fixed[entry.weight, default: []].insert(task * width + k)
    }
  }
}

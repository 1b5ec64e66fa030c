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
  /// - Returns: Those that were tied.
  package mutating func untie(layers: some Sequence<Int>) -> [Int] {
    layers.filter { layer in
      let groups = stackGroups(layers: [layer])
      let before = constraints.shared.count
      constraints.shared.removeAll(where: groups.contains)
      return constraints.shared.count < before
    }
  }

  /// Whether a layer (from 0) of all stacks is one.
  package func isTied(layer: Int) -> Bool {
    let groups = stackGroups(layers: [layer])
    return architecture.stacks > 1
      && groups.allSatisfy(constraints.shared.contains)
  }

  /// Some entries of a weight with all that are tied to one of them.
  package func group(of entries: [Int], of weight: Weight) -> Set<Int> {
    (constraints.tied[weight] ?? []).reduce(into: Set(entries)) {
      if !$0.isDisjoint(with: $1) { $0.formUnion($1) }
    }
  }

  /// Makes some entries of a weight one number, at first their mean, or what
  /// one of them is fixed at.
  ///
  /// - Returns: The number.
  package mutating func tie(entries: [Int], of weight: Weight) -> Float {
    guard var tensor = tensor(weight), !entries.isEmpty else { return 0 }
    // Groups that overlap become one.
    let group = group(of: entries, of: weight)
    constraints.tied[weight, default: []].removeAll {
      !group.isDisjoint(with: $0)
    }
    constraints.tied[weight, default: []].append(group.sorted())
    let fixed = constraints.fixed[weight]?.intersection(group).min()
    let mean =
      group.sorted().reduce(0) { $0 + tensor.values[$1] } / Float(group.count)
    let value = fixed.map { tensor.values[$0] } ?? mean
    for entry in group { tensor.values[entry] = value }
    set(weight, tensor)
    return value
  }

  /// Unties the groups that some entries of a weight are in.
  ///
  /// - Returns: All entries of these groups.
  package mutating func untie(entries: [Int], of weight: Weight) -> Set<Int> {
    let groups = constraints.tied[weight] ?? []
    let left = groups.filter { Set(entries).isDisjoint(with: $0) }
    constraints.tied[weight] = left.isEmpty ? nil : left
    return Set(groups.joined()).subtracting(left.joined())
  }

  /// Makes a task (from 0) read one layer (from 0) only, for good.
  package mutating func read(layer: Int, task: Int) {
    guard let entry = layout[.beta] else { return }
    let width = architecture.readLayers
    for k in 0..<width {
      weights[entry.offset + task * width + k] = k == layer ? 1 : 0
      constraints.fixed[entry.weight, default: []].insert(task * width + k)
    }
  }
}

/// What training must leave alone or keep equal: whole weights, and single
/// entries.
package struct Constraints: Sendable, Equatable {
  /// Weights that are not trained.
  package var frozen: Set<Weight> = []
  /// Entries (counted row by row from 0) that keep their value.
  package var fixed: [Weight: Set<Int>] = [:]
  /// Groups of entries that always have one value.
  package var tied: [Weight: [[Int]]] = [:]
  /// Groups of whole weights of one shape that are always equal: one weight in
  /// several places.
  package var shared: [[Weight]] = []
  /// Weights of which only some entries are there. Where such a weight is shared,
  /// so are the entries that are there.
  package var masks: [Weight: WeightMask] = [:]

  package init() {}

  /// Drops what was said of single entries of a weight whose shape changed.
  mutating func forget(_ weight: Weight) {
    fixed[weight] = nil
    tied[weight] = nil
    masks[weight] = nil
  }

  /// Takes over what was said of an α's entries to as many streams as there are
  /// now, or drops it where that cannot be said of these.
  mutating func carry(_ weight: Weight, over cut: StreamCut?) {
    let old = StreamCut.Entries(
      fixed: fixed[weight] ?? [], tied: tied[weight] ?? [])
    forget(weight)
    guard !old.isEmpty, let new = cut?.carried(old) else { return }
    if !new.fixed.isEmpty { fixed[weight] = new.fixed }
    if !new.tied.isEmpty { tied[weight] = new.tied }
  }

  /// The entries of a weight that training leaves as they are, with all that
  /// are tied to one of them.
  ///
  /// - Parameters:
  ///   - weight: The weight.
  ///   - count: How many entries it has.
  ///   - architecture: The network's shape.
  /// - Returns: The entries, row by row from 0.
  package func held(
    of weight: Weight, count: Int, in architecture: Architecture
  ) -> Set<Int> {
    if freeze(weight, in: architecture) { return Set(0..<count) }
    let fixed = fixed[weight] ?? []
    return (tied[weight] ?? []).reduce(into: fixed) { held, group in
      if !fixed.isDisjoint(with: group) { held.formUnion(group) }
    }
  }

  /// Whether a weight is not trained at all: frozen by itself, or an alpha that
  /// is frozen with all others.
  package func freeze(_ weight: Weight, in architecture: Architecture) -> Bool {
    frozen.contains(weight) || weight.isComposed(in: architecture)
      || architecture.sluice == .frozen && weight.isMixing
  }

  /// The weights that are trained.
  func free(
    in architecture: Architecture, _ layout: ParameterLayout
  ) -> [ParameterLayout.Entry] {
    layout.entries.filter { !freeze($0.weight, in: architecture) }
  }

  /// Weights that are copies of another.
  package var copies: Set<Weight> { Set(shared.flatMap { $0.dropFirst() }) }

  /// Makes gradients respect the constraints: a fixed entry's is 0; a tied
  /// entry's is the sum over its group, and a shared weight's the sum over its
  /// places, as for one number or one weight.
  func apply(
    to gradients: Gradients, _ layout: ParameterLayout
  ) {
    for group in shared {
      share(group.compactMap { layout[$0] }, gradients)
    }
    mask(gradients, layout)
    for (weight, groups) in tied {
      guard let entry = layout[weight] else { continue }
      for group in groups {
        // One fixed entry holds all that are tied to it.
        let isHeld = group.contains { fixed[weight]?.contains($0) == true }
        let sum = group.reduce(Float(0)) {
          isHeld ? 0 : $0 + gradients.base[entry.offset + $1]
        }
        for index in group { gradients.base[entry.offset + index] = sum }
      }
    }
    for (weight, indices) in fixed {
      guard let entry = layout[weight] else { continue }
      for index in indices { gradients.base[entry.offset + index] = 0 }
    }
  }

  /// Makes weights respect what is shared: all of a group take the first's
  /// values. Groups of which less than two are left are dropped.
  mutating func settle(_ weights: inout [Float], _ layout: ParameterLayout) {
    shared = shared.compactMap { group in
      let entries = group.compactMap { layout[$0] }
      guard let first = entries.first else { return nil }
      let like = entries.filter { $0.shape == first.shape }
      for entry in like.dropFirst() {
        weights.replaceSubrange(entry.range, with: weights[first.range])
      }
      return like.count > 1 ? like.map(\.weight) : nil
    }
    if !masks.isEmpty { settleMasks(&weights, layout) }
  }
}

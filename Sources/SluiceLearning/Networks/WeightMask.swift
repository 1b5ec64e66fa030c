import SluiceTensor

/// Which entries of a weight are there at all: those that are not are 0, and stay
/// so. A bit each.
package struct WeightMask: Sendable, Equatable, Codable {
  package let count: Int
  private var words: [UInt64]

  /// All entries of so many.
  package init(all count: Int) {
    self.count = count
    words = [UInt64](repeating: .max, count: (count + 63) / 64)
  }

  package subscript(_ entry: Int) -> Bool {
    get { words[entry >> 6] >> UInt64(entry & 63) & 1 == 1 }
    set {
      let bit = UInt64(1) << UInt64(entry & 63)
      if newValue {
        words[entry >> 6] |= bit
      } else {
        words[entry >> 6] &= ~bit
      }
    }
  }

  /// Whether there is a bit for each entry.
  var isSound: Bool { count >= 0 && words.count == (count + 63) / 64 }

  /// How many entries there are.
  package var kept: Int { (0..<count).count { self[$0] } }
}

extension Constraints {
  /// Makes the gradient of one entry of weights that are shared what it is of one
  /// number: the sum over the places that have it, and 0 in all others.
  func share(
    _ entries: [ParameterLayout.Entry], _ gradients: Gradients
  ) {
    guard let first = entries.first else { return }
    let masks = entries.map { self.masks[$0.weight] }
    if masks.allSatisfy({ $0 == nil }) {
      let all = gradients[first.range]
      for entry in entries.dropFirst() {
        Kernels.add(gradients[entry.range], to: all)
      }
      for entry in entries.dropFirst() { gradients[entry.range].copy(all) }
      return
    }
    for i in 0..<first.count {
      var sum: Float = 0
      for (entry, mask) in zip(entries, masks) where mask?[i] ?? true {
        sum += gradients.base[entry.offset + i]
      }
      for (entry, mask) in zip(entries, masks) {
        gradients.base[entry.offset + i] = mask?[i] ?? true ? sum : 0
      }
    }
  }

  /// Gives weights that are shared one value where they are there, that of the
  /// first that has it, and 0 elsewhere.
  func settleMasks(_ weights: inout [Float], _ layout: ParameterLayout) {
    for group in shared {
      let entries = group.compactMap { layout[$0] }
      for i in 0..<(entries.first?.count ?? 0) {
        let first = entries.first { masks[$0.weight]?[i] ?? true }
        let value = first.map { weights[$0.offset + i] } ?? 0
        for entry in entries { weights[entry.offset + i] = value }
      }
    }
    for (weight, mask) in masks {
      guard let entry = layout[weight] else { continue }
      for i in 0..<entry.count where !mask[i] { weights[entry.offset + i] = 0 }
    }
  }

  /// Sets gradients to 0 where a weight that is not shared has no entry.
  func mask(_ gradients: Gradients, _ layout: ParameterLayout) {
    let isShared = Set(shared.joined())
    for (weight, mask) in masks where !isShared.contains(weight) {
      guard let entry = layout[weight] else { continue }
      for i in 0..<entry.count where !mask[i] {
        gradients.base[entry.offset + i] = 0
      }
    }
  }
}

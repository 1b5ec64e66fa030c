import SluiceLearning
import SluiceTensor

extension Network {
  /// Sets all alphas but for entries that are fixed; those that are tied take
  /// the mean of theirs.
  ///
  /// - Returns: How many entries stay as they were.
  mutating func setAlpha(_ start: Initialization.Alpha) -> Int {
    initial.alpha = start
    var kept = 0
    for layer in 0..<architecture.layers {
      let weight = Weight.alpha(layer)
      guard var alpha = tensor(weight) else { continue }
      let before = alpha.values
      let fixed = constraints.fixed[weight] ?? []
      alpha.values = Initialization.alpha(start, streams: architecture.streams)
      for group in constraints.tied[weight] ?? [] {
        let mean =
          group.reduce(0) { $0 + alpha.values[$1] } / Float(group.count)
        let held = group.first(where: fixed.contains).map { before[$0] }
        for entry in group { alpha.values[entry] = held ?? mean }
      }
      for entry in fixed { alpha.values[entry] = before[entry] }
      kept += fixed.count
      set(weight, alpha)
    }
    if epochs == 0 { sharing = SharingPath(start: snapshot) }
    return kept
  }
}

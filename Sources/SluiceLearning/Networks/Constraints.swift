/// What training must leave alone: whole weights by name, and single entries.
package struct Constraints: Sendable, Equatable, Codable {
  /// Names of weights that are not trained.
  package var frozen: Set<String> = []
  /// By name, entries (counted row by row from 0) that keep their value.
  package var fixed: [String: Set<Int>] = [:]
  /// By name, groups of entries that always have one value.
  package var tied: [String: [[Int]]] = [:]

  package init() {}

  /// Drops what was said of single entries of a weight whose shape changed.
  mutating func forget(_ name: String) {
    fixed[name] = nil
    tied[name] = nil
  }

  /// Makes gradients respect the constraints: a fixed entry's is 0, a tied
  /// entry's is the sum over its group, as for one shared number.
  func apply(
    to gradients: UnsafeMutablePointer<Float>, _ layout: ParameterLayout
  ) {
    for (name, groups) in tied {
      guard let entry = layout[name] else { continue }
      for group in groups {
        let sum = group.reduce(Float(0)) {
          $0 + gradients[entry.offset + $1]
        }
        for index in group { gradients[entry.offset + index] = sum }
      }
    }
    for (name, indices) in fixed {
      guard let entry = layout[name] else { continue }
      for index in indices { gradients[entry.offset + index] = 0 }
    }
  }
}

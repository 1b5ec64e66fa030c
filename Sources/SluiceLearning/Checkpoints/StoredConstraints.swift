/// A network's constraints as a file has them: weights by name, and all in
/// order, so that the same network gives the same file.
struct StoredConstraints: Codable {
  var frozen: [String]
  var fixed: [String: [Int]]
  var tied: [String: [[Int]]]
  var shared: [[String]]
  var masks: [String: WeightMask]?

  init(_ constraints: Constraints) {
    frozen = constraints.frozen.map(\.name).sorted()
    fixed = Self.byName(constraints.fixed.mapValues { $0.sorted() })
    tied = Self.byName(constraints.tied)
    shared = constraints.shared.map { $0.map(\.name) }
    // Older files do not have it.
    masks = constraints.masks.isEmpty ? nil : Self.byName(constraints.masks)
  }

  /// The constraints; nil if one is of a weight that is not among these.
  func constraints(_ weights: [String: Weight]) -> Constraints? {
    var constraints = Constraints()
    for name in frozen {
      guard let weight = weights[name] else { return nil }
      constraints.frozen.insert(weight)
    }
    for (name, entries) in fixed {
      guard let weight = weights[name] else { return nil }
      constraints.fixed[weight] = Set(entries)
    }
    for (name, groups) in tied {
      guard let weight = weights[name] else { return nil }
      constraints.tied[weight] = groups
    }
    for (name, mask) in masks ?? [:] {
      guard let weight = weights[name] else { return nil }
      constraints.masks[weight] = mask
    }
    for group in shared {
      let known = group.compactMap { weights[$0] }
      guard known.count == group.count else { return nil }
      constraints.shared.append(known)
    }
    return constraints
  }

  private static func byName<T>(_ table: [Weight: T]) -> [String: T] {
    table.reduce(into: [:]) { $0[$1.key.name] = $1.value }
  }
}

import SluiceEvaluator
import SluiceLearning
import SluiceOutput

/// Some of a network's numbers, and which of them training leaves as they are:
/// what commands that fix, free and tie report.
struct PartState {
  private let part: WeightPart
  /// For each weight its entries that are meant.
  private let entries: [(weight: Weight, entries: Set<Int>)]
  /// Of these, the ones that training leaves as they are.
  private let held: [Weight: Set<Int>]

  init(_ part: WeightPart, of network: Network) {
    self.part = part
    entries = part.weights.map { weight in
      let all = 0..<(network.layout[weight]?.count ?? 0)
      return (weight, part.entries.map(Set.init) ?? Set(all))
    }
    held = Dictionary(
      uniqueKeysWithValues: entries.map { weight, meant in
        let all = network.constraints.held(
          of: weight, count: network.layout[weight]?.count ?? 0,
          in: network.architecture)
        return (weight, all.intersection(meant))
      })
  }

  /// How many numbers are meant, and how many of them are held.
  var count: Int { entries.reduce(0) { $0 + $1.entries.count } }
  var heldCount: Int { held.values.reduce(0) { $0 + $1.count } }

  /// `4 entries` of α and β, `488 numbers` of other weights.
  func phrase(_ count: Int) -> String {
    guard part.part.tying == .entries else {
      return NumberText.count(count, of: "number")
    }
    return "\(NumberText.count(count)) \(count == 1 ? "entry" : "entries")"
  }
}

extension Network {
  /// Freezes, or frees again, a part of the network.
  mutating func constrain(_ part: WeightPart, isFrozen: Bool) {
    for weight in part.weights {
      guard let entries = part.entries else {
        if isFrozen {
          constraints.frozen.insert(weight)
        } else {
          constraints.frozen.remove(weight)
          constraints.fixed[weight] = nil
        }
        continue
      }
      var fixed = constraints.fixed[weight] ?? []
      if isFrozen {
        fixed.formUnion(entries)
      } else {
        // Of a weight that is frozen whole all others stay fixed.
        if constraints.frozen.remove(weight) != nil {
          fixed = Set(0..<(layout[weight]?.count ?? 0))
        }
        fixed.subtract(entries)
      }
      constraints.fixed[weight] = fixed.isEmpty ? nil : fixed
    }
  }
}

/// Which labels a chain may have one after the other, without those that are
/// in no well-formed sentence at all.
struct ChainMask: Sendable {
  /// `L`
  private let labels: Int
  /// `[L + 1, L + 1]`: whether the second may follow the first; the last of
  /// both is the outside of a sentence.
  private let isOpen: [Bool]
  /// After how many steps any label may stand, wherever a sentence is now; nil
  /// where that takes many, or is never so.
  let mixing: Int?

  init(_ valid: ValidTransitions) {
    let count = valid.labels
    labels = count
    let follows = (0...count).map { from in
      (0...count).map { valid.mayFollow($0, after: from) }
    }
    let reached = Self.reached(from: count) { follows[$0][$1] }
    let leaving = Self.reached(from: count) { follows[$1][$0] }
    let isUsed = (0...count).map {
      $0 == count || reached[$0] && leaving[$0]
    }
    isOpen = follows.indices.flatMap { from in
      follows.indices.map {
        follows[from][$0] && isUsed[from] && isUsed[$0]
      }
    }
    mixing = Self.mixing(
      of: (0..<count).filter { isUsed[$0] }.map { follows[$0] },
      (0..<count).filter { isUsed[$0] })
  }

  /// Whether a label may follow another; `L` is the outside.
  func isOpen(_ from: Int, _ to: Int) -> Bool {
    isOpen[from * (labels + 1) + to]
  }

  /// What can be reached from the outside by steps over labels.
  private static func reached(
    from outside: Int, _ isStep: (Int, Int) -> Bool
  ) -> [Bool] {
    var found = [Bool](repeating: false, count: outside + 1)
    var waiting = [outside]
    while let from = waiting.popLast() {
      for to in 0..<outside where !found[to] && isStep(from, to) {
        found[to] = true
        waiting.append(to)
      }
    }
    return found
  }

  /// The power of the steps between some labels that joins each with each.
  private static func mixing(of rows: [[Bool]], _ used: [Int]) -> Int? {
    var power = rows.map { row in used.map { row[$0] } }
    for steps in 1...6 {
      if power.allSatisfy({ $0.allSatisfy(\.self) }) { return steps }
      power = power.map { row in
        var next = [Bool](repeating: false, count: row.count)
        for (middle, isReached) in row.enumerated() where isReached {
          for (place, to) in used.enumerated() where rows[middle][to] {
            next[place] = true
          }
        }
        return next
      }
    }
    return nil
  }
}

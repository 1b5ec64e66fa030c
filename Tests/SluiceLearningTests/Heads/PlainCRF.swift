import Foundation

@testable import SluiceLearning

/// A conditional random field in double precision that goes through all
/// sequences of labels one by one.
struct PlainCRF {
  /// `[from][to]`
  var transition: [[Double]]
  var start, end: [Double]
  var valid: ValidTransitions?

  var labels: Int { start.count }

  /// All sequences of labels of a length.
  func sequences(_ length: Int) -> [[Int32]] {
    guard length > 0 else { return [[]] }
    return sequences(length - 1).flatMap { first in
      (0..<Int32(labels)).map { first + [$0] }
    }
  }

  func score(_ logits: [[Double]], _ sequence: [Int32]) -> Double {
    let labels = sequence.map(Int.init)
    var sum = start[labels[0]] + end[labels[labels.count - 1]]
    for (t, label) in labels.enumerated() {
      sum += logits[t][label]
      if t > 0 { sum += transition[labels[t - 1]][label] }
    }
    return sum
  }

  /// Those that a sentence may have: well-formed ones, if its known labels can
  /// be, and all else.
  func possible(_ known: [Int32]) -> [[Int32]] {
    let all = sequences(known.count)
    let open = all.filter { valid?.allow($0) ?? true }
    return open.contains { fits($0, known) } ? open : all
  }

  func fits(_ sequence: [Int32], _ known: [Int32]) -> Bool {
    zip(sequence, known).allSatisfy { $1 < 0 || $0 == $1 }
  }

  /// `log Σ exp(score)`
  func logSum(_ logits: [[Double]], _ sequences: [[Int32]]) -> Double {
    let scores = sequences.map { score(logits, $0) }
    let top = scores.max() ?? 0
    return top + log(scores.reduce(0) { $0 + exp($1 - top) })
  }

  func loss(_ logits: [[Double]], _ known: [Int32]) -> Double {
    guard known.contains(where: { $0 >= 0 }) else { return 0 }
    let all = possible(known)
    return logSum(logits, all)
      - logSum(logits, all.filter { fits($0, known) })
  }

  func best(_ logits: [[Double]]) -> [Int32] {
    possible(logits.map { _ in -1 }).max {
      score(logits, $0) < score(logits, $1)
    } ?? []
  }

  /// How likely a label is at a token.
  func probability(_ logits: [[Double]], of label: Int32, at t: Int) -> Double {
    let all = possible(logits.map { _ in -1 })
    return exp(
      logSum(logits, all.filter { $0[t] == label }) - logSum(logits, all))
  }
}

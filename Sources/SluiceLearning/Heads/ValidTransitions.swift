import SluiceTensor

/// Which labels may follow which, so that all spans are well-formed in a scheme,
/// and the best sequence of such labels.
struct ValidTransitions: Sendable {
  /// `L`
  private let labels: Int
  /// `[L + 1, L + 1]`: whether the second may follow the first; the last of
  /// both is the outside of a sentence.
  private let isValid: [Bool]

  /// Nil where any label may follow any.
  ///
  /// - Parameters:
  ///   - labels: A task's labels.
  ///   - scheme: How they mark spans.
  init?(labels: [String], scheme: TagScheme) {
    let tags = labels.map { scheme.tag($0) } + [nil]
    isValid = tags.flatMap { previous in
      tags.map { !scheme.breaks($0, after: previous) }
    }
    self.labels = labels.count
    if isValid.allSatisfy(\.self) { return nil }
  }

  private func mayFollow(_ next: Int, after previous: Int) -> Bool {
    isValid[previous * (labels + 1) + next]
  }

  /// Whether a sentence's labels are well-formed.
  func allow(_ sequence: [Int32]) -> Bool {
    var previous = labels
    for label in sequence {
      guard mayFollow(Int(label), after: previous) else { return false }
      previous = Int(label)
    }
    return mayFollow(labels, after: previous)
  }

  /// The well-formed sequence with the largest sum of scores: Viterbi's search.
  /// A softmax takes the same from all of a token's scores, so that scores and
  /// logarithms of probabilities give the same sequence.
  ///
  /// - Parameter scores: A row of `L` scores for each token.
  /// - Returns: A label for each token; nil if there is no such sequence.
  /// - Complexity: `T·L²`
  func best(_ scores: [[Float]]) -> [Int32]? {
    var sums = [Float](repeating: -.infinity, count: labels + 1)
    sums[labels] = 0
    var steps: [[Int]] = []
    for row in scores + [[Float](repeating: 0, count: labels)] {
      let isEnd = steps.count == scores.count
      var next = [Float](repeating: -.infinity, count: labels + 1)
      var from = [Int](repeating: labels, count: labels + 1)
      for label in isEnd ? labels..<labels + 1 : 0..<labels {
        for previous in 0...labels
        where sums[previous] > next[label]
          && mayFollow(label, after: previous)
        {
          next[label] = sums[previous]
          from[label] = previous
        }
        if !isEnd { next[label] += row[label] }
      }
      sums = next
      steps.append(from)
    }
    guard sums[labels] > -.infinity else { return nil }
    var label = labels
    let backwards = steps.reversed().map { from in
      label = from[label]
      return Int32(label)
    }
    return backwards.dropLast().reversed()
  }
}

extension ForwardPass {
  /// The labels that a task gives to each token, those of a sentence as a whole
  /// where they are to be well-formed.
  func predictions(
    _ task: Int, _ packing: Packing, _ valid: ValidTransitions?
  ) -> [Int32] {
    var labels = predictions(task)
    guard let valid else { return labels }
    for (b, length) in packing.lengths.enumerated() {
      let rows = (0..<length).map { packing.row($0, of: b) }
      guard !valid.allow(rows.map { labels[$0] }),
        let best = valid.best(rows.map { logits(task).row($0) })
      else { continue }
      for (row, label) in zip(rows, best) { labels[row] = label }
    }
    return labels
  }
}

/// Which labels may follow which, so that all spans are well-formed in a scheme,
/// and the best sequence of such labels.
package struct ValidTransitions: Sendable, Equatable {
  /// `L`
  let labels: Int
  /// `[L + 1, L + 1]`: whether the second may follow the first; the last of
  /// both is the outside of a sentence.
  private let isValid: [Bool]

  /// Nil where any label may follow any.
  ///
  /// - Parameters:
  ///   - labels: A task's labels.
  ///   - scheme: How they mark spans.
  package init?(labels: [String], scheme: TagScheme) {
    let tags = labels.map { scheme.tag($0) } + [nil]
    isValid = tags.flatMap { previous in
      tags.map { !scheme.breaks($0, after: previous) }
    }
    self.labels = labels.count
    if isValid.allSatisfy(\.self) { return nil }
  }

  /// Whether a label may follow another; `L` is the outside of a sentence.
  func mayFollow(_ next: Int, after previous: Int) -> Bool {
    isValid[previous * (labels + 1) + next]
  }

  /// Whether a sentence's labels are well-formed, or can be where some are not
  /// known (−1).
  package func allow(_ sequence: some Collection<Int32>) -> Bool {
    var previous = [labels]
    for label in sequence {
      let next = label < 0 ? Array(0..<labels) : [Int(label)]
      previous = next.filter { next in
        previous.contains { mayFollow(next, after: $0) }
      }
      if previous.isEmpty { return false }
    }
    return previous.contains { mayFollow(labels, after: $0) }
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

extension NetworkTask {
  /// Which of its labels may follow which; nil where any may.
  package var validTransitions: ValidTransitions? {
    transitions == .valid
      ? ValidTransitions(labels: labels, scheme: scheme) : nil
  }
}

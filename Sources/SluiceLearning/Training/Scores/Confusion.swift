/// How often each label is taken for each other.
package struct Confusion: Sendable, Equatable {
  /// Labels that occur on either side, most frequent gold label first.
  package private(set) var labels: [String] = []
  /// `counts[i][j]`: tokens of gold label `i` that were predicted as `j`.
  package private(set) var counts: [[Int]] = []

  /// - Parameters:
  ///   - gold: Right labels, token by token.
  ///   - predicted: Predicted labels of the same tokens.
  package init(gold: [String], predicted: [String]) {
    var frequency: [String: Int] = [:]
    for label in predicted { frequency[label, default: 0] += 0 }
    for label in gold { frequency[label, default: 0] += 1 }
    labels = frequency.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
    let number = labels.enumerated().reduce(into: [String: Int]()) {
      $0[$1.element] = $1.offset
    }
    counts = labels.map { _ in [Int](repeating: 0, count: labels.count) }
    for (right, guess) in zip(gold, predicted) {
      if let i = number[right], let j = number[guess] { counts[i][j] += 1 }
    }
  }

  /// The pairs most often confused, most frequent first.
  package func worst(
    _ count: Int
  ) -> [(gold: String, predicted: String, tokens: Int)] {
    let pairs = labels.indices.flatMap { i in
      labels.indices.filter { $0 != i && counts[i][$0] > 0 }.map { (i, $0) }
    }
    return pairs.sorted {
      (counts[$1.0][$1.1], $0.0, $0.1) < (counts[$0.0][$0.1], $1.0, $1.1)
    }.prefix(count).map { (labels[$0], labels[$1], counts[$0][$1]) }
  }
}

/// How often each label is taken for each other. Only pairs that occur are
/// kept: of 30,000 labels there are 900 million.
package struct Confusion: Sendable, Equatable {
  /// Labels that occur on either side, most frequent gold label first.
  package private(set) var labels: [String] = []
  /// Tokens of a gold label that were predicted as another, both by their
  /// places among `labels`.
  private var counts: [Pair: Int] = [:]

  private struct Pair: Hashable {
    let gold, predicted: Int
  }

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
    for (right, guess) in zip(gold, predicted) where right != guess {
      if let i = number[right], let j = number[guess] {
        counts[Pair(gold: i, predicted: j), default: 0] += 1
      }
    }
  }

  /// The pairs most often confused, most frequent first.
  package func worst(
    _ count: Int
  ) -> [(gold: String, predicted: String, tokens: Int)] {
    counts.sorted {
      ($1.value, $0.key.gold, $0.key.predicted)
        < ($0.value, $1.key.gold, $1.key.predicted)
    }.prefix(count).map {
      (labels[$0.key.gold], labels[$0.key.predicted], $0.value)
    }
  }
}

import Foundation
import SluiceDiagnostics
import SluiceRandom

/// What the labels of two layers say of each other, over the tokens that have
/// both, in bits.
package struct MutualInformation: Sendable, Equatable {
  /// Tokens with both labels.
  package let tokens: Int
  /// What counting gives. It is too high, the more so the more pairs of labels
  /// there are for each token: of layers that have nothing to do with each other
  /// it is not 0.
  package let counted: Double
  /// That without its bias, by the number of labels and pairs that occur, and
  /// within what is possible: 0 and the smaller of the two entropies.
  ///
  /// - Source: Miller 1955; the same correction of each of three entropies.
  package let value: Double
  /// What counting gives, on average, once one layer's labels are in random
  /// places: the bias as it is.
  package let shuffled: Double

  private static let rounds = 20

  /// Nil where no token has both labels.
  ///
  /// - Parameters:
  ///   - pairs: The labels of each token that has both, by number.
  ///   - stream: Where random places are drawn from.
  /// - Throws: That the work is to stop.
  package init?(
    _ pairs: [(one: Int, other: Int)], _ stream: RandomStream
  ) throws(Diagnostic) {
    guard !pairs.isEmpty else { return nil }
    tokens = pairs.count
    let ones = Self.counts(pairs.map(\.one))
    let others = Self.counts(pairs.map(\.other))
    let width = (pairs.map(\.other).max() ?? 0) + 1
    func joint(_ pairs: some Sequence<(Int, Int)>) -> [Int] {
      Self.counts(pairs.map { $0 * width + $1 })
    }
    let both = joint(pairs.map { ($0.one, $0.other) })
    let entropies = (one: Self.entropy(ones), other: Self.entropy(others))
    let sum = entropies.one + entropies.other
    counted = max(0, sum - Self.entropy(both))
    let excess = both.count - ones.count - others.count + 1
    let bias = Double(excess) / (2 * Double(tokens)) / log(2)
    value = min(max(0, counted - bias), entropies.one, entropies.other)
    var stream = stream
    var places = pairs.map(\.other)
    var found = 0.0
    for _ in 0..<Self.rounds {
      try Interrupt.check()
      places.shuffle(using: &stream)
      let random = joint(zip(pairs.map(\.one), places))
      found += max(0, sum - Self.entropy(random))
    }
    shuffled = found / Double(Self.rounds)
  }

  /// How often each label occurs, of those that do.
  private static func counts(_ labels: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: (labels.max() ?? 0) + 1)
    for label in labels { counts[label] += 1 }
    return counts.filter { $0 > 0 }
  }

  private static func entropy(_ counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    return counts.reduce(0) {
      $0 - Double($1) / total * log2(Double($1) / total)
    }
  }
}

extension Selection {
  /// What two layers say of each other here; nil where no token has both.
  package func mutualInformation(
    ofLayers one: String, _ other: String, _ stream: RandomStream
  ) throws(Diagnostic) -> MutualInformation? {
    guard let first = corpus.layers.first(where: { $0.name == one }),
      let second = corpus.layers.first(where: { $0.name == other })
    else { return nil }
    let pairs = sentences.flatMap { sentence in
      corpus.tokens(ofSentence: sentence).compactMap { token in
        first.labels[token] >= 0 && second.labels[token] >= 0
          ? (one: Int(first.labels[token]), other: Int(second.labels[token]))
          : nil
      }
    }
    return try MutualInformation(pairs, stream)
  }
}

/// Precision, recall and F1 of spans.
package struct SpanScore: Sendable, Equatable {
  /// Spans that are right, predicted, and in the gold standard.
  package struct Counts: Sendable, Equatable {
    package var right = 0
    package var predicted = 0
    package var gold = 0

    /// Share of predicted spans that are right.
    package var precision: Measure { Measure(right, of: predicted) }
    /// Share of gold spans that are found.
    package var recall: Measure { Measure(right, of: gold) }
    /// The harmonic mean of the two.
    package var f1: Measure { Measure(2 * right, of: predicted + gold) }
  }

  package private(set) var all = Counts()
  package private(set) var byType: [String: Counts] = [:]

  /// - Parameters:
  ///   - gold: Each sentence's right spans.
  ///   - predicted: The same sentences' predicted spans.
  package init(gold: [[Span]], predicted: [[Span]]) {
    for (right, guess) in zip(gold, predicted) {
      let right = Set(right)
      let guess = Set(guess)
      count(right) { $0.gold += 1 }
      count(guess) { $0.predicted += 1 }
      count(right.intersection(guess)) { $0.right += 1 }
    }
  }

  /// The means of the types' scores, as if each type were as frequent as the
  /// others; nothing where there is no type.
  package func macro(_ score: (Counts) -> Measure) -> Measure {
    Measure(meanOf: byType.values.map { Measure(score($0).value ?? 0, of: 1) })
  }

  package var precision: Measure { all.precision }
  package var recall: Measure { all.recall }
  package var f1: Measure { all.f1 }

  private mutating func count(
    _ spans: Set<Span>, _ add: (inout Counts) -> Void
  ) {
    for span in spans {
      add(&all)
      add(&byType[span.type, default: Counts()])
    }
  }
}

/// Precision, recall and F1 of spans.
package struct SpanScore: Sendable, Equatable {
  package typealias Convention = Span.Convention

  /// Spans that are right, predicted, and in the gold standard.
  package struct Counts: Sendable, Equatable {
    package var right = 0
    package var predicted = 0
    package var gold = 0

    /// Share of predicted spans that are right, 0…1.
    package var precision: Double { ratio(right, predicted) }
    /// Share of gold spans that are found, 0…1.
    package var recall: Double { ratio(right, gold) }
    /// The harmonic mean of the two, 0…1.
    package var f1: Double { ratio(2 * right, predicted + gold) }

    private func ratio(_ part: Int, _ whole: Int) -> Double {
      whole > 0 ? Double(part) / Double(whole) : 0
    }
  }

  package private(set) var all = Counts()
  package private(set) var byType: [String: Counts] = [:]

  /// - Parameters:
  ///   - gold: Each sentence's right tags.
  ///   - predicted: The same sentences' predicted tags.
  ///   - convention: How broken sequences are read.
  package init(
    gold: [[String]], predicted: [[String]], convention: Convention
  ) {
    for (right, guess) in zip(gold, predicted) {
      let right = Set(Span.all(in: right, convention))
      let guess = Set(Span.all(in: guess, convention))
      count(right) { $0.gold += 1 }
      count(guess) { $0.predicted += 1 }
      count(right.intersection(guess)) { $0.right += 1 }
    }
  }

  package var precision: Double { all.precision }
  package var recall: Double { all.recall }
  package var f1: Double { all.f1 }

  private mutating func count(
    _ spans: Set<Span>, _ add: (inout Counts) -> Void
  ) {
    for span in spans {
      add(&all)
      add(&byType[span.type, default: Counts()])
    }
  }
}

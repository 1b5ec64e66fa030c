import SluiceDiagnostics
import SluiceTensor

/// What a network says of a task's labels, beside what is right.
package struct Evaluation: Sendable {
  package var task: NetworkTask
  /// How the right labels mark spans.
  package var scheme: TagScheme
  /// Sentences with labels: each token's right and predicted label, `nil`
  /// where there is no right one.
  package var sentences: [Sentence]

  package struct Sentence: Sendable {
    /// Its number in the corpus.
    package var number: Int
    package var domain: String
    package var gold: [String?]
    package var predicted: [String]

    /// Right and predicted labels of the tokens that have a right one.
    package var pairs: [(gold: String, predicted: String)] {
      zip(gold, predicted).compactMap { gold, predicted in
        gold.map { ($0, predicted) }
      }
    }
  }

  /// - Parameters:
  ///   - task: The task, whose scheme its predicted labels are in.
  ///   - scheme: How the right labels mark spans; where they do not, as the
  ///     task's do.
  ///   - sentences: What is right and what was predicted.
  package init(
    task: NetworkTask, scheme: TagScheme, sentences: [Sentence]
  ) {
    self.task = task
    self.scheme = scheme.hasSpans ? scheme : task.scheme
    self.sentences = sentences
  }

  /// Labelled tokens.
  package var tokens: Int {
    sentences.reduce(0) { $0 + $1.gold.count { $0 != nil } }
  }

  /// Share of labelled tokens that are right.
  package var accuracy: Measure {
    let right = sentences.reduce(0) { total, sentence in
      total + sentence.pairs.count { $0.gold == $0.predicted }
    }
    return Measure(right, of: tokens)
  }

  /// Whether there are spans to be scored.
  package var hasSpans: Bool { task.scheme.hasSpans || scheme.hasSpans }

  /// Whether it is known which spans are well-formed.
  package var isStrict: Bool { task.scheme.isStrict && scheme.isStrict }

  /// Span scores by one convention. A token without a right label counts as
  /// outside on both sides.
  package func spans(_ convention: Span.Convention) -> SpanScore {
    let predicted = sentences.map { sentence in
      (task.scheme.hasSpans ? task.scheme : scheme).spans(
        in: zip(sentence.gold, sentence.predicted).map { gold, predicted in
          gold == nil ? nil : predicted
        }, convention)
    }
    return SpanScore(
      gold: sentences.map { scheme.spans(in: $0.gold, convention) },
      predicted: predicted)
  }

  /// The score by the task's own metric.
  package var score: Measure {
    switch task.metric {
    case .accuracy: accuracy
    case .spanF1: spans(.conlleval).f1
    case .strictF1: spans(.strict).f1
    }
  }

  /// The same, where there is anything to be found: what a network invents in
  /// sentences without spans chooses no epoch.
  package var choice: Double? {
    let isEmpty =
      task.metric != .accuracy && spans(.conlleval).all.gold == 0
    return isEmpty ? nil : score.value
  }

  /// The one label that all tokens are given, though more than one is right.
  package var onlyLabel: String? {
    guard let first = sentences.lazy.flatMap(\.pairs).first else { return nil }
    var hasOthers = false
    for pair in sentences.lazy.flatMap(\.pairs) {
      guard pair.predicted == first.predicted else { return nil }
      if pair.gold != first.gold { hasOthers = true }
    }
    return hasOthers ? first.predicted : nil
  }

  /// For each sentence its right and its labelled tokens.
  package var tokenCounts: [Randomization.Counts] {
    sentences.map { sentence in
      let pairs = sentence.pairs
      return [
        Double(pairs.count { $0.gold == $0.predicted }), Double(pairs.count),
      ]
    }
  }

  /// For each sentence its right, predicted and gold spans, by the task's
  /// convention.
  package var spanCounts: [Randomization.Counts] {
    sentences.map {
      let score = Evaluation(task: task, scheme: scheme, sentences: [$0])
        .spans(task.metric == .strictF1 ? .strict : .conlleval).all
      return [Double(score.right), Double(score.predicted), Double(score.gold)]
    }
  }

  /// What each sentence adds to the score by the task's own metric.
  package var counts: [Randomization.Counts] {
    task.metric == .accuracy ? tokenCounts : spanCounts
  }

  /// The same by domain, in the corpus' order.
  package var byDomain: [(domain: String, evaluation: Evaluation)] {
    var order: [String] = []
    var groups: [String: [Sentence]] = [:]
    for sentence in sentences {
      if groups[sentence.domain] == nil { order.append(sentence.domain) }
      groups[sentence.domain, default: []].append(sentence)
    }
    return order.map {
      (
        $0,
        Evaluation(task: task, scheme: scheme, sentences: groups[$0] ?? [])
      )
    }
  }
}

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

extension Network {
  /// The labels that tasks give to some sentences.
  ///
  /// - Parameters:
  ///   - selections: For each task its sentences; nil for none.
  ///   - threads: How many to use.
  /// - Returns: For each task the labels beside the right ones; sentences
  ///   without any right label for it are left out.
  /// - Throws: That the work is to stop.
  package func evaluations(
    on selections: [Selection?], threads: Int
  ) throws(Diagnostic) -> [Evaluation?] {
    var result = [Evaluation?](repeating: nil, count: selections.count)
    for (first, selection) in selections.enumerated() {
      guard let selection, result[first] == nil else { continue }
      // Tasks of the same sentences are asked together.
      let members = selections.indices.filter { selections[$0] == selection }
      let found = try evaluations(of: members, on: selection, threads: threads)
      for (task, evaluation) in zip(members, found) {
        result[task] = evaluation
      }
    }
    return result
  }

  private func evaluations(
    of members: [Int], on selection: Selection, threads: Int
  ) throws(Diagnostic) -> [Evaluation] {
    let corpus = selection.corpus
    let layers = members.map { task in
      corpus.layers.first { $0.name == tasks[task].layer }
    }
    func isLabelled(_ sentence: Int, _ layer: Corpus.Layer?) -> Bool {
      guard let layer else { return false }
      return corpus.tokens(ofSentence: sentence).contains {
        layer.labels[$0] >= 0
      }
    }
    var numbers: [(sentence: Int, domain: String)] = []
    for portion in selection.portions {
      for sentence in portion.sentences
      where layers.contains(where: { isLabelled(sentence, $0) }) {
        numbers.append((sentence, portion.domain))
      }
    }
    let predicted = try predictions(
      Encoder(vocabulary, corpus).sentences(
        numbers.map(\.sentence), tasks: tasks, with: []), threads: threads)
    return zip(members, layers).map { task, layer in
      Evaluation(
        task: tasks[task],
        scheme: corpus.scheme(ofLayer: tasks[task].layer).scheme,
        sentences: numbers.indices.compactMap { i in
          guard let layer, isLabelled(numbers[i].sentence, layer) else {
            return nil
          }
          return Evaluation.Sentence(
            number: numbers[i].sentence, domain: numbers[i].domain,
            gold: corpus.tokens(ofSentence: numbers[i].sentence).map {
              layer.labels[$0] < 0
                ? nil : layer.inventory[Int(layer.labels[$0])]
            },
            predicted: predicted[i][task].map { tasks[task].labels[Int($0)] })
        })
    }
  }

  /// The labels all tasks give: by sentence, task and token.
  ///
  /// - Throws: That the work is to stop.
  package func predictions(
    _ sentences: [NumberedSentence], threads: Int
  ) throws(Diagnostic) -> [[[Int32]]] {
    let step = TrainingStep(
      architecture, layout, weights: weights, optimizer: Optimizer(.sgd),
      lossWeights: LossWeights(tasks: tasks.map { _ in 1 }), threads: threads)
    let order = sentences.indices.sorted {
      (sentences[$0].words.count, $0) < (sentences[$1].words.count, $1)
    }
    let vectors = step.spell(sentences)
    let valid = tasks.map { task in
      task.transitions == .valid
        ? ValidTransitions(labels: task.labels, scheme: task.scheme) : nil
    }
    var result = [[[Int32]]](repeating: [], count: sentences.count)
    for start in stride(from: 0, to: order.count, by: 64) {
      let members = order[start..<min(start + 64, order.count)]
      let batch = Batch(
        members.map { sentences[$0] }, sentences: Array(members))
      let pass = step.forward(batch, vectors: vectors)
      try Interrupt.check()
      let labels = tasks.indices.map {
        pass.predictions($0, batch.packing, valid[$0])
      }
      for (b, sentence) in batch.sentences.enumerated() {
        result[sentence] = labels.map { labels in
          (0..<batch.packing.lengths[b]).map {
            labels[batch.packing.row($0, of: b)]
          }
        }
      }
    }
    return result
  }
}

extension Network {
  /// The labels all tasks give to words: by sentence, task and token.
  ///
  /// - Throws: That the work is to stop.
  package func labels(
    _ sentences: [[String]], threads: Int
  ) throws(Diagnostic) -> [[[String]]] {
    let numbered = sentences.map { words in
      NumberedSentence(
        words: words.map(vocabulary.number(ofWord:)),
        characters: words.map(vocabulary.numbers(ofCharacters:)),
        labels: tasks.map { _ in words.map { _ in -1 } })
    }
    return try predictions(numbered, threads: threads).map { sentence in
      zip(sentence, tasks).map { labels, task in
        labels.map { task.labels[Int($0)] }
      }
    }
  }
}

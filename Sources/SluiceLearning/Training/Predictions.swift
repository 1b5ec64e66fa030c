import SluiceDiagnostics
import SluiceTensor

extension Network {
  /// The labels that tasks give to some sentences.
  ///
  /// - Parameters:
  ///   - selections: For each task its sentences; nil for none.
  ///   - threads: How many to use.
  ///   - isDone: Called again and again with the number of sentences done and
  ///     of all.
  /// - Returns: For each task the labels beside the right ones; sentences
  ///   without any right label for it are left out.
  /// - Throws: That the work is to stop.
  package func evaluations(
    on selections: [Selection?], threads: Int,
    isDone: (_ count: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(Diagnostic) -> [Evaluation?] {
    var groups: [LabelledSentences] = []
    for (first, selection) in selections.enumerated() {
      guard let selection, !groups.contains(where: { $0.tasks.contains(first) })
      else { continue }
      // Tasks of the same sentences are asked together.
      groups.append(
        LabelledSentences(
          of: selections.indices.filter { selections[$0] == selection },
          in: selection, self))
    }
    let total = groups.reduce(0) { $0 + $1.numbers.count }
    var result = [Evaluation?](repeating: nil, count: selections.count)
    var done = 0
    for group in groups {
      let predicted = try predictions(
        Encoder(vocabulary, group.corpus).sentences(
          group.numbers.map(\.sentence), tasks: tasks, with: []),
        threads: threads
      ) { isDone(done + $0, total) }
      done += group.numbers.count
      for (task, layer) in zip(group.tasks, group.layers) {
        result[task] = evaluation(of: task, layer, group, predicted)
      }
    }
    return result
  }

  private func evaluation(
    of task: Int, _ layer: Corpus.Layer?, _ group: LabelledSentences,
    _ predicted: [[[Int32]]]
  ) -> Evaluation {
    Evaluation(
      task: tasks[task],
      scheme: group.corpus.scheme(ofLayer: tasks[task].layer).scheme,
      sentences: group.numbers.enumerated().compactMap { i, number in
        guard let layer, group.isLabelled(number.sentence, layer) else {
          return nil
        }
        return Evaluation.Sentence(
          number: number.sentence, domain: number.domain,
          gold: group.corpus.tokens(ofSentence: number.sentence).map {
            layer.labels[$0] < 0
              ? nil : layer.inventory[Int(layer.labels[$0])]
          },
          predicted: predicted[i][task].map { tasks[task].labels[Int($0)] })
      })
  }

  /// The labels all tasks give: by sentence, task and token.
  ///
  /// - Throws: That the work is to stop.
  package func predictions(
    _ sentences: [NumberedSentence], threads: Int,
    isDone: (_ count: Int) -> Void = { _ in }
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
      isDone(start + members.count)
    }
    return result
  }
}

extension Network {
  /// The labels all tasks give to words: by sentence, task and token.
  ///
  /// - Throws: That the work is to stop.
  package func labels(
    _ sentences: [[String]], threads: Int,
    isDone: (_ count: Int) -> Void = { _ in }
  ) throws(Diagnostic) -> [[[String]]] {
    let numbered = sentences.map { words in
      NumberedSentence(
        words: words.map(vocabulary.number(ofWord:)),
        characters: words.map(vocabulary.numbers(ofCharacters:)),
        labels: tasks.map { _ in words.map { _ in -1 } })
    }
    return try predictions(
      numbered, threads: threads, isDone: isDone
    ).map { sentence in
      zip(sentence, tasks).map { labels, task in
        labels.map { task.labels[Int($0)] }
      }
    }
  }
}

/// Sentences that have labels of some tasks.
private struct LabelledSentences {
  let tasks: [Int]
  let corpus: Corpus
  /// Of each task; nil where the corpus has none such.
  let layers: [Corpus.Layer?]
  var numbers: [(sentence: Int, domain: String)] = []

  init(of tasks: [Int], in selection: Selection, _ network: Network) {
    self.tasks = tasks
    let corpus = selection.corpus
    self.corpus = corpus
    layers = tasks.map { task in
      corpus.layers.first { $0.name == network.tasks[task].layer }
    }
    for portion in selection.portions {
      for sentence in portion.sentences
      where layers.contains(where: { isLabelled(sentence, $0) }) {
        numbers.append((sentence, portion.domain))
      }
    }
  }

  func isLabelled(_ sentence: Int, _ layer: Corpus.Layer?) -> Bool {
    guard let layer else { return false }
    return corpus.tokens(ofSentence: sentence).contains {
      layer.labels[$0] >= 0
    }
  }
}

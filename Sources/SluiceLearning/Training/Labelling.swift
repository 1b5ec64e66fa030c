import SluiceDiagnostics

/// What a network says of a sentence.
package struct Labelling: Sendable, Equatable {
  /// By task, each token's label by its number.
  package var labels: [[Int32]]
  /// By task, the probability that the task's head gives to each token's label;
  /// empty unless it is asked for. It may not be the largest: labels are chosen
  /// for a sentence as a whole.
  package var probabilities: [[Float]] = []
}

extension Network {
  /// Labels sentences, whether or not they have labels.
  ///
  /// - Parameters:
  ///   - sentences: Which, by number in the corpus.
  ///   - corpus: Where they stand.
  ///   - withProbabilities: Whether to say how likely each label is.
  ///   - threads: How many to use.
  ///   - isDone: Called again and again with the number of sentences done.
  /// - Returns: One for each sentence.
  /// - Throws: That the work is to stop.
  package func labelling(
    of sentences: [Int], in corpus: Corpus, withProbabilities: Bool = false,
    threads: Int, isDone: (_ count: Int) -> Void = { _ in }
  ) throws(Diagnostic) -> [Labelling] {
    let numbered = try encoder(for: sentences, of: corpus).sentences(
      sentences, tasks: tasks, with: [])
    let step = TrainingStep(
      architecture, layout, weights: weights, optimizer: Optimizer(.sgd),
      lossWeights: LossWeights(tasks: tasks.map { _ in 1 }),
      transitions: tasks.map(\.validTransitions), threads: threads)
    let order = numbered.indices.sorted {
      (numbered[$0].words.count, $0) < (numbered[$1].words.count, $1)
    }
    let vectors = step.spell(numbered)
    var result = [Labelling](
      repeating: Labelling(labels: []), count: numbered.count)
    for start in stride(from: 0, to: order.count, by: 64) {
      let members = order[start..<min(start + 64, order.count)]
      let batch = Batch(
        members.map { numbered[$0] }, sentences: Array(members))
      let pass = step.forward(batch, vectors: vectors)
      try Interrupt.check()
      let labels = tasks.indices.map(pass.predictions)
      let probabilities =
        withProbabilities
        ? tasks.indices.map { pass.probabilities($0, of: labels[$0]) } : []
      for (b, sentence) in batch.sentences.enumerated() {
        let rows = (0..<batch.packing.lengths[b]).map {
          batch.packing.row($0, of: b)
        }
        result[sentence] = Labelling(
          labels: labels.map { labels in rows.map { labels[$0] } },
          probabilities: probabilities.map { values in rows.map { values[$0] } }
        )
      }
      isDone(start + members.count)
    }
    try features?.check()
    return result
  }

  /// What makes numbers of some sentences of a corpus.
  ///
  /// - Throws: `bad-features`, if the network reads an encoder's vectors, and a
  ///   sentence has none.
  func encoder(
    for sentences: [Int], of corpus: Corpus
  ) throws(Diagnostic) -> Encoder {
    try checkFeatures(of: sentences, in: corpus)
    return Encoder(vocabulary, corpus, features: features)
  }

  /// - Throws: `bad-features`, likewise.
  func checkFeatures(
    of sentences: [Int], in corpus: Corpus
  ) throws(Diagnostic) {
    guard architecture.features.layers > 0 else { return }
    guard let features else { throw Self.noFeatures }
    try features.check(sentences, in: corpus)
  }

  /// What is wrong where the file of an encoder's vectors was not named.
  package static var noFeatures: Diagnostic {
    Diagnostic(
      .badFeatures,
      "the network reads vectors of tokens from a file, which is not"
        + " open",
      hint: "load it with features=\"FILE\"")
  }
}

import SluiceTensor

/// What a network says of a task's labels, beside what is right.
package struct Evaluation: Sendable {
  package var task: NetworkTask
  /// Sentences with labels: each token's right and predicted label, `nil`
  /// where there is no right one.
  package var sentences: [Sentence]

  package struct Sentence: Sendable {
    /// Its number in the corpus.
    package var number: Int
    package var domain: String
    package var gold: [String?]
    package var predicted: [String]
  }

  /// Labelled tokens.
  package var tokens: Int {
    sentences.reduce(0) { $0 + $1.gold.count { $0 != nil } }
  }

  /// Labelled tokens that are right.
  package var right: Int {
    sentences.reduce(0) { total, sentence in
      total
        + zip(sentence.gold, sentence.predicted).count { gold, predicted in
          gold == predicted
        }
    }
  }

  /// Share of labelled tokens that are right, 0…1.
  package var accuracy: Double { Double(right) / Double(max(1, tokens)) }

  /// Span scores by one convention. A token without a right label counts as
  /// outside on both sides.
  package func spans(_ convention: SpanScore.Convention) -> SpanScore {
    SpanScore(
      gold: sentences.map { $0.gold.map { $0 ?? "O" } },
      predicted: sentences.map { sentence in
        zip(sentence.gold, sentence.predicted).map { gold, predicted in
          gold == nil ? "O" : predicted
        }
      }, convention: convention)
  }

  /// The score by the task's own metric, 0…1.
  package var score: Double {
    switch task.metric {
    case .accuracy: accuracy
    case .spanF1: spans(.conlleval).f1
    case .strictF1: spans(.strict).f1
    }
  }

  /// For each sentence its right and its labelled tokens.
  package var tokenCounts: [Randomization.Counts] {
    sentences.map { sentence in
      let labelled = zip(sentence.gold, sentence.predicted).filter {
        $0.0 != nil
      }
      return [
        Double(labelled.count { $0.0 == $0.1 }), Double(labelled.count),
      ]
    }
  }

  /// For each sentence its right, predicted and gold spans, by the task's
  /// convention.
  package var spanCounts: [Randomization.Counts] {
    sentences.map {
      let score = Evaluation(task: task, sentences: [$0])
        .spans(task.metric == .strictF1 ? .strict : .conlleval).all
      return [Double(score.right), Double(score.predicted), Double(score.gold)]
    }
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
      ($0, Evaluation(task: task, sentences: groups[$0] ?? []))
    }
  }
}

extension Network {
  /// The labels a task gives to some sentences.
  ///
  /// - Parameters:
  ///   - task: By number, from 0.
  ///   - selection: The sentences.
  ///   - threads: How many to use.
  /// - Returns: The labels beside the right ones; sentences without any right
  ///   label for the task are left out.
  package func evaluation(
    task: Int, on selection: Selection, threads: Int
  ) -> Evaluation {
    let corpus = selection.corpus
    let layer = corpus.layers.first { $0.name == tasks[task].layer }
    var numbers: [(sentence: Int, domain: String)] = []
    for portion in selection.portions {
      for sentence in portion.sentences
      where corpus.tokens(ofSentence: sentence).contains(where: {
        (layer?.labels[$0] ?? -1) >= 0
      }) {
        numbers.append((sentence, portion.domain))
      }
    }
    let predicted = predictions(
      Encoder(vocabulary, corpus).sentences(
        numbers.map(\.sentence), tasks: tasks, with: []), threads: threads)
    return Evaluation(
      task: tasks[task],
      sentences: numbers.indices.map { i in
        let gold = corpus.tokens(ofSentence: numbers[i].sentence).map {
          token -> String? in
          guard let layer, layer.labels[token] >= 0 else { return nil }
          return layer.inventory[Int(layer.labels[token])]
        }
        return Evaluation.Sentence(
          number: numbers[i].sentence, domain: numbers[i].domain, gold: gold,
          predicted: predicted[i][task].map { tasks[task].labels[Int($0)] })
      })
  }

  /// The labels all tasks give: by sentence, task and token.
  package func predictions(
    _ sentences: [NumberedSentence], threads: Int
  ) -> [[[Int32]]] {
    let step = TrainingStep(
      architecture, layout, weights: weights, optimizer: Optimizer(.sgd),
      lossWeights: LossWeights(tasks: tasks.map { _ in 1 }), threads: threads)
    let order = sentences.indices.sorted {
      (sentences[$0].words.count, $0) < (sentences[$1].words.count, $1)
    }
    let vectors = step.spell(sentences)
    var result = [[[Int32]]](repeating: [], count: sentences.count)
    for start in stride(from: 0, to: order.count, by: 64) {
      let members = order[start..<min(start + 64, order.count)]
      let batch = Batch(
        members.map { sentences[$0] }, sentences: Array(members))
      let pass = step.forward(batch, vectors: vectors)
      let labels = tasks.indices.map(pass.predictions)
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
  package func labels(
    _ sentences: [[String]], threads: Int
  ) -> [[[String]]] {
    let numbered = sentences.map { words in
      NumberedSentence(
        words: words.map(vocabulary.number(ofWord:)),
        characters: words.map(vocabulary.numbers(ofCharacters:)),
        labels: tasks.map { _ in words.map { _ in -1 } })
    }
    return predictions(numbered, threads: threads).map { sentence in
      zip(sentence, tasks).map { labels, task in
        labels.map { task.labels[Int($0)] }
      }
    }
  }
}

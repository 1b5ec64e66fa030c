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
      let predicted = try labelling(
        of: group.numbers.map(\.sentence), in: group.corpus, threads: threads
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
    _ predicted: [Labelling]
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
          predicted: predicted[i].labels[task].map {
            tasks[task].labels[Int($0)]
          })
      })
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

import SluiceRandom
import SluiceTensor

/// Sentences that tasks learn from, as numbers.
///
/// Tasks may share a corpus or have one each, with no sentence in common; a
/// source is one corpus' part with the tasks that have labels in it.
struct TrainingSource: Sendable {
  /// For each sentence its words, spellings, and every task's labels (−1 for
  /// the tasks of other sources).
  let sentences: [NumberedSentence]
  /// Words that may be taken for the unknown one, by number.
  let rare: Set<Int32>
  /// For each task of this source how often its sentences are seen.
  let samplingRates: [Int: Float]

  /// One epoch's sentences: each as often as its tasks' largest rate says, a
  /// fraction by chance; labels of slower tasks are left out in proportion.
  func epoch(unknown: Float, _ stream: RandomStream) -> [NumberedSentence] {
    var stream = stream
    let most = samplingRates.values.max() ?? 0
    var result: [NumberedSentence] = []
    for sentence in sentences {
      var times = Int(most)
      let rest = most - Float(times)
      if rest > 0, stream.uniform() < rest { times += 1 }
      for _ in 0..<times {
        result.append(drawn(sentence, most, unknown, &stream))
      }
    }
    return result
  }

  private func drawn(
    _ sentence: NumberedSentence, _ most: Float, _ unknown: Float,
    _ stream: inout RandomStream
  ) -> NumberedSentence {
    var drawn = sentence
    for (task, rate) in samplingRates.sorted(by: { $0.key < $1.key })
    where rate < most {
      if stream.uniform() >= rate / most {
        drawn.labels[task] = sentence.words.map { _ in -1 }
      }
    }
    for (t, word) in sentence.words.enumerated() where rare.contains(word) {
      if stream.uniform() < unknown { drawn.words[t] = 0 }
    }
    return drawn
  }
}

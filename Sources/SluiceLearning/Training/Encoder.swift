/// Turns a corpus' sentences into numbers, for one vocabulary.
package struct Encoder {
  private let corpus: Corpus
  /// By the corpus' number of a spelling.
  private let words: [Int32]
  private let characters: [[Int32]]
  private let features: TokenFeatures?

  /// - Parameters:
  ///   - vocabulary: The words and characters that have a number.
  ///   - corpus: The sentences.
  ///   - features: An encoder's vectors, where the network reads some.
  package init(
    _ vocabulary: Vocabulary, _ corpus: Corpus, features: TokenFeatures? = nil
  ) {
    self.corpus = corpus
    self.features = features
    words = vocabulary.wordNumbers(corpus)
    characters = vocabulary.characterNumbers(corpus)
  }

  /// Some sentences.
  ///
  /// - Parameters:
  ///   - numbers: Which, by number in the corpus.
  ///   - tasks: All tasks of the network.
  ///   - labelled: Which tasks have their labels here, by number; the others
  ///     get none.
  /// - Returns: The sentences as numbers, in the order asked for.
  package func sentences(
    _ numbers: [Int], tasks: [NetworkTask], with labelled: [Int]
  ) -> [NumberedSentence] {
    let tables = tasks.indices.map { task in
      labelled.contains(task) ? labelTable(tasks[task]) : nil
    }
    return numbers.map { number in
      let tokens = corpus.tokens(ofSentence: number)
      var sentence = NumberedSentence(
        words: tokens.map { words[Int(corpus.words[$0])] },
        characters: tokens.map { characters[Int(corpus.words[$0])] },
        labels: tables.map { table in
          guard let table else { return tokens.map { _ in -1 } }
          return tokens.map {
            let label = table.layer.labels[$0]
            return label < 0 ? -1 : table.numbers[Int(label)]
          }
        })
      sentence.features = features.flatMap { file in
        file.row(ofSentence: number, in: corpus).map {
          NumberedSentence.Features(file: file, row: $0)
        }
      }
      return sentence
    }
  }

  /// A task's layer, and for each of its labels the number in the network; −1
  /// for one that the network has not met.
  private func labelTable(
    _ task: NetworkTask
  ) -> (layer: Corpus.Layer, numbers: [Int32])? {
    guard let layer = corpus.layers.first(where: { $0.name == task.layer })
    else { return nil }
    let known = task.labels.enumerated().reduce(into: [String: Int32]()) {
      if $0[$1.element] == nil { $0[$1.element] = Int32($1.offset) }
    }
    return (layer, layer.inventory.map { known[$0] ?? -1 })
  }
}

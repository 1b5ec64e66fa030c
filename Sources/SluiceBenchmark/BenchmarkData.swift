import SluiceDiagnostics
import SluiceLearning
import SluiceRandom
import SluiceTensor

extension Benchmark {
  /// Sentences as numbers, and how many words, characters and labels occur.
  package struct Data: Sendable {
    package var sentences: [NumberedSentence]
    package var words: Int
    package var characters: Int
    package var labels: [Int]

    package init(
      sentences: [NumberedSentence], words: Int, characters: Int, labels: [Int]
    ) {
      self.sentences = sentences
      self.words = words
      self.characters = characters
      self.labels = labels
    }

    /// Sentences of 8 to 40 words, drawn evenly from spellings of 3 to 10 of
    /// 50 characters; labels at random from sets of 45, 9, 9, ….
    package static func synthetic(
      sentences: Int, vocabulary: Int, tasks: Int, seed: UInt64
    ) -> Data {
      var stream = RandomStream(seed: seed).split("bench")
      let spelled = (0..<vocabulary).map { _ in
        (0..<Int.random(in: 3...10, using: &stream)).map { _ in
          Int32.random(in: 0..<50, using: &stream)
        }
      }
      let labels = (0..<tasks).map { $0 == 0 ? 45 : 9 }
      let items = (0..<sentences).map { _ in
        let words = (0..<Int.random(in: 8...40, using: &stream)).map { _ in
          Int32.random(in: 0..<Int32(vocabulary), using: &stream)
        }
        return NumberedSentence(
          words: words, characters: words.map { spelled[Int($0)] },
          labels: labels.map { count in
            words.map { _ in Int32.random(in: 0..<Int32(count), using: &stream)
            }
          })
      }
      return Data(
        sentences: items, words: vocabulary, characters: 50, labels: labels)
    }
  }
}

extension Benchmark.Data {
  /// A column file's sentences as numbers: FORM UPOS XPOS CHUNK NER PRED, and
  /// SRL if there is a seventh column.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - layers: Which columns are tasks, in any letter case.
  /// - Throws: ``Diagnostic`` if the file cannot be read or lacks a column.
  package init(
    columnFile path: String, layers: [String]
  ) throws(Diagnostic) {
    let names = ["form", "upos", "xpos", "chunk", "ner", "pred", "srl"]
    var reader = ColumnReader()
    reader.names = names
    let corpus: Corpus
    do {
      corpus = try CorpusSource(path, .columns(reader)).read(as: "data")
    } catch  where error.code == .columnCount {
      reader.names = Array(names.dropLast())
      corpus = try CorpusSource(path, .columns(reader)).read(as: "data")
    }
    var tasks: [NetworkTask] = []
    for name in layers.map({ $0.lowercased() }) {
      guard let layer = corpus.layers.first(where: { $0.name == name }) else {
        throw Diagnostic(
          .unknownColumn, "\(path) has no label column \(name)",
          hint: didYouMean(
            name, in: corpus.layers.map(\.name),
            otherwise: "choose "
              + corpus.layers.map(\.name).joined(separator: ", ")))
      }
      tasks.append(
        NetworkTask(name: name, layer: name, labels: layer.inventory))
    }
    let vocabulary = Vocabulary([Selection(corpus)])
    self.init(
      sentences: SluiceLearning.Encoder(vocabulary, corpus).sentences(
        Array(0..<corpus.sentenceCount), tasks: tasks,
        with: Array(tasks.indices)),
      words: vocabulary.words.count, characters: vocabulary.characters.count,
      labels: tasks.map { max(1, $0.labels.count) })
  }
}

import SluiceDiagnostics

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
      sentences: Encoder(vocabulary, corpus).sentences(
        Array(0..<corpus.sentenceCount), tasks: tasks,
        with: Array(tasks.indices)),
      words: vocabulary.words.count, characters: vocabulary.characters.count,
      labels: tasks.map { max(1, $0.labels.count) })
  }
}

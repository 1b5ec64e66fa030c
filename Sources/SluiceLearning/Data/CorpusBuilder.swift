/// Puts a corpus together token by token; its texts are numbered in order of
/// first appearance.
struct CorpusBuilder {
  /// What its reader has to say.
  var notes = ReadingNotes()
  private var open: Corpus
  private var spellings = TextTable()
  private var inventories: [TextTable]
  private var sentenceStart = 0
  private var portionStart = 0
  /// Of each sentence.
  private var documents: [Int32] = []
  private var document: Int32 = 0
  private var documentName: ArraySlice<UInt8>?
  private var hasDocuments = false

  /// - Parameters:
  ///   - name: What the corpus is called.
  ///   - layers: Its layers' names.
  init(name: String, layers: [String]) {
    open = Corpus(
      name: name,
      layers: layers.map {
        Corpus.Layer(name: $0.composed, inventory: [], labels: [])
      })
    inventories = layers.map { _ in TextTable() }
  }

  /// The corpus as far as it is built.
  var corpus: Corpus {
    var corpus = open
    corpus.spellings = spellings.texts
    for layer in inventories.indices {
      corpus.layers[layer].inventory = inventories[layer].texts
    }
    if hasDocuments { corpus.documents = documents }
    return corpus
  }

  /// Distinct words and labels that were not in composed form.
  var recomposed: (words: Int, labels: Int) {
    (
      spellings.recomposed,
      inventories.reduce(0) { $0 + $1.recomposed }
    )
  }

  /// The layers' names.
  var layers: [String] { open.layers.map(\.name) }

  /// Goes on with another file.
  mutating func beginFile(_ file: CorpusOrigin.File) {
    open.origin = open.origin ?? CorpusOrigin()
    open.origin?.files.append(file)
  }

  /// Adds a token; a label that is nil or `_` is none.
  ///
  /// - Parameters:
  ///   - word: How it is spelled.
  ///   - labels: One of each layer.
  ///   - line: Where it stands in its file, from 1.
  mutating func add(
    word: some Collection<UInt8>, labels: [ArraySlice<UInt8>?], line: Int = 0
  ) {
    open.words.append(spellings.number(word))
    open.origin?.lines.append(Int32(line))
    for layer in open.layers.indices {
      open.layers[layer].labels.append(
        self.label(layer < labels.count ? labels[layer] : nil, layer))
    }
  }

  private mutating func label(
    _ bytes: ArraySlice<UInt8>?, _ layer: Int
  ) -> Int32 {
    guard let bytes, !bytes.isEmpty,
      !(bytes.count == 1 && bytes.first == UInt8(ascii: "_"))
    else { return -1 }
    return inventories[layer].number(bytes)
  }

  /// Tokens of the sentence that is being built.
  var openTokens: Int { open.words.count - sentenceStart }

  /// Ends the sentence; one without tokens is none.
  mutating func endSentence() {
    guard openTokens > 0 else { return }
    open.sentenceEnds.append(open.words.count)
    documents.append(document)
    if let file = open.origin?.files.count {
      open.origin?.fileOf.append(Int32(file - 1))
      open.origin?.files[file - 1].sentences += 1
    }
    sentenceStart = open.words.count
  }

  /// Passes over a comment; some say that a document begins: `# newdoc`, or
  /// `# doc = weblog-1` where the one before was of another.
  mutating func add(comment: ArraySlice<UInt8>) {
    notes.passedOver(.comment)
    let words = comment.drop { $0 == UInt8(ascii: "#") }.split(
      maxSplits: 2, whereSeparator: { $0 == 32 || $0 == 9 })
    if words.first?.elementsEqual("newdoc".utf8) ?? false {
      beginDocument()
    } else if words.count == 3, words[0].elementsEqual("doc".utf8),
      words[1].elementsEqual("=".utf8), words[2] != documentName
    {
      beginDocument()
      documentName = words[2]
    }
  }

  /// Ends the sentence, and begins a document with the next.
  mutating func beginDocument() {
    endSentence()
    hasDocuments = true
    document += 1
  }

  /// Ends a split of a domain; one without sentences is none.
  mutating func endPortion(domain: String, split: String) {
    endSentence()
    guard open.sentenceCount > portionStart else { return }
    open.portions.append(
      Corpus.Portion(
        domain: domain, split: split,
        sentences: portionStart..<open.sentenceCount))
    portionStart = open.sentenceCount
    document += 1
    documentName = nil
  }
}

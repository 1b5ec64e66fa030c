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

  /// Adds a token; a label that is nil or `_` is none.
  mutating func add(
    word: some Collection<UInt8>, labels: [ArraySlice<UInt8>?]
  ) {
    open.words.append(spellings.number(word))
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
    sentenceStart = open.words.count
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
  }
}

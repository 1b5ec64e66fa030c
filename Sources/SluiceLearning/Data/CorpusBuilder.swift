/// Puts a corpus together token by token; spellings and labels are numbered in
/// order of first appearance, by their bytes, without a string per token.
struct CorpusBuilder {
  private(set) var corpus: Corpus
  private var spellings = ByteTable()
  private var inventories: [ByteTable]
  private var sentenceStart = 0
  private var portionStart = 0

  /// - Parameters:
  ///   - name: What the corpus is called.
  ///   - layers: Its layers' names.
  init(name: String, layers: [String]) {
    corpus = Corpus(
      name: name,
      layers: layers.map {
        Corpus.Layer(name: $0, inventory: [], labels: [])
      })
    inventories = layers.map { _ in ByteTable() }
  }

  /// Adds a token; a label that is nil or `_` is none.
  mutating func add(
    word: some Collection<UInt8>, labels: [ArraySlice<UInt8>?]
  ) {
    let (number, isNew) = spellings.number(word)
    if isNew {
      corpus.spellings.append(String(decoding: word, as: UTF8.self))
    }
    corpus.words.append(number)
    for layer in corpus.layers.indices {
      corpus.layers[layer].labels.append(
        self.label(layer < labels.count ? labels[layer] : nil, layer))
    }
  }

  private mutating func label(
    _ bytes: ArraySlice<UInt8>?, _ layer: Int
  ) -> Int32 {
    guard let bytes, !bytes.isEmpty,
      !(bytes.count == 1 && bytes.first == UInt8(ascii: "_"))
    else { return -1 }
    let (number, isNew) = inventories[layer].number(bytes)
    if isNew {
      corpus.layers[layer].inventory.append(
        String(decoding: bytes, as: UTF8.self))
    }
    return number
  }

  /// Tokens of the sentence that is being built.
  var openTokens: Int { corpus.words.count - sentenceStart }

  /// Ends the sentence; one without tokens is none.
  mutating func endSentence() {
    guard openTokens > 0 else { return }
    corpus.sentenceEnds.append(corpus.words.count)
    sentenceStart = corpus.words.count
  }

  /// Ends a split of a domain; one without sentences is none.
  mutating func endPortion(domain: String, split: String) {
    endSentence()
    guard corpus.sentenceCount > portionStart else { return }
    corpus.portions.append(
      Corpus.Portion(
        domain: domain, split: split,
        sentences: portionStart..<corpus.sentenceCount))
    portionStart = corpus.sentenceCount
  }
}

/// Numbers byte strings in order of first appearance.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { ends.count - 1 }

  /// The number of a byte string, and whether it is a new one.
  mutating func number(
    _ key: some Collection<UInt8>
  ) -> (number: Int32, isNew: Bool) {
    if 2 * count >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      let range = ends[Int(slots[slot])]..<ends[Int(slots[slot]) + 1]
      if range.count == key.count, bytes[range].elementsEqual(key) {
        return (slots[slot], false)
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    return (slots[slot], true)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in 0..<count {
      var slot =
        Self.hash(bytes[ends[number]..<ends[number + 1]]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ key: some Collection<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
  }
}

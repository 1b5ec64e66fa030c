import SluiceRandom

/// Which sentences a network was trained on, so that a score on them can be
/// told from one on new text: a digest of 64 bits of each.
package struct TrainedSentences: Sendable, Equatable {
  private var digests: Set<UInt64> = []

  /// Words of a sentence that counts. Shorter ones, greetings and the like,
  /// stand in several parts of a corpus by nature.
  package static let shortest = 6

  package init() {}

  init(_ digests: [UInt64]) { self.digests = Set(digests) }

  /// The digests, in order.
  var sorted: [UInt64] { digests.sorted() }

  package var isEmpty: Bool { digests.isEmpty }

  /// Adds the sentences that have a label in a layer.
  package mutating func add(_ selection: Selection, layer name: String) {
    let corpus = selection.corpus
    guard let layer = corpus.layers.first(where: { $0.name == name }) else {
      return
    }
    let words = Self.words(of: corpus)
    for sentence in selection.sentences {
      let tokens = corpus.tokens(ofSentence: sentence)
      guard layer.labels[tokens].contains(where: { $0 >= 0 }) else { continue }
      digests.insert(Self.digest(tokens, corpus, words))
    }
  }

  package mutating func formUnion(_ others: TrainedSentences) {
    digests.formUnion(others.digests)
  }

  /// What of some sentences was trained on.
  package func overlap(with selection: Selection) -> Overlap {
    var overlap = Overlap()
    guard !digests.isEmpty else { return overlap }
    let corpus = selection.corpus
    let words = Self.words(of: corpus)
    for sentence in selection.sentences {
      let tokens = corpus.tokens(ofSentence: sentence)
      let isKnown = digests.contains(Self.digest(tokens, corpus, words))
      overlap.sentences += 1
      if isKnown { overlap.known += 1 }
      guard tokens.count >= Self.shortest else { continue }
      overlap.long += 1
      if isKnown { overlap.knownLong += 1 }
    }
    return overlap
  }

  /// How many sentences were trained on, of those of any length and of those
  /// with six words or more.
  package struct Overlap: Sendable, Equatable {
    package var sentences = 0
    package var known = 0
    package var long = 0
    package var knownLong = 0

    /// Whether all were trained on.
    package var isWhole: Bool { known > 0 && known == sentences }
    /// Whether so many were that a score on them says less.
    package var isNotable: Bool { isWhole || knownLong > 0 }
  }

  /// For each spelling a digest.
  private static func words(of corpus: Corpus) -> [UInt64] {
    corpus.spellings.map { RandomStream.digest($0.utf8) }
  }

  private static func digest(
    _ tokens: Range<Int>, _ corpus: Corpus, _ words: [UInt64]
  ) -> UInt64 {
    RandomStream.digest(
      corpus.words[tokens].lazy.flatMap { word in
        let digest = words[Int(word)]
        return [UInt32(truncatingIfNeeded: digest), UInt32(digest >> 32)]
      })
  }
}

// MARK: - In files

extension TrainedSentences {
  /// The digests in order, eight bytes a sentence.
  var stored: StoredTensor {
    .int64([digests.count], sorted.map(Int64.init(bitPattern:)))
  }

  /// The digests of a file; none where its numbers are others.
  init(_ stored: StoredTensor) {
    guard case .int64(_, let numbers) = stored else { return }
    digests = Set(numbers.map(UInt64.init(bitPattern:)))
  }
}

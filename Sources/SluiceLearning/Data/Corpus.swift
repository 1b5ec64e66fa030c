import SluiceRandom
import SluiceTensor

/// Words and their labels, sentence after sentence, in columns.
///
/// Spellings and labels are stored once and referred to by number, so that a
/// corpus of a million tokens is a few flat arrays and a copy costs nothing.
///
/// - Shapes: `words` is `[N]` (`N` tokens); `layers[l].labels` is `[N]`;
///   `sentenceEnds` is `[sentences + 1]` and starts with 0: sentence `i` is
///   the tokens `sentenceEnds[i]..<sentenceEnds[i + 1]`; `documents` is
///   `[sentences]`.
package struct Corpus: Sendable, Equatable, Codable {
  package var name: String
  /// The distinct spellings, case kept; `words` refers to them.
  package var spellings: [String]
  package var words: [Int32]
  package var sentenceEnds: [Int]
  package var layers: [Layer]
  /// The number of the document that each sentence belongs to; empty where the
  /// files do not tell.
  package var documents: [Int32] = []
  /// Where its tokens stand in files; nil for a corpus that was made.
  package var origin: CorpusOrigin?
  /// Domains and splits, in order, covering all sentences without overlap.
  package var portions: [Portion]
  /// Whether it only stands for a corpus: all its layers and parts, but few
  /// sentences, so that how many there are and what they say means nothing.
  package var isSketch = false
  /// What its reader has to say of the files it comes from.
  package var notes: [String] = []

  /// One kind of annotation over all tokens.
  package struct Layer: Sendable, Equatable, Codable {
    package var name: String
    /// The distinct labels, in order of first appearance.
    package var inventory: [String]
    /// For each token the number of its label, or −1 for none (`_`).
    package var labels: [Int32]

    package init(name: String, inventory: [String], labels: [Int32]) {
      self.name = name
      self.inventory = inventory
      self.labels = labels
    }
  }

  /// The sentences of one split of one domain.
  package struct Portion: Sendable, Equatable, Codable {
    package var domain: String
    /// `train`, `dev`, `test`, or `all` where the source has no splits.
    package var split: String
    package var sentences: Range<Int>

    package init(domain: String, split: String, sentences: Range<Int>) {
      self.domain = domain
      self.split = split
      self.sentences = sentences
    }
  }

  package init(
    name: String, spellings: [String] = [], words: [Int32] = [],
    sentenceEnds: [Int] = [0], layers: [Layer] = [], portions: [Portion] = []
  ) {
    self.name = name
    self.spellings = spellings
    self.words = words
    self.sentenceEnds = sentenceEnds
    self.layers = layers
    self.portions = portions
  }
}

extension Corpus {
  /// A number that changes with any word, label or part.
  package var digest: UInt64 {
    let texts =
      [spellings] + layers.map { [$0.name] + $0.inventory }
      + [portions.map { "\($0.domain) \($0.split) \($0.sentences)" }]
    let numbers = [words] + layers.map(\.labels)
    let parts =
      texts.map { list in
        RandomStream.digest(list.lazy.flatMap { Array($0.utf8) + [0] })
      }
      + numbers.map {
        RandomStream.digest($0.lazy.map(UInt32.init(bitPattern:)))
      }
      + [RandomStream.digest(sentenceEnds.lazy.map { UInt32($0) })]
    return RandomStream.digest(
      parts.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] })
  }

  /// How many sentences there are.
  package var sentenceCount: Int { sentenceEnds.count - 1 }

  /// The tokens of one sentence, as positions in `words`.
  package func tokens(ofSentence index: Int) -> Range<Int> {
    sentenceEnds[index]..<sentenceEnds[index + 1]
  }
}

/// Some sentences of a corpus: `ewt[reviews].test`.
package struct Selection: Sendable, Equatable, Codable {
  package var corpus: Corpus
  /// The domains meant, or nil for all.
  package var domains: [String]?
  /// The split meant, or nil for all.
  package var split: String?

  package init(_ corpus: Corpus, domains: [String]? = nil, split: String? = nil)
  {
    self.corpus = corpus
    self.domains = domains
    self.split = split
  }

  /// The portions meant, in the corpus' order.
  package var portions: [Corpus.Portion] {
    corpus.portions.filter {
      (domains?.contains($0.domain) ?? true)
        && (split == nil || $0.split == split)
    }
  }

  /// Whether the corpus has a layer.
  package func hasLayer(_ name: String) -> Bool {
    corpus.layers.contains { $0.name == name }
  }

  /// The sentences meant, by number in the corpus.
  package var sentences: [Int] { portions.flatMap { Array($0.sentences) } }
}

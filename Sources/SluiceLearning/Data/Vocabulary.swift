/// The words and characters a network knows, by number.
///
/// Number 0 is the unknown one in both. Words are looked up lower-cased,
/// characters (Unicode scalars) as they are.
package struct Vocabulary: Sendable, Equatable {
  package private(set) var words: [String]
  package private(set) var characters: [Unicode.Scalar]
  /// How often each word occurred where the vocabulary was made; 0 for one that
  /// is known by its pretrained vector alone.
  package private(set) var counts: [Int]
  private var wordNumber: [String: Int32] = [:]
  private var characterNumber: [Unicode.Scalar: Int32] = [:]

  /// What the unknown word is called in tables and files.
  package static let unknown = "_UNK"

  /// The words of some sentences, in order of first appearance.
  package init(_ selections: [Selection]) {
    self.init(words: [], counts: [], characters: [])
    for selection in selections {
      let corpus = selection.corpus
      let lowered = corpus.spellings.map { $0.lowercased() }
      for sentence in selection.sentences {
        for token in corpus.tokens(ofSentence: sentence) {
          let spelling = Int(corpus.words[token])
          add(lowered[spelling], spelled: corpus.spellings[spelling])
        }
      }
    }
  }

  /// A vocabulary as it was saved, without the unknown ones.
  package init(
    words: [String], counts: [Int], characters: [Unicode.Scalar]
  ) {
    self.words = [Self.unknown] + words
    self.counts = [0] + counts
    self.characters = ["\u{0}"] + characters
    for (number, word) in words.enumerated() {
      wordNumber[word] = Int32(number + 1)
    }
    for (number, character) in characters.enumerated() {
      characterNumber[character] = Int32(number + 1)
    }
  }

  /// Adds the words of further sentences that have a pretrained vector: nothing
  /// is learned of them, and their vectors stay as they are, but they are known.
  ///
  /// - Parameters:
  ///   - selections: The sentences.
  ///   - vectors: The vectors.
  package mutating func cover(
    _ selections: [Selection], by vectors: WordVectors
  ) {
    for selection in selections {
      let corpus = selection.corpus
      var isSeen = [Bool](repeating: false, count: corpus.spellings.count)
      for sentence in selection.sentences {
        for token in corpus.tokens(ofSentence: sentence) {
          let spelling = Int(corpus.words[token])
          guard !isSeen[spelling] else { continue }
          isSeen[spelling] = true
          let word = corpus.spellings[spelling].lowercased()
          guard wordNumber[word] == nil, vectors.vector(for: word) != nil else {
            continue
          }
          wordNumber[word] = Int32(words.count)
          words.append(word)
          counts.append(0)
        }
      }
    }
  }

  /// Leaves out words of which nothing can be learned: that neither occur in the
  /// sentences trained on nor have a pretrained vector. They are the unknown
  /// word then, where they would be a vector drawn at random.
  ///
  /// - Parameters:
  ///   - selections: What is trained on.
  ///   - vectors: The vectors.
  /// - Returns: How many are left out.
  package mutating func leaveOutUntrained(
    _ selections: [Selection], _ vectors: WordVectors
  ) -> Int {
    let trained = Vocabulary(selections)
    let kept = words.indices.dropFirst().filter { number in
      trained.number(ofWord: words[number]) > 0
        || vectors.vector(for: words[number]) != nil
    }
    let leftOut = words.count - 1 - kept.count
    self = Vocabulary(
      words: kept.map { words[$0] }, counts: kept.map { counts[$0] },
      characters: Array(characters.dropFirst()))
    return leftOut
  }

  private mutating func add(_ word: String, spelled: String) {
    if let number = wordNumber[word] {
      counts[Int(number)] += 1
    } else {
      wordNumber[word] = Int32(words.count)
      words.append(word)
      counts.append(1)
    }
    for character in spelled.unicodeScalars
    where characterNumber[character] == nil {
      characterNumber[character] = Int32(characters.count)
      characters.append(character)
    }
  }

  /// A word's number, 0 if it is not known.
  package func number(ofWord word: String) -> Int32 {
    wordNumber[word.lowercased()] ?? 0
  }

  /// A spelling's characters by number; at least one.
  package func numbers(ofCharacters spelling: String) -> [Int32] {
    let numbers = spelling.unicodeScalars.map { characterNumber[$0] ?? 0 }
    return numbers.isEmpty ? [0] : numbers
  }

  /// For each of a corpus' spellings the number of its word.
  package func wordNumbers(_ corpus: Corpus) -> [Int32] {
    corpus.spellings.map(number(ofWord:))
  }

  /// For each of a corpus' spellings the numbers of its characters.
  package func characterNumbers(_ corpus: Corpus) -> [[Int32]] {
    corpus.spellings.map(numbers(ofCharacters:))
  }

  /// Words that occurred once.
  package var rare: Set<Int32> {
    Set(counts.indices.filter { counts[$0] == 1 }.map(Int32.init))
  }
}

import SluiceDiagnostics

/// A sentence's constituents, read from the bits of a parse that stand beside
/// its words: `(S(NP*`, `*)`, `(VP*))`.
///
/// Function tags are left out (`NP-SBJ` is NP), and so are traces, and phrases of
/// traces alone.
struct ParseTree {
  struct Word {
    var text: String
    /// Its part of speech.
    var tag: String
  }

  struct Phrase {
    let label: String
    /// Its parent's number; the sentence is its own.
    let parent: Int
    fileprivate(set) var children: [Child] = []
    /// From its first word to behind its last.
    fileprivate(set) var words: Range<Int>
  }

  enum Child {
    case word(Int)
    case phrase(Int)
  }

  let words: [Word]
  /// Parents before their children; the first is the sentence as a whole and has
  /// no label.
  private(set) var phrases: [Phrase]

  /// - Parameters:
  ///   - bits: A bit for each word.
  ///   - words: The sentence.
  /// - Throws: Where brackets do not fit.
  init(_ bits: [ArraySlice<UInt8>], of words: [Word]) throws(Mistake) {
    self.words = words
    phrases = [Phrase(label: "", parent: 0, words: 0..<0)]
    var open: [(phrase: Int, word: Int)] = []
    for (word, bit) in bits.enumerated() {
      guard let star = bit.firstIndex(of: UInt8(ascii: "*")),
        let labels = Self.labels(bit[..<star]),
        bit[(star + 1)...].allSatisfy({ $0 == UInt8(ascii: ")") })
      else {
        throw Mistake(kind: .noBit, word: word)
      }
      for label in labels {
        open.append((begin(label, in: open.last?.phrase ?? 0, at: word), word))
      }
      add(word, to: open.last?.phrase ?? 0)
      for _ in bit[(star + 1)...] {
        guard let last = open.popLast() else {
          throw Mistake(kind: .notOpened, word: word)
        }
        end(last.phrase)
      }
    }
    if let last = open.last {
      throw Mistake(
        kind: .notClosed(phrases[last.phrase].label), word: last.word)
    }
  }

  // MARK: - Reading

  /// The labels of phrases that a bit opens; nil if it has anything else.
  private static func labels(_ bit: ArraySlice<UInt8>) -> [String]? {
    guard let first = bit.first else { return [] }
    guard first == UInt8(ascii: "("), !bit.contains(UInt8(ascii: ")")) else {
      return nil
    }
    return bit.dropFirst().split(
      separator: UInt8(ascii: "("), omittingEmptySubsequences: false
    ).map(withoutFunction)
  }

  /// `NP-SBJ-1` and `NP=2` as NP; `-NONE-` as it is.
  private static func withoutFunction(_ label: ArraySlice<UInt8>) -> String {
    let end =
      label.first == UInt8(ascii: "-")
      ? nil
      : label.firstIndex { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=")
          || byte == UInt8(ascii: "|")
      }
    return String(decoding: label[..<(end ?? label.endIndex)], as: UTF8.self)
  }

  private mutating func begin(
    _ label: String, in parent: Int, at word: Int
  ) -> Int {
    phrases[parent].children.append(.phrase(phrases.count))
    phrases.append(Phrase(label: label, parent: parent, words: word..<word))
    return phrases.count - 1
  }

  private mutating func add(_ word: Int, to phrase: Int) {
    guard words[word].tag != "-NONE-" else { return }
    phrases[phrase].children.append(.word(word))
    phrases[phrase].extend(to: word..<word + 1)
  }

  /// Gives a phrase's words to its parent; takes out one that has none, which
  /// is the last of all then, since those in it are out.
  private mutating func end(_ phrase: Int) {
    let ended = phrases[phrase]
    guard !ended.words.isEmpty else {
      phrases[ended.parent].children.removeLast()
      phrases.removeLast()
      return
    }
    phrases[ended.parent].extend(to: ended.words)
  }
}

extension ParseTree.Phrase {
  fileprivate mutating func extend(to more: Range<Int>) {
    let start = words.isEmpty ? more.lowerBound : words.lowerBound
    words = start..<more.upperBound
  }
}

// MARK: - Mistakes

extension ParseTree {
  /// What is wrong with the bit of a word.
  struct Mistake: Error {
    enum Kind {
      case noBit
      case notOpened
      /// With the phrase's label.
      case notClosed(String)
    }

    let kind: Kind
    let word: Int

    /// What to say of it, given where the word's bit stands.
    func diagnostic(at place: Place) -> Diagnostic {
      let hint = "check the brackets of this sentence"
      switch kind {
      case .noBit:
        return Diagnostic(
          .badLine, "a word's part of the parse is not brackets around one *",
          at: place, label: "not as in (NP*", hint: hint)
      case .notOpened:
        return Diagnostic(
          .badLine, "a phrase is closed that was not opened", at: place,
          label: "closed here", hint: hint)
      case .notClosed(let label):
        return Diagnostic(
          .badLine, "the phrase \(label) is never closed", at: place,
          label: "opened here", hint: hint)
      }
    }
  }
}

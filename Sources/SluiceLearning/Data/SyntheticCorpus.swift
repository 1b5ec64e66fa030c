import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Sentences of made-up words for three tasks whose right sharing is known.
///
/// Each auxiliary task, `helper` and `other`, counts: every word has a step for
/// it, and a token's label is the sum of the steps so far, modulo `classes`.
/// The two count different things. Such a count is nothing that a word's
/// embedding could hold: it has to be worked out along the sentence, and that
/// takes many labels to learn. The task `main` has labels for few sentences
/// only, and they say the same as its *partner's* under other names. So what
/// the partner works out is just what main lacks, the other auxiliary task has
/// nothing to give, and embeddings, which all tasks share, are no way round.
///
/// `sharing` is the share of words whose step main has in common with its
/// partner; the others have steps of main's own. With sharing 0, or the partner
/// `none`, nothing is to be shared. The layer at which to share is where the
/// partner is supervised, which a network's beta says.
package struct SyntheticCorpus: Sendable, Equatable {
  package var partner = Partner.helper
  package var sharing: Float = 1
  /// Sentences to train on, and as many to develop and to test on together.
  package var sentences = 400
  /// Training sentences that have labels for main.
  package var labelled = 30
  package var words = 20
  /// What counts are taken modulo, and so the labels of each task.
  package var classes = 2
  /// Share of all labels that are drawn at random instead.
  package var noise: Float = 0
  package var seed: UInt64 = 1

  /// Which task main is made from.
  package enum Partner: String, Sendable, CaseIterable {
    case helper, other, none
  }

  package init() {}

  /// - Throws: ``Diagnostic`` for numbers that no corpus can be made from.
  package func corpus(named name: String) throws(Diagnostic) -> Corpus {
    try check()
    var stream = RandomStream(seed: seed).split("synthetic")
    let lexicon = Lexicon(self, &stream)
    let layers = ["main", "helper", "other"]
    var builder = CorpusBuilder(name: name, layers: layers)
    let half = sentences / 2
    for (split, count) in [
      ("train", sentences), ("dev", half), ("test", sentences - half),
    ] {
      for number in 0..<count {
        try Interrupt.check()
        let words = (0..<Int.random(in: 4...10, using: &stream)).map { _ in
          Int.random(in: 0..<self.words, using: &stream)
        }
        let hasMain = split != "train" || number < labelled
        for (t, word) in words.enumerated() {
          let labels = layers.map { layer -> ArraySlice<UInt8>? in
            let label = lexicon.label(layer, words[...t])
            let shown =
              stream.uniform() < noise
              ? Int.random(in: 0..<classes, using: &stream) : label
            guard layer != "main" || hasMain else { return nil }
            return ArraySlice("\(layer.prefix(1))\(shown + 1)".utf8)
          }
          builder.add(word: lexicon.spellings[word].utf8, labels: labels)
        }
        builder.endSentence()
      }
      builder.endPortion(domain: "synthetic", split: split)
    }
    return builder.corpus
  }

  /// The same with so few sentences and words that it takes no time.
  package func sketch(named name: String) throws(Diagnostic) -> Corpus {
    try check()
    var small = self
    small.sentences = min(sentences, 40)
    small.words = min(words, 40)
    var corpus = try small.corpus(named: name)
    corpus.isSketch = true
    return corpus
  }

  private func check() throws(Diagnostic) {
    let ranges: [(String, Int, ClosedRange<Int>)] = [
      ("sentences", sentences, 2...1_000_000),
      ("labelled", labelled, 1...1_000_000), ("words", words, 2...100_000),
      ("classes", classes, 2...26),
    ]
    for (field, value, range) in ranges where !range.contains(value) {
      throw Diagnostic(
        .outOfRange, "\(field) is \(value)",
        hint: "take a number from \(range.lowerBound) to \(range.upperBound)")
    }
    for (field, value) in [("sharing", sharing), ("noise", noise)]
    where !(0...1).contains(value) {
      throw Diagnostic(
        .outOfRange, "\(field) is \(value)", hint: "take a share from 0 to 1")
    }
  }
}

/// The hidden side of the corpus: what each word adds to which count.
private struct Lexicon {
  let spellings: [String]
  /// Each word's step, by task.
  private let steps: [String: [Int]]
  /// Main's names of the counts.
  private let renamed: [Int]

  init(_ corpus: SyntheticCorpus, _ stream: inout RandomStream) {
    spellings = Self.spellings(corpus.words, &stream)
    let count = corpus.classes
    func drawn() -> [Int] {
      (0..<corpus.words).map { _ in Int.random(in: 0..<count, using: &stream) }
    }
    var steps = ["helper": drawn(), "other": drawn()]
    let own = drawn(), partner = corpus.partner.rawValue
    steps["main"] = own.indices.map { word in
      let isShared = stream.uniform() < corpus.sharing
      return isShared ? steps[partner]?[word] ?? own[word] : own[word]
    }
    self.steps = steps
    renamed = Array(0..<count).shuffled(using: &stream)
  }

  /// A task's label of the last of some words.
  func label(_ layer: String, _ words: ArraySlice<Int>) -> Int {
    guard let steps = steps[layer] else { return 0 }
    let count = words.reduce(0) { ($0 + steps[$1]) % renamed.count }
    return layer == "main" ? renamed[count] : count
  }

  /// Distinct made-up words that can be read aloud.
  private static func spellings(
    _ count: Int, _ stream: inout RandomStream
  ) -> [String] {
    let consonants = Array("bdfgklmnprstvz"), vowels = Array("aeiou")
    var seen: Set<String> = []
    var result: [String] = []
    while result.count < count {
      let word = (0..<Int.random(in: 2...4, using: &stream)).reduce("") {
        text, _ in
        text
          + String(consonants[Int.random(in: 0..<14, using: &stream)])
          + String(vowels[Int.random(in: 0..<5, using: &stream)])
      }
      if seen.insert(word).inserted { result.append(word) }
    }
    return result
  }
}

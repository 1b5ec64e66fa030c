import SluiceDiagnostics
import SluiceTensor

/// Sentences of made-up words for three tasks whose right sharing is known.
///
/// Every word has a hidden class for each of two auxiliary tasks, `helper` and
/// `other`, drawn independently of each other and of its spelling. The task
/// `main` has labels for few sentences only; they are made from the classes of
/// its *partner*, so what the partner learns of all words is what main lacks.
/// The other auxiliary task has nothing to give.
///
/// - `depth` 1: the partner's label is the word's class; main's is a function
///   of the class and of that of the word before. Main needs the classes
///   *below* its own context: the right place to share is layer 1.
/// - `depth` 2: the partner's label is itself a function of two neighbouring
///   classes, and main's says the same under other names: the right place to
///   share is the layer above.
/// - `sharing` is the share of words whose class main takes from its partner;
///   for the others it has classes of its own. With the partner `none`, or
///   sharing 0, nothing is to be shared.
package struct SyntheticCorpus: Sendable, Equatable {
  package var partner = Partner.helper
  package var depth = 1
  package var sharing: Float = 1
  /// Sentences to train on, and as many to develop and to test on together.
  package var sentences = 400
  /// Training sentences that have labels for main.
  package var labelled = 80
  package var words = 240
  package var classes = 4
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
        let words = (0..<Int.random(in: 4...10, using: &stream)).map { _ in
          Int.random(in: 0..<self.words, using: &stream)
        }
        let hasMain = split != "train" || number < labelled
        for (t, word) in words.enumerated() {
          let before = t > 0 ? words[t - 1] : nil
          let labels = layers.map { layer -> ArraySlice<UInt8>? in
            let label = lexicon.label(layer, word, after: before)
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

  private func check() throws(Diagnostic) {
    let ranges: [(String, Int, ClosedRange<Int>)] = [
      ("depth", depth, 1...2), ("sentences", sentences, 2...1_000_000),
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

/// The hidden side of the corpus: what each word is.
private struct Lexicon {
  let spellings: [String]
  private let depth: Int
  /// Each word's class for the auxiliary tasks, and for main.
  private let classes: [String: [Int]]
  /// What two neighbouring classes make, by task.
  private let pairs: [String: [[Int]]]
  private let renamed: [Int]
  /// The task whose labels main's are made from at depth 2.
  private let source: String

  init(_ corpus: SyntheticCorpus, _ stream: inout RandomStream) {
    depth = corpus.depth
    spellings = Self.spellings(corpus.words, &stream)
    let count = corpus.classes
    func drawn() -> [Int] {
      (0..<corpus.words).map { _ in Int.random(in: 0..<count, using: &stream) }
    }
    var classes = ["helper": drawn(), "other": drawn()]
    let own = drawn()
    let partner = corpus.partner.rawValue
    classes["main"] = own.indices.map { word in
      let isShared = stream.uniform() < corpus.sharing
      return isShared ? classes[partner]?[word] ?? own[word] : own[word]
    }
    self.classes = classes
    // Each class decides over a row that holds every label, so that neither
    // neighbour alone says anything about the label.
    func square() -> [[Int]] {
      let rows = Array(0..<count).shuffled(using: &stream)
      let columns = Array(0..<count).shuffled(using: &stream)
      return rows.map { row in columns.map { (row + $0) % count } }
    }
    var pairs = ["helper": square(), "other": square(), "main": square()]
    if corpus.depth == 2 { pairs["main"] = pairs[partner] ?? pairs["main"] }
    self.pairs = pairs
    renamed = Array(0..<count).shuffled(using: &stream)
    source = partner
  }

  /// A task's label of a word, after another.
  func label(_ layer: String, _ word: Int, after before: Int?) -> Int {
    guard let classes = classes[layer], let pairs = pairs[layer] else {
      return 0
    }
    let pair = pairs[before.map { classes[$0] } ?? 0][classes[word]]
    if layer == "main" { return depth == 2 ? renamed[pair] : pair }
    return depth == 2 ? pair : classes[word]
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

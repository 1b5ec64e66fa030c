/// The lowest noun, verb and adjective phrases and subordinate clauses of a
/// parse: what the code that was released with the paper on sluice networks
/// takes for chunks.
///
/// A phrase NP, VP, ADJP or SBAR that has none of these four in it is a span
/// from its first word to its last; all other words are outside.
enum LowestPhrases {
  private static let labels: Set = ["NP", "VP", "ADJP", "SBAR"]

  /// Each word's tag in IOB2.
  static func tags(of tree: ParseTree) -> [String] {
    var tags = [String](repeating: "O", count: tree.words.count)
    var holdsOne = [Bool](repeating: false, count: tree.phrases.count)
    for (number, phrase) in tree.phrases.enumerated().reversed() {
      let isOne = labels.contains(phrase.label)
      if isOne, !holdsOne[number] {
        tags.mark(phrase.words, as: phrase.label)
      }
      if isOne || holdsOne[number] { holdsOne[phrase.parent] = true }
    }
    return tags
  }
}

extension [String] {
  /// Marks a span in IOB2.
  mutating func mark(_ span: Range<Int>, as type: String) {
    for place in span { self[place] = "I-" + type }
    self[span.lowerBound] = "B-" + type
  }
}

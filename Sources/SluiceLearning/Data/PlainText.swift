import SluiceDiagnostics

/// Cuts raw text into sentences and tokens, for `predict`.
///
/// A line is a sentence. Tokens are parted by blanks; of these, punctuation and
/// the signs `$ £ € % #` at either end stand alone, an ellipsis and the like as
/// one, and English clitics (`'s`, `n't`, `'ll` …) are parted from their words,
/// as treebanks do. Letters with dots (`U.S.`) and some titles keep theirs.
package enum PlainText {
  /// Sentences as a corpus without layers.
  package static func corpus(_ text: String) -> Corpus {
    corpus(of: sentences(text))
  }

  /// The same of sentences that are tokens already.
  package static func corpus(of sentences: [[String]]) -> Corpus {
    var builder = CorpusBuilder(name: "text", layers: [])
    for sentence in sentences {
      for word in sentence { builder.add(word: word.utf8, labels: []) }
      builder.endSentence()
    }
    builder.endPortion(domain: "text", split: "all")
    return builder.corpus
  }

  /// The sentences' tokens; empty lines are none.
  package static func sentences(_ text: String) -> [[String]] {
    text.composed.split(whereSeparator: \.isNewline).map { line in
      line.split(whereSeparator: \.isWhitespace).flatMap(tokens)
    }.filter { !$0.isEmpty }
  }

  private static let clitics = ["'s", "'re", "'ve", "'ll", "'d", "'m", "n't"]

  private static let abbreviations: Set<Substring> = [
    "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Jr", "Sr", "Inc", "Corp", "Ltd",
    "Co", "vs", "etc",
  ]

  private static func tokens(_ word: Substring) -> [String] {
    var middle = word
    var before: [String] = []
    var after: [String] = []  // the last one first
    while let first = middle.first, isMark(first), !isOne(middle) {
      let rest = middle.drop { $0 == first }
      before.append(String(middle[..<rest.startIndex]))
      middle = rest
    }
    while let last = middle.last, isMark(last) || isApostrophe(last),
      !isOne(middle), !isAbbreviation(middle)
    {
      var rest = middle
      while rest.last == last { rest.removeLast() }
      after.append(String(middle[rest.endIndex...]))
      middle = rest
    }
    let plain = String(middle.map { isApostrophe($0) ? "'" : $0 }).lowercased()
    if let clitic = clitics.first(where: { plain.hasSuffix($0) }),
      plain != clitic
    {
      after.append(String(middle.suffix(clitic.count)))
      middle = middle.dropLast(clitic.count)
    }
    return before + (middle.isEmpty ? [] : [String(middle)]) + after.reversed()
  }

  private static func isOne(_ word: Substring) -> Bool {
    word.dropFirst().isEmpty
  }

  private static func isApostrophe(_ character: Character) -> Bool {
    character == "'" || character == "’"
  }

  private static func isMark(_ character: Character) -> Bool {
    character.isPunctuation && !"'’-@&".contains(character)
      || "$£€".contains(character)
  }

  /// `U.S.` keeps its last dot, `Mr.` too; `5.50.` and `example.org.` do not.
  private static func isAbbreviation(_ word: Substring) -> Bool {
    guard word.last == "." else { return false }
    let inner = word.dropLast()
    guard !abbreviations.contains(inner) else { return true }
    let parts = inner.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy {
        (1...2).contains($0.count) && $0.allSatisfy(\.isLetter)
      }
  }
}

extension PlainText {
  /// Checks that a file can be read, as far as its first lines tell.
  package static func check(_ path: String) throws(Diagnostic) {
    _ = try TextLines.head(of: path)
  }

  /// A file's text; UTF-8.
  package static func read(_ path: String) throws(Diagnostic) -> String {
    let lines = try TextLines(path: path)
    var text = ""
    try lines.forEach { _, line in
      text += String(decoding: line, as: UTF8.self) + "\n"
    }
    return text
  }
}

import SluiceDiagnostics

/// Cuts raw text into sentences and tokens, for `predict`.
///
/// A line is a sentence. Tokens are parted by blanks; of these, punctuation at
/// either end stands alone, an ellipsis and the like as one, and English
/// clitics (`'s`, `n't`, `'ll` …) are parted from their words.
package enum PlainText {
  /// The sentences' tokens; empty lines are none.
  package static func sentences(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(whereSeparator: \.isWhitespace).flatMap { tokens(String($0)) }
    }.filter { !$0.isEmpty }
  }

  private static let clitics = ["'s", "'re", "'ve", "'ll", "'d", "'m", "n't"]

  private static func tokens(_ word: String) -> [String] {
    var middle = word[...]
    var before: [String] = [], after: [String] = []
    while let first = middle.first, middle.count > 1, isMark(first) {
      let run = middle.prefix { $0 == first }
      before.append(String(run))
      middle = middle.dropFirst(run.count)
    }
    while let last = middle.last, middle.count > 1, isMark(last),
      !isAbbreviation(middle)
    {
      let run = middle.reversed().prefix { $0 == last }.count
      after.insert(String(middle.suffix(run)), at: 0)
      middle = middle.dropLast(run)
    }
    let lowered = middle.lowercased()
    for clitic in clitics
    where lowered.count > clitic.count && lowered.hasSuffix(clitic) {
      after.insert(String(middle.suffix(clitic.count)), at: 0)
      middle = middle.dropLast(clitic.count)
      break
    }
    return before + (middle.isEmpty ? [] : [String(middle)]) + after
  }

  private static func isMark(_ character: Character) -> Bool {
    character.isPunctuation && !"'’-@#&%".contains(character)
      || "\"“”«»".contains(character)
  }

  /// `U.S.` keeps its last dot, `Mr.` too.
  private static func isAbbreviation(_ word: Substring) -> Bool {
    guard word.last == "." else { return false }
    let inner = word.dropLast()
    return inner.contains(".") && inner.last != "."
      || ["Mr", "Mrs", "Ms", "Dr", "St", "Prof"].contains(String(inner))
  }
}

extension PlainText {
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

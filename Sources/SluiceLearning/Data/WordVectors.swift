import SluiceDiagnostics

/// Pretrained word vectors from a text file, as GloVe or word2vec write them.
///
/// A line is a word and its numbers, by blanks; a first line of two whole
/// numbers (word2vec's) says how many words and numbers there are. Of a word
/// that stands there twice the first vector counts.
package struct WordVectors: Sendable {
  /// Numbers in a vector.
  package private(set) var dimension = 0
  private var rows: [String: [Float]] = [:]

  /// Distinct words.
  package var count: Int { rows.count }

  /// A word's vector: as it is written, else lower-cased.
  package func vector(for word: String) -> [Float]? {
    rows[word] ?? rows[word.lowercased()]
  }

  /// - Throws: ``Diagnostic`` (bad-vectors) where a line has too many or too few
  ///   numbers or one that is not finite, the first line announces what is not
  ///   there, or there is no word; those of reading a file.
  package init(contentsOf path: String) throws(Diagnostic) {
    try self.init(TextLines(path: path))
  }

  /// How many numbers a file's vectors have, by its first lines.
  ///
  /// - Returns: Nil where they do not tell.
  package static func dimension(
    ofFile path: String
  ) throws(Diagnostic) -> Int? {
    guard let head = try TextLines.head(of: path) else { return nil }
    let dimension = try WordVectors(head, isWhole: false).dimension
    return dimension > 0 ? dimension : nil
  }

  init(_ lines: TextLines, isWhole: Bool = true) throws(Diagnostic) {
    var announced: (words: Int, numbers: Int)?
    var read = 0
    var rows: [String: [Float]] = [:]
    var dimension = 0
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty, isWhole || read == 0 else { return }
      let fields = line.split { $0 == 32 || $0 == 9 }
      let texts = fields.map { String(decoding: $0, as: UTF8.self) }
      if number == 1, texts.count == 2, let words = Int(texts[0]),
        let numbers = Int(texts[1])
      {
        announced = (words, numbers)
        return
      }
      let wanted =
        announced?.numbers ?? (read == 0 ? texts.count - 1 : dimension)
      guard texts.count - 1 == wanted, wanted > 0 else {
        let place = lines.place(number, line, 0..<line.count)
        guard announced != nil || wanted > 0 else {
          throw Diagnostic(
            .badVectors, "line \(number) has a word and no numbers", at: place,
            label: "no numbers", hint: "each line is a word and its numbers")
        }
        throw Diagnostic(
          .badVectors,
          "line \(number) has \(texts.count - 1)"
            + " number\(texts.count == 2 ? "" : "s"), not \(wanted)",
          at: place, label: "\(texts.count - 1) here",
          hint: announced == nil
            ? "every word needs as many numbers as the first"
            : "the first line announces \(wanted) for every word")
      }
      dimension = wanted
      var values: [Float] = []
      for (field, text) in zip(fields, texts).dropFirst() {
        guard let value = Float(text), value.isFinite else {
          throw Diagnostic(
            .badVectors, "`\(text)` in line \(number) is not a number",
            at: lines.place(
              number, line,
              field.startIndex - line.startIndex..<field.endIndex
                - line.startIndex), label: "not a finite number",
            hint: "the vectors of a word are finite numbers")
        }
        values.append(value)
      }
      read += 1
      if rows[texts[0]] == nil { rows[texts[0]] = values }
    }
    if isWhole, let announced, announced.words != read {
      throw Diagnostic(
        .badVectors,
        "\(lines.name) announces \(announced.words) words and has \(read)",
        hint: "the file may have been cut off; copy it again")
    }
    guard read > 0 || !isWhole else {
      throw Diagnostic(
        .badVectors, "\(lines.name) has no word vectors",
        hint: "each line is a word and its numbers")
    }
    self.rows = rows
    self.dimension = dimension
  }
}

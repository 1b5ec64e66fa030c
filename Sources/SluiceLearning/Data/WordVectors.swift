import SluiceDiagnostics

/// Pretrained word vectors from a text file, as GloVe or word2vec write them.
///
/// A line is a word and its numbers, by blanks; a first line of two whole
/// numbers (word2vec's) says how many words and numbers there are. Of a word
/// that stands there twice the first vector counts. A word may hold blanks, as
/// some of GloVe do: the numbers are the last fields of its line.
package struct WordVectors: Sendable {
  /// Numbers in a vector.
  package private(set) var dimension = 0
  private var rows: [String: [Float]] = [:]
  /// For each word in lower case that stands in another alone, the first such.
  private var spellings: [String: String] = [:]

  /// Lines that give a word that was there before another vector.
  package private(set) var repeated = 0

  /// Distinct words.
  package var count: Int { rows.count }

  /// A word's vector: as it is written, else lower-cased, else that of the
  /// first word that is the same but for case.
  package func vector(for word: String) -> [Float]? {
    let lowered = word.lowercased()
    return rows[word] ?? rows[lowered]
      ?? spellings[lowered].flatMap { rows[$0] }
  }

  /// Whether a word has a vector under another case alone.
  package func isOfOtherCase(_ word: String) -> Bool {
    rows[word] == nil && rows[word.lowercased()] == nil
      && spellings[word.lowercased()] != nil
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
    var spellings: [String: String] = [:]
    var dimension = 0
    var repeated = 0
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty, isWhole || read == 0 else { return }
      var fields = line.split { $0 == 32 || $0 == 9 }
      var texts = fields.map { String(decoding: $0, as: UTF8.self) }
      if number == 1, texts.count == 2, let words = Int(texts[0]),
        let numbers = Int(texts[1])
      {
        announced = (words, numbers)
        return
      }
      let wanted =
        announced?.numbers
        ?? (read == 0 ? Self.dimension(ofFirst: texts) : dimension)
      Self.joinWord(&fields, &texts, numbers: wanted, in: line)
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
      if let first = rows[texts[0]] {
        if first != values { repeated += 1 }
        return
      }
      rows[texts[0]] = values
      let lowered = texts[0].lowercased()
      if lowered != texts[0], spellings[lowered] == nil {
        spellings[lowered] = texts[0]
      }
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
    self.repeated = repeated
    self.spellings = spellings
  }

  /// How many numbers a first line ends with; if it ends with none, as many as
  /// it has fields beside the word.
  private static func dimension(ofFirst texts: [String]) -> Int {
    let numbers = texts.reversed().prefix { Float($0)?.isFinite == true }.count
    return numbers > 0 ? min(numbers, texts.count - 1) : texts.count - 1
  }

  /// Makes one word of fields before the numbers, unless these are all numbers
  /// themselves: then the line has too many.
  private static func joinWord(
    _ fields: inout [ArraySlice<UInt8>], _ texts: inout [String],
    numbers: Int, in line: ArraySlice<UInt8>
  ) {
    guard numbers > 0, numbers < texts.count - 1 else { return }
    let more = texts.count - 1 - numbers
    guard
      !texts[1...more].allSatisfy({ Float($0)?.isFinite == true })
    else { return }
    let word = line[line.startIndex..<fields[more].endIndex]
    fields.replaceSubrange(0...more, with: [word])
    texts.replaceSubrange(
      0...more, with: [String(decoding: word, as: UTF8.self)])
  }
}

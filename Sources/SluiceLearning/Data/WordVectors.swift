import SluiceDiagnostics

/// Pretrained word vectors from a text file, as GloVe or word2vec write them.
///
/// A line is a word and its numbers, by blanks; a first line of two whole
/// numbers (word2vec's) says how many words and numbers there are.
package struct WordVectors: Sendable {
  package private(set) var dimension = 0
  private var rows: [String: [Float]] = [:]

  package var count: Int { rows.count }

  /// A word's vector: as it is written, else lower-cased.
  package func vector(for word: String) -> [Float]? {
    rows[word] ?? rows[word.lowercased()]
  }

  package init(contentsOf path: String) throws(Diagnostic) {
    try self.init(TextLines(path: path))
  }

  init(_ lines: TextLines) throws(Diagnostic) {
    var announced: (words: Int, numbers: Int)?
    var read = 0
    var rows: [String: [Float]] = [:]
    var dimension = 0
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty else { return }
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
      guard texts.count == wanted + 1, wanted > 0 else {
        throw Diagnostic(
          .badVectors,
          "line \(number) has \(texts.count - 1)"
            + " number\(texts.count == 2 ? "" : "s"), not \(wanted)",
          at: lines.place(number, line, 0..<line.count),
          label: "\(texts.count - 1) here",
          hint: "every word needs as many numbers as the first")
      }
      dimension = wanted
      var values: [Float] = []
      for (field, text) in zip(fields, texts).dropFirst() {
        guard let value = Float(text), value.isFinite else {
          throw Diagnostic(
            .badVectors, "`\(text)` in line \(number) is no number",
            at: lines.place(
              number, line,
              field.startIndex - line.startIndex..<field.endIndex
                - line.startIndex), label: "no finite number",
            hint: "the vectors of a word are finite numbers")
        }
        values.append(value)
      }
      read += 1
      if rows[texts[0]] == nil { rows[texts[0]] = values }
    }
    if let announced, announced.words != read {
      throw Diagnostic(
        .badVectors,
        "\(lines.name) announces \(announced.words) words and has \(read)",
        hint: "the file may have been cut off; copy it again")
    }
    guard read > 0 else {
      throw Diagnostic(
        .badVectors, "\(lines.name) has no word vectors",
        hint: "each line is a word and its numbers")
    }
    self.rows = rows
    self.dimension = dimension
  }
}

import SluiceDiagnostics

/// Pretrained word vectors from a text file, as GloVe, word2vec and fastText write
/// them.
///
/// A line is a word and its numbers, by blanks; a first line of two whole
/// numbers (word2vec's, fastText's) says how many words and numbers there are. Of
/// a word that stands there twice the first vector counts. A word may hold blanks,
/// as some of GloVe do: the numbers are the last fields of its line.
///
/// Such a file has more words than memory may hold, so only those are kept that
/// were asked for, in every case that they stand there in.
package struct WordVectors: Sendable, Codable {
  /// Numbers in a vector.
  package let dimension: Int
  let rows: [String: [Float]]
  /// For each word in lower case that stands in another alone, the first such.
  let spellings: [String: String]
  /// Lines that give a word that was kept before another vector.
  package let repeated: Int
  /// Where the file lies, from which more words may be read.
  package let path: String
  /// The words that were asked for, in lower case.
  let asked: Set<String>

  /// Vectors as they were kept.
  init(
    dimension: Int, rows: [String: [Float]], spellings: [String: String],
    repeated: Int, path: String, asked: Set<String>
  ) {
    self.dimension = dimension
    self.rows = rows
    self.spellings = spellings
    self.repeated = repeated
    self.path = path
    self.asked = asked
  }

  /// Distinct words that are kept.
  package var count: Int { rows.count }

  /// - Parameters:
  ///   - path: The file.
  ///   - words: The words that will be asked for, in any case.
  /// - Throws: ``Diagnostic`` (bad-vectors) where a line, be it kept or not, has
  ///   too many or too few numbers or one that is not finite, the first line
  ///   announces what is not there, or there is no word; those of reading a file.
  package init(
    contentsOf path: String, keeping words: some Sequence<String>
  ) throws(Diagnostic) {
    let asked = Set(words.map { $0.lowercased() })
    var reader = WordVectorReader(keeping: asked)
    try TextLines.forEachPiece(of: path) { lines throws(Diagnostic) in
      try reader.read(lines)
    }
    try reader.end(path)
    dimension = reader.dimension
    rows = reader.rows
    spellings = reader.spellings
    repeated = reader.repeated
    self.path = path
    self.asked = asked
  }

  /// The same with the vectors of further words; the file is read again where
  /// some were not asked for yet.
  package func keeping(
    _ words: some Sequence<String>
  ) throws(Diagnostic) -> WordVectors {
    let all = asked.union(words.map { $0.lowercased() })
    guard all.count > asked.count else { return self }
    do { return try WordVectors(contentsOf: path, keeping: all) } catch {
      throw error.naming(path)
    }
  }

  /// How many numbers a file's vectors have, by its first lines.
  ///
  /// - Returns: Nil where they do not tell.
  package static func dimension(
    ofFile path: String
  ) throws(Diagnostic) -> Int? {
    guard let head = try TextLines.head(of: path) else { return nil }
    var reader = WordVectorReader(keeping: [])
    try reader.read(head, first: 1)
    return reader.dimension > 0 ? reader.dimension : nil
  }

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
}

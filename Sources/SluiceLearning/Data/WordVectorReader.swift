import SluiceDiagnostics

/// Reads the lines of a file of word vectors, and keeps some of the words.
struct WordVectorReader {
  private(set) var dimension = 0
  private(set) var rows: [String: [Float]] = [:]
  private(set) var spellings: [String: String] = [:]
  private(set) var repeated = 0
  /// In lower case.
  private let asked: Set<String>
  /// What the first line says that there is.
  private var announced: (words: Int, numbers: Int)?
  /// Lines with a word so far.
  private var read = 0

  init(keeping asked: Set<String>) { self.asked = asked }

  /// Reads further lines.
  ///
  /// - Parameters:
  ///   - lines: They.
  ///   - count: How many words to read at most.
  /// - Throws: `bad-vectors`.
  mutating func read(
    _ lines: TextLines, first count: Int = .max
  ) throws(Diagnostic) {
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty, read < count else { return }
      try read(line, number, of: lines)
    }
  }

  private mutating func read(
    _ line: ArraySlice<UInt8>, _ number: Int, of lines: TextLines
  ) throws(Diagnostic) {
    var fields = line.split { $0 == 32 || $0 == 9 }
    if number == 1, fields.count == 2, let words = Int(text(fields[0])),
      let numbers = Int(text(fields[1]))
    {
      announced = (words, numbers)
      return
    }
    let wanted =
      announced?.numbers
      ?? (read == 0 ? Self.dimension(ofFirst: fields) : dimension)
    Self.joinWord(&fields, numbers: wanted, in: line)
    guard fields.count - 1 == wanted, wanted > 0 else {
      throw wrongCount(
        fields.count - 1, wanted, number,
        at: lines.place(number, line, 0..<line.count))
    }
    dimension = wanted
    read += 1
    let word = text(fields[0])
    let lowered = word.lowercased()
    let isKept = asked.contains(lowered)
    var values: [Float] = []
    if isKept { values.reserveCapacity(wanted) }
    for field in fields.dropFirst() {
      guard let value = Self.number(field) else {
        throw Diagnostic(
          .badVectors, "`\(text(field))` in line \(number) is not a number",
          at: lines.place(
            number, line,
            field.startIndex - line.startIndex..<field.endIndex
              - line.startIndex), label: "not a finite number",
          hint: "the vectors of a word are finite numbers")
      }
      if isKept { values.append(value) }
    }
    guard isKept else { return }
    if let first = rows[word] {
      if first != values { repeated += 1 }
      return
    }
    rows[word] = values
    if lowered != word, spellings[lowered] == nil { spellings[lowered] = word }
  }

  /// Checks at the file's end that it has what it announces.
  ///
  /// - Parameter name: What messages call the file.
  /// - Throws: `bad-vectors`.
  func end(_ name: String) throws(Diagnostic) {
    if let announced, announced.words != read {
      throw Diagnostic(
        .badVectors,
        "\(name) announces \(announced.words) words and has \(read)",
        hint: "the file may have been cut off; copy it again")
    }
    guard read > 0 else {
      throw Diagnostic(
        .badVectors, "\(name) has no word vectors",
        hint: "each line is a word and its numbers")
    }
  }

  private func wrongCount(
    _ count: Int, _ wanted: Int, _ number: Int, at place: Place
  ) -> Diagnostic {
    guard announced != nil || wanted > 0 else {
      return Diagnostic(
        .badVectors, "line \(number) has a word and no numbers", at: place,
        label: "no numbers", hint: "each line is a word and its numbers")
    }
    return Diagnostic(
      .badVectors,
      "line \(number) has \(count) number\(count == 1 ? "" : "s"), not \(wanted)",
      at: place, label: "\(count) here",
      hint: announced == nil
        ? "every word needs as many numbers as the first"
        : "the first line announces \(wanted) for every word")
  }

  // MARK: - Fields

  private func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field, as: UTF8.self)
  }

  /// A finite number.
  private static func number(_ field: ArraySlice<UInt8>) -> Float? {
    Float(String(decoding: field, as: UTF8.self)).flatMap {
      $0.isFinite ? $0 : nil
    }
  }

  /// How many numbers a first line ends with; if it ends with none, as many as
  /// it has fields beside the word.
  private static func dimension(ofFirst fields: [ArraySlice<UInt8>]) -> Int {
    let numbers = fields.reversed().prefix { number($0) != nil }.count
    return numbers > 0 ? min(numbers, fields.count - 1) : fields.count - 1
  }

  /// Makes one word of fields before the numbers, unless these are all numbers
  /// themselves: then the line has too many.
  private static func joinWord(
    _ fields: inout [ArraySlice<UInt8>], numbers: Int,
    in line: ArraySlice<UInt8>
  ) {
    guard numbers > 0, numbers < fields.count - 1 else { return }
    let more = fields.count - 1 - numbers
    guard !fields[1...more].allSatisfy({ number($0) != nil }) else { return }
    let word = line[line.startIndex..<fields[more].endIndex]
    fields.replaceSubrange(0...more, with: [word])
  }
}

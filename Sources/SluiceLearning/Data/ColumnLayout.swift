import SluiceDiagnostics

/// How a file of columns is to be read: what its columns are called, and which
/// of its lines are no tokens.
struct ColumnLayout {
  let splitter: FieldSplitter
  /// All columns' names in order, `_` for one that is not read.
  let names: [String]
  /// The column of the words.
  let word: Int
  /// Whether somebody named the columns, or they are only counted.
  var isNamed = true
  /// A first line that names the columns and does not begin with #.
  var nameLine: Int?
  /// Lines with as many fields as a token that are comments nevertheless.
  private var comments: Set<Int> = []

  /// What a line is.
  enum Line {
    case token, sentenceEnd, comment, documentMark
    /// A line that names the columns.
    case names
  }

  init(_ splitter: FieldSplitter, names: [String], word: Int) {
    self.splitter = splitter
    self.names = names
    self.word = word
  }

  /// Columns that are layers.
  var layers: [Int] {
    names.indices.filter { $0 != word && names[$0] != "_" }
  }

  /// Goes through a file's lines.
  ///
  /// - Parameters:
  ///   - lines: The file.
  ///   - body: Called with what a line is, its number from 1, its bytes and its
  ///     fields. A token has as many fields as its line, be they wrong.
  /// - Throws: ``Diagnostic`` where a quote is not closed; what `body` throws.
  func forEach(
    _ lines: TextLines,
    _ body: (Line, Int, ArraySlice<UInt8>, [ArraySlice<UInt8>])
      throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var isFirst = true
    var fields: [ArraySlice<UInt8>] = []
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty else {
        isFirst = true
        return try body(.sentenceEnd, number, line, [])
      }
      guard splitter.fields(of: line, into: &fields) else {
        throw lines.openQuote(number, line)
      }
      splitter.fit(&fields, to: names.count)
      let kind = self.kind(number, line, fields, isFirst)
      switch kind {
      case .token: isFirst = false
      case .documentMark: isFirst = true
      case .sentenceEnd, .comment, .names: break
      }
      try body(kind, number, line, fields)
    }
  }

  private func kind(
    _ number: Int, _ line: ArraySlice<UInt8>, _ fields: [ArraySlice<UInt8>],
    _ isFirst: Bool
  ) -> Line {
    if number == nameLine || Self.names(inComment: line) != nil {
      return .names
    }
    if Self.isDocumentMark(line)
      || fields.count > word && Self.isDocumentMark(fields[word])
    {
      return .documentMark
    }
    guard line.first == Self.hash else { return .token }
    if fields.count == names.count {
      return comments.contains(number) ? .comment : .token
    }
    return isFirst && isLikeComment(line) ? .comment : .token
  }
}

// MARK: - What is no token

extension ColumnLayout {
  static let hash = UInt8(ascii: "#")

  /// `-DOCSTART-`, which parts documents in the files of CoNLL-2003, and the
  /// `#begin document` and `#end document` of CoNLL-2012.
  static func isDocumentMark(_ text: ArraySlice<UInt8>) -> Bool {
    let marks = ["-DOCSTART-", "#begin document", "#end document"]
    return marks.contains { mark in
      text.starts(with: mark.utf8)
        && text.dropFirst(mark.utf8.count).first.map {
          [32, 9, 44, 59].contains($0)
        } ?? true
    }
  }

  /// The names in a line `# columns = FORM UPOS …`, as CoNLL-U Plus has it too.
  static func names(inComment line: ArraySlice<UInt8>) -> [String]? {
    guard line.first == hash else { return nil }
    let words = String(decoding: line.dropFirst(), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard words.count > 2, ["columns", "global.columns"].contains(words[0]),
      words[1] == "="
    else { return nil }
    return words.dropFirst(2).map { $0.lowercased().composed }
  }

  /// Whether a line with # that has not as many fields as a token is a comment
  /// where a sentence begins: `# …`, `#`, `## …`, `#id = …`. A single word is a
  /// token that lacks its labels.
  func isLikeComment(_ line: ArraySlice<UInt8>) -> Bool {
    guard let second = line.dropFirst().first else { return true }
    return second == 32 || second == Self.hash
      || line.contains(UInt8(ascii: "="))
      || splitter.separator == 9 && line.contains(32) && !line.contains(9)
  }

  /// Notes which lines that begin with `# ` or `## ` where a sentence would, and
  /// have as many fields as a token, are comments: those with a label that stands on no
  /// other line.
  mutating func findComments(in lines: TextLines) throws(Diagnostic) {
    var doubtful: [(number: Int, fields: [ArraySlice<UInt8>])] = []
    var isFirst = true
    try forEach(lines) { kind, number, line, fields in
      let isDoubtful =
        isFirst && kind == .token && line.first == Self.hash
        && line.drop(while: { $0 == Self.hash }).first == 32
      if isDoubtful {
        doubtful.append((number, fields))
      } else if kind == .token {
        isFirst = false
      } else if kind == .sentenceEnd || kind == .documentMark {
        isFirst = true
      }
    }
    guard !doubtful.isEmpty else { return }
    let columns = layers
    var labels = columns.map { _ in Set<ArraySlice<UInt8>>() }
    let numbers = Set(doubtful.map(\.number))
    try forEach(lines) { kind, number, _, fields in
      guard kind == .token, !numbers.contains(number),
        fields.count == names.count
      else { return }
      for (index, column) in columns.enumerated() {
        labels[index].insert(fields[column])
      }
    }
    comments = Set(
      doubtful.filter { line in
        columns.isEmpty
          || zip(columns, labels).contains { !$1.contains(line.fields[$0]) }
      }.map(\.number))
  }
}

extension TextLines {
  /// A quote that opens a field and does not close it.
  func openQuote(_ number: Int, _ line: ArraySlice<UInt8>) -> Diagnostic {
    Diagnostic(
      .badLine,
      "a field in quotes does not end with its quote in line \(number)",
      at: place(number, line, 0..<line.count), label: "a quote is missing",
      hint: "in files of commas or semicolons a field may stand in quotes, and"
        + " `\"\"` in it is a quote: the word \" is written `\"\"\"\"`")
  }
}

import SluiceDiagnostics

/// Reads CoNLL-2000: word, part of speech, chunk.
struct Conll2000Reader: CorpusReader {
  private var columns: ColumnReader {
    var reader = ColumnReader()
    reader.separator = .blanks
    reader.names = ["form", "pos", "chunk"]
    return reader
  }

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    try columns.layers(of: lines)
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    try columns.read(lines, into: &builder)
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {
    try columns.check(head: lines, for: layers)
  }

  func layout(of lines: TextLines) throws(Diagnostic) -> ColumnLayout {
    try columns.layout(of: lines)
  }
}

/// Reads CoNLL-2002: word, part of speech and name, or word and name, as the
/// Spanish files have them.
struct Conll2002Reader: CorpusReader {
  private func columns(
    of lines: TextLines
  ) throws(Diagnostic) -> ColumnReader {
    var width: Int?
    try lines.forEach { _, line in
      let isToken =
        !line.isEmpty && !ColumnLayout.isDocumentMark(line)
        && line.first != ColumnLayout.hash
      if width == nil, isToken {
        width = line.split { $0 == 32 || $0 == 9 }.count
      }
    }
    var reader = ColumnReader()
    reader.separator = .blanks
    reader.names = width == 2 ? ["form", "ner"] : ["form", "pos", "ner"]
    return reader
  }

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    try columns(of: lines).layers(of: lines)
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    try columns(of: lines).read(lines, into: &builder)
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {
    try columns(of: lines).check(head: lines, for: layers)
  }

  func layout(of lines: TextLines) throws(Diagnostic) -> ColumnLayout {
    try columns(of: lines).layout(of: lines)
  }
}

/// Reads CoNLL-2003: word, part of speech, chunk, name, by blanks.
///
/// Comments and `-DOCSTART-` lines are no tokens, as in ``ColumnReader``; chunks
/// and names in IOB1 become IOB2; `-`, `_` and `-X-` are no labels, and a column
/// that holds nothing else is no layer.
struct Conll2003Reader: CorpusReader {
  private static let columns = [("pos", 1), ("chunk", 2), ("ner", 3)]

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    var used: Set<Int> = []
    try layout(of: lines).forEach(lines) {
      kind, number, line, fields throws(Diagnostic) in
      guard kind == .token else { return }
      try check(fields, of: lines, number, line)
      guard used.count < Self.columns.count else { return }
      for (_, column) in Self.columns where !Self.isNone(fields[column]) {
        used.insert(column)
      }
    }
    return Self.columns.filter { used.contains($0.1) }.map(\.0)
  }

  /// A column that holds nothing at first may hold something below.
  func layers(ofHead lines: TextLines) throws(Diagnostic) -> [String] {
    try check(head: lines, for: [])
    return Self.columns.map(\.0)
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {
    var isFirst = true
    try layout(of: lines).forEach(lines) {
      kind, number, line, fields throws(Diagnostic) in
      guard isFirst, kind == .token else { return }
      isFirst = false
      try check(fields, of: lines, number, line)
    }
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    let columns = builder.layers.compactMap { layer in
      Self.columns.first { $0.0 == layer }?.1
    }
    var sentence: [[ArraySlice<UInt8>]] = []
    var numbers: [Int] = []
    func close(_ builder: inout CorpusBuilder) {
      var labels: [[ArraySlice<UInt8>?]] = []
      for column in columns {
        labels.append(self.labels(of: sentence, column, &builder.notes))
      }
      for (t, fields) in sentence.enumerated() {
        builder.add(
          word: fields[0], labels: labels.map { $0[t] }, line: numbers[t])
      }
      builder.endSentence()
      (sentence, numbers) = ([], [])
    }
    try layout(of: lines).forEach(lines) {
      kind, number, line, fields throws(Diagnostic) in
      switch kind {
      case .token:
        try check(fields, of: lines, number, line)
        sentence.append(fields)
        numbers.append(number)
      case .comment: builder.add(comment: line)
      case .names: break
      case .documentMark:
        builder.notes.passedOver(.documentMark)
        close(&builder)
        builder.beginDocument()
      case .sentenceEnd: close(&builder)
      }
    }
    close(&builder)
  }

  func layout(of lines: TextLines) throws(Diagnostic) -> ColumnLayout {
    var layout = ColumnLayout(
      FieldSplitter(), names: ["form"] + Self.columns.map(\.0), word: 0)
    try layout.findComments(in: lines)
    return layout
  }

  /// - Throws: `column-count`, unless a token has its four fields.
  private func check(
    _ fields: [ArraySlice<UInt8>], of lines: TextLines, _ number: Int,
    _ line: ArraySlice<UInt8>
  ) throws(Diagnostic) {
    guard fields.count == 4 else {
      throw Diagnostic(
        .columnCount,
        "line \(number) has \(fields.count) columns, CoNLL-2003 has 4",
        at: lines.place(number, line, 0..<line.count),
        label: "\(fields.count) here",
        hint: "for other columns use columns(\"…\", columns=[…])")
    }
  }

  private static func isNone(_ label: ArraySlice<UInt8>) -> Bool {
    ["-", "_", "-X-"].contains { label.elementsEqual($0.utf8) }
  }

  /// A column's labels: parts of speech as they are, spans in IOB2.
  private func labels(
    of sentence: [[ArraySlice<UInt8>]], _ column: Int,
    _ notes: inout ReadingNotes
  ) -> [ArraySlice<UInt8>?] {
    var labels = sentence.map { $0[column] }
    if column > 1 {
      let tags = labels.map { String(decoding: $0, as: UTF8.self) }
      let converted = TagScheme.iob2(fromIOB1: tags)
      if converted != tags,
        let layer = Self.columns.first(where: { $0.1 == column })
      {
        notes.add(
          "\(layer.0) is brought from IOB1 to IOB2: an I- that opens a span is"
            + " read as B-")
      }
      labels = converted.map { ArraySlice($0.utf8) }
    }
    return labels.map { Self.isNone($0) ? nil : $0 }
  }
}

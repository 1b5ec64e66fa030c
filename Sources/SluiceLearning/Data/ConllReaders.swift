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

/// Reads CoNLL-2012 as OntoNotes has it: documents between `#begin` and `#end`,
/// columns by blanks, names in brackets.
///
/// Layers: `pos`, `ner` in IOB2, and `predicate`: V, N, A or X (verb, noun,
/// adjective, other, by the part of speech) for a word with a roleset, else O.
struct Conll2012Reader: CorpusReader {
  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    ["pos", "ner", "predicate"]
  }

  func layout(of lines: TextLines) -> ColumnLayout {
    ColumnLayout(
      FieldSplitter(),
      names: ["_", "_", "_", "form", "pos", "_", "_", "_", "_", "_", "ner"],
      word: 3)
  }

  /// A predicate is made of two columns, which say more than it.
  func place(of layer: String, in layout: ColumnLayout) -> LabelPlace {
    switch layer {
    case "pos": .column(4)
    case "ner": .brackets(10)
    default: .added
    }
  }

  /// The domain and split that a file's path speaks of: OntoNotes names its
  /// folders `train`, `development`, `test` and bc bn mz nw pt tc wb.
  static func portion(ofPath path: String) -> (domain: String, split: String) {
    let parts = path.split(separator: "/").map(String.init)
    let genres = ["bc", "bn", "mz", "nw", "pt", "tc", "wb"]
    let splits = ["train": "train", "development": "dev", "test": "test"]
    let domain =
      parts.first(where: genres.contains)
      ?? parts.dropLast().last(where: { splits[$0] == nil }) ?? "all"
    return (domain, parts.lazy.compactMap { splits[$0] }.first ?? "all")
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    var open: OpenName?
    try lines.forEach { number, line throws(Diagnostic) in
      let isMark = ColumnLayout.isDocumentMark(line)
      if line.isEmpty || line.first == UInt8(ascii: "#") || isMark {
        if let open { throw open.unclosed }
        if isMark {
          builder.notes.passedOver(.documentMark)
          builder.beginDocument()
        } else if !line.isEmpty {
          builder.notes.passedOver(.comment)
        }
        return builder.endSentence()
      }
      let fields = line.split { $0 == 32 || $0 == 9 }
      guard fields.count >= 11 else {
        throw Diagnostic(
          .columnCount,
          "line \(number) has \(fields.count) columns,"
            + " CoNLL-2012 has at least 11",
          at: lines.place(number, line, 0..<line.count),
          label: "\(fields.count) here",
          hint: "name *.gold_conll files, not *.gold_skel or parses")
      }
      guard !fields[3].elementsEqual("[WORD]".utf8) else {
        throw Diagnostic(
          .withheldWords,
          "the words of \(lines.name) are withheld: they read [WORD]",
          at: lines.place(
            number, line,
            fields[3].startIndex - line.startIndex..<fields[3].endIndex
              - line.startIndex), label: "no word here",
          hint: "the corpus is distributed without its words, for licence"
            + " reasons;"
            + " put them back from the LDC release (LDC2013T19) first")
      }
      builder.add(
        word: fields[3],
        labels: [
          fields[4], try name(fields[10], &open, lines, number, line),
          predicate(fields[4], roleset: fields[7]),
        ], line: number)
    }
    if let open { throw open.unclosed }
    builder.endSentence()
  }

  /// A name whose bracket is not closed yet, and where it was opened.
  private struct OpenName {
    var type: String
    var place: Place

    var unclosed: Diagnostic {
      Diagnostic(
        .badLine, "the name \(type) is never closed", at: place,
        label: "opened here", hint: "check the brackets of this sentence")
    }
  }

  /// A bracketed name as a tag: `(ORG*` is B-ORG, `*` inside it I-ORG.
  private func name(
    _ field: ArraySlice<UInt8>, _ open: inout OpenName?,
    _ lines: TextLines, _ number: Int, _ line: ArraySlice<UInt8>
  ) throws(Diagnostic) -> ArraySlice<UInt8> {
    let text = String(decoding: field, as: UTF8.self)
    let opens = text.hasPrefix("("), closes = text.hasSuffix(")")
    func place() -> Place {
      lines.place(
        number, line,
        field.startIndex - line.startIndex..<field.endIndex - line.startIndex)
    }
    if opens, open != nil {
      throw Diagnostic(
        .badLine, "a name is opened inside a name", at: place(),
        label: "opened here",
        hint: "names do not nest; check the brackets of this sentence")
    }
    if closes, !opens, open == nil {
      throw Diagnostic(
        .badLine, "a name is closed that was not opened", at: place(),
        label: "closed here", hint: "check the brackets of this sentence")
    }
    if opens {
      open = OpenName(type: text.trimmingCharacters(in: "()*"), place: place())
    }
    let tag = open.map { (opens ? "B-" : "I-") + $0.type } ?? "O"
    if closes { open = nil }
    return ArraySlice(tag.utf8)
  }

  private func predicate(
    _ pos: ArraySlice<UInt8>, roleset: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    guard roleset.first != UInt8(ascii: "-") else {
      return ArraySlice("O".utf8)
    }
    switch pos.first {
    case UInt8(ascii: "V"), UInt8(ascii: "M"): return ArraySlice("V".utf8)
    case UInt8(ascii: "N"): return ArraySlice("N".utf8)
    case UInt8(ascii: "J"): return ArraySlice("A".utf8)
    default: return ArraySlice("X".utf8)
    }
  }
}

extension String {
  /// The text without any of `characters` at its ends.
  fileprivate func trimmingCharacters(in characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) {
      text.removeFirst()
    }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}

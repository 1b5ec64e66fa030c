import SluiceDiagnostics

/// Reads CoNLL-2012 as OntoNotes has it: documents between `#begin` and `#end`,
/// columns by blanks, names and phrases in brackets.
///
/// Layers: `pos`; `ner` in IOB2; `predicate`: V, N, A or X (verb, noun,
/// adjective, other, by the part of speech) for a word with a roleset, else O;
/// `srl`: V for a verb with a roleset, else O; and where the file has parses,
/// `chunk`, the base chunks of CoNLL-2000 (``BaseChunks``), and `lowest`, the
/// lowest phrases alone (``LowestPhrases``).
struct Conll2012Reader: CorpusReader {
  private static let layers = ["pos", "ner", "predicate", "srl"]
  private static let parsedLayers = ["chunk", "lowest"]

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    var hasParse = false
    try lines.forEach { _, line in
      guard !hasParse, line.first != ColumnLayout.hash else { return }
      let fields = line.split { $0 == 32 || $0 == 9 }
      hasParse = fields.count > 5 && fields[5].contains(UInt8(ascii: "("))
    }
    return Self.layers + (hasParse ? Self.parsedLayers : [])
  }

  /// A file whose first sentences have no parse may have some below.
  func layers(ofHead lines: TextLines) throws(Diagnostic) -> [String] {
    lines.isWhole ? try layers(of: lines) : Self.layers + Self.parsedLayers
  }

  func layout(of lines: TextLines) -> ColumnLayout {
    ColumnLayout(
      FieldSplitter(),
      names: ["_", "_", "_", "form", "pos", "_", "_", "_", "_", "_", "ner"],
      word: 3)
  }

  /// Predicates and chunks are made of columns that say more than they.
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
    var names = BracketedNames()
    var sentence: [Token] = []
    try lines.forEach { number, line throws(Diagnostic) in
      let isMark = ColumnLayout.isDocumentMark(line)
      if line.isEmpty || line.first == ColumnLayout.hash || isMark {
        try names.endSentence()
        try add(sentence, of: lines, to: &builder)
        sentence = []
        if isMark {
          builder.notes.passedOver(.documentMark)
          builder.beginDocument()
        } else if !line.isEmpty {
          builder.notes.passedOver(.comment)
        }
        return
      }
      var token = Token(
        number: number, line: line,
        fields: line.split { $0 == 32 || $0 == 9 })
      try check(token, of: lines)
      token.name = try names.tag(
        of: token.fields[10], at: token.place(ofField: 10, in: lines))
      sentence.append(token)
    }
    try names.endSentence()
    try add(sentence, of: lines, to: &builder)
  }

  private struct Token {
    let number: Int
    let line: ArraySlice<UInt8>
    let fields: [ArraySlice<UInt8>]
    /// Its tag as a part of a name.
    var name = ""

    /// Where a field stands, for a message.
    func place(ofField column: Int, in lines: TextLines) -> Place {
      let field = fields[column]
      return lines.place(
        number, line,
        field.startIndex - line.startIndex..<field.endIndex - line.startIndex)
    }
  }

  /// - Throws: `column-count`, or `withheld-words` where words are left out.
  private func check(
    _ token: Token, of lines: TextLines
  ) throws(Diagnostic) {
    guard token.fields.count >= 11 else {
      throw Diagnostic(
        .columnCount,
        "line \(token.number) has \(token.fields.count) columns,"
          + " CoNLL-2012 has at least 11",
        at: lines.place(token.number, token.line, 0..<token.line.count),
        label: "\(token.fields.count) here",
        hint: "name *.gold_conll files, not *.gold_skel or parses")
    }
    guard !token.fields[3].elementsEqual("[WORD]".utf8) else {
      throw Diagnostic(
        .withheldWords,
        "the words of \(lines.name) are withheld: they read [WORD]",
        at: token.place(ofField: 3, in: lines), label: "no word here",
        hint: "the corpus is distributed without its words, for licence"
          + " reasons;"
          + " put them back from the LDC release (LDC2013T19) first")
    }
  }
}

// MARK: - Labels

extension Conll2012Reader {
  /// Ends a sentence with these tokens.
  private func add(
    _ sentence: [Token], of lines: TextLines, to builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    let layers = builder.layers
    var chunks: [String: [String]] = [:]
    if layers.contains("chunk"), !sentence.isEmpty {
      if let tree = try tree(of: sentence, in: lines) {
        chunks["chunk"] = BaseChunks.tags(of: tree)
        chunks["lowest"] = LowestPhrases.tags(of: tree)
      } else {
        builder.notes.add("sentences without a parse have no chunks")
      }
    }
    for (t, token) in sentence.enumerated() {
      let predicate = predicate(token.fields[4], roleset: token.fields[7])
      let labels = layers.map { layer -> ArraySlice<UInt8>? in
        switch layer {
        case "pos": token.fields[4]
        case "ner": ArraySlice(token.name.utf8)
        case "predicate": ArraySlice(predicate.utf8)
        case "srl": ArraySlice((predicate == "V" ? "V" : "O").utf8)
        default: chunks[layer].map { ArraySlice($0[t].utf8) }
        }
      }
      builder.add(word: token.fields[3], labels: labels, line: token.number)
    }
    builder.endSentence()
  }

  /// A sentence's parse; nil where it has none.
  private func tree(
    of sentence: [Token], in lines: TextLines
  ) throws(Diagnostic) -> ParseTree? {
    let bits = sentence.map { $0.fields[5] }
    let none = ["*", "-", "_"]
    guard
      !bits.allSatisfy({ bit in none.contains { bit.elementsEqual($0.utf8) } })
    else { return nil }
    let words = sentence.map { token in
      ParseTree.Word(
        text: String(decoding: token.fields[3], as: UTF8.self),
        tag: String(decoding: token.fields[4], as: UTF8.self))
    }
    do throws(ParseTree.Mistake) {
      let tree = try ParseTree(bits, of: words)
      return tree.phrases.contains { $0.label == "NOPARSE" } ? nil : tree
    } catch {
      throw error.diagnostic(
        at: sentence[error.word].place(ofField: 5, in: lines))
    }
  }

  private func predicate(
    _ pos: ArraySlice<UInt8>, roleset: ArraySlice<UInt8>
  ) -> String {
    guard roleset.first != UInt8(ascii: "-") else { return "O" }
    switch pos.first {
    case UInt8(ascii: "V"), UInt8(ascii: "M"): return "V"
    case UInt8(ascii: "N"): return "N"
    case UInt8(ascii: "J"): return "A"
    default: return "X"
    }
  }
}

import SluiceDiagnostics

/// How a file's columns are parted and what they are called, found on its first
/// lines.
extension ColumnReader {
  /// - Throws: ``Diagnostic`` where there is no token, or the columns are not
  ///   those that are named.
  func layout(of lines: TextLines) throws(Diagnostic) -> ColumnLayout {
    let splitter = FieldSplitter(separator: try separator(of: lines))
    let header = try header(of: lines)
    guard let first = try firstToken(of: lines, splitter) else {
      throw CorpusSource.withoutToken(lines.name)
    }
    var fields = first.fields
    let given = names?.map { $0.lowercased().composed } ?? header
    let line = Self.names(inFirstLine: fields, given)
    let width: Int
    if let given {
      width = given.count
    } else {
      width = try self.width(of: lines, first: first, splitter)
    }
    splitter.fit(&fields, to: width)
    let names =
      given ?? line ?? (1...max(1, width)).map { "c\($0)" }
    guard names.count == fields.count else {
      throw Diagnostic(
        .columnCount,
        "\(names.count) columns are named, the first token has"
          + " \(fields.count)",
        at: lines.place(first.number, first.line, 0..<first.line.count),
        label: fields.count == 1 ? "1 column" : "\(fields.count) columns",
        hint: "name every column, with _ for one that is not read")
    }
    var layout = ColumnLayout(
      splitter, names: names, word: try wordColumn(among: names, lines))
    layout.isNamed = given != nil || line != nil
    layout.nameLine = line == nil ? nil : first.number
    try checkNames(layout, lines)
    try layout.findComments(in: lines)
    return layout
  }

  /// What parts columns, nil for blanks; found on the first line that cannot be
  /// a comment.
  private func separator(of lines: TextLines) throws(Diagnostic) -> UInt8? {
    switch separator {
    case .blanks: return nil
    case .character(let byte): return byte
    case .automatic: break
    }
    var first: ArraySlice<UInt8>?
    try lines.forEach { _, line in
      guard first == nil, !line.isEmpty, line.first != ColumnLayout.hash,
        !ColumnLayout.isDocumentMark(line)
      else { return }
      first = line
    }
    // Where all lines start with #, words are #, in a table by tabs.
    return first?.contains(9) ?? true ? 9 : nil
  }

  /// The names in a comment.
  private func header(of lines: TextLines) throws(Diagnostic) -> [String]? {
    var header: [String]?
    try lines.forEach { _, line in
      header = header ?? ColumnLayout.names(inComment: line)
    }
    return header
  }

  /// A token's line before its columns have names.
  private struct FirstToken {
    var number: Int
    var line: ArraySlice<UInt8>
    var fields: [ArraySlice<UInt8>]
  }

  /// The first line that must be a token; where all begin with #, the first
  /// that may be.
  private func firstToken(
    of lines: TextLines, _ splitter: FieldSplitter
  ) throws(Diagnostic) -> FirstToken? {
    let unnamed = ColumnLayout(splitter, names: [""], word: 0)
    var token: FirstToken?
    var possible: FirstToken?
    try lines.forEach { number, line throws(Diagnostic) in
      guard token == nil, !line.isEmpty, !ColumnLayout.isDocumentMark(line),
        ColumnLayout.names(inComment: line) == nil
      else { return }
      var fields: [ArraySlice<UInt8>] = []
      guard splitter.fields(of: line, into: &fields) else {
        throw lines.openQuote(number, line)
      }
      let first = FirstToken(number: number, line: line, fields: fields)
      if line.first != ColumnLayout.hash {
        token = first
      } else if possible == nil, !unnamed.isLikeComment(line) {
        possible = first
      }
    }
    return token ?? possible
  }

  /// How many columns there are where nobody names them: as many as the first
  /// token has; if its last fields are empty, as many as others fill.
  private func width(
    of lines: TextLines, first: FirstToken, _ splitter: FieldSplitter
  ) throws(Diagnostic) -> Int {
    var fields = first.fields
    splitter.fit(&fields, to: 1)
    var width = fields.count
    guard width < first.fields.count else { return width }
    try lines.forEach { _, line in
      guard width < first.fields.count, line.first != ColumnLayout.hash,
        splitter.fields(of: line, into: &fields)
      else { return }
      splitter.fit(&fields, to: 1)
      width = max(width, min(fields.count, first.fields.count))
    }
    return width
  }

  private static let wordNames = ["form", "word", "token", "words", "tokens"]
  private static let layerNames: Set<String> = [
    "pos", "upos", "xpos", "tag", "tags", "postag", "pos_tag", "pos-tag",
    "pos tag", "ner", "ner_tag", "ner_tags", "ne", "entity", "label", "labels",
    "chunk", "chunk_tag", "chunks", "lemma", "lemmas", "feats", "head",
    "deprel", "misc", "id", "sentence", "sentence_id", "sent_id", "sentence #",
  ]

  /// The names in a first line such as `Word,POS`: those that are given, or
  /// words that name columns; nil for a token.
  private static func names(
    inFirstLine fields: [ArraySlice<UInt8>], _ given: [String]?
  ) -> [String]? {
    let names = fields.map {
      String(decoding: $0, as: UTF8.self).lowercased().composed
    }
    guard names.count > 1, names.contains(where: wordNames.contains),
      names == given
        || names.allSatisfy({
          wordNames.contains($0) || layerNames.contains($0)
        })
    else { return nil }
    return given ?? names
  }

  private func wordColumn(
    among names: [String], _ lines: TextLines
  ) throws(Diagnostic) -> Int {
    guard let word else {
      return Self.wordNames.lazy.compactMap(names.firstIndex).first
        ?? names.firstIndex { $0 != "_" } ?? 0
    }
    if let index = names.firstIndex(of: word.lowercased().composed) {
      return index
    }
    if let number = Int(word), (1...names.count).contains(number) {
      return number - 1
    }
    throw Diagnostic(
      .unknownColumn, "\(lines.name) has no column \(word)",
      hint: didYouMean(
        word, in: names, otherwise: "it has \(names.joined(separator: ", "))"))
  }

  /// Layers have names of their own, and no part's.
  private func checkNames(
    _ layout: ColumnLayout, _ lines: TextLines
  ) throws(Diagnostic) {
    let parts = ["train", "dev", "test", "all"]
    var seen = Set(parts + [layout.names[layout.word]])
    for name in layout.layers.map({ layout.names[$0] })
    where !seen.insert(name).inserted {
      let isPart = parts.contains(name)
      throw Diagnostic(
        .takenName,
        isPart
          ? "a column cannot be called \(name), which is a part of a corpus"
          : "two columns of \(lines.name) are called \(name)",
        hint: "columns=[…] gives each column a name of its own, and _ to one"
          + " that is not read")
    }
  }
}

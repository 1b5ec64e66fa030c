import SluiceDiagnostics

/// Reads CoNLL-U: ten columns by tabs; words over several tokens (`1-2`) and
/// empty nodes (`1.1`) are passed over.
///
/// - Source: <https://universaldependencies.org/format.html>.
struct ConllUReader: CorpusReader {
  /// Keys of FEATS and MISC that become layers: `feats.Number`,
  /// `misc.SpaceAfter`.
  var features: [String] = []

  private static let columns = [
    ("lemma", 2), ("upos", 3), ("xpos", 4), ("feats", 5), ("deprel", 7),
  ]

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    for feature in features
    where !["feats.", "misc."].contains(where: feature.hasPrefix) {
      throw Diagnostic(
        .unknownColumn, "there is no layer \(feature) in CoNLL-U",
        hint: "keys are written feats.Number or misc.SpaceAfter")
    }
    return Self.columns.map(\.0) + features
  }

  /// All columns as the format names them.
  static let names = [
    "id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps",
    "misc",
  ]

  var layout: ColumnLayout {
    ColumnLayout(FieldSplitter(separator: 9), names: Self.names, word: 1)
  }

  func layout(of lines: TextLines) -> ColumnLayout { layout }

  /// What has no column stands in MISC.
  func place(of layer: String, in layout: ColumnLayout) -> LabelPlace {
    if let column = Self.columns.first(where: { $0.0 == layer })?.1 {
      return .column(column)
    }
    let parts = layer.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, ["feats", "misc"].contains(parts[0]) else {
      return .key(layer, column: 9)
    }
    return .key(String(parts[1]), column: parts[0] == "feats" ? 5 : 9)
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    var expected = 1
    try lines.forEach { number, line throws(Diagnostic) in
      if line.isEmpty {
        builder.endSentence()
        expected = 1
        return
      }
      guard line.first != UInt8(ascii: "#") else {
        return builder.add(comment: line)
      }
      guard !ColumnLayout.isDocumentMark(line) else {
        builder.notes.passedOver(.documentMark)
        expected = 1
        return builder.beginDocument()
      }
      let fields = line.split(separator: 9, omittingEmptySubsequences: false)
      guard fields.count == 10 else {
        throw Diagnostic(
          .columnCount,
          "line \(number) has \(fields.count) columns, CoNLL-U has 10",
          at: lines.place(number, line, 0..<line.count),
          label: "\(fields.count) here",
          hint: "columns are separated by tabs; empty ones hold _")
      }
      let id = String(decoding: fields[0], as: UTF8.self)
      if let kind = noWord(id) { return builder.notes.passedOver(kind) }
      guard Int(id) == expected else {
        throw Diagnostic(
          .badLine, "token \(id) stands where token \(expected) belongs",
          at: lines.place(number, line, 0..<fields[0].count),
          label: "expected \(expected)",
          hint: "ids count from 1 in each sentence; an empty line ends one")
      }
      expected += 1
      guard !fields[1].isBlank else { throw lines.emptyWord(number, line) }
      guard !ColumnLayout.isDocumentMark(fields[1]) else {
        return builder.notes.passedOver(.documentMark)
      }
      builder.add(
        word: fields[1],
        labels: Self.columns.map { fields[$0.1] }
          + features.map { value(of: $0, in: fields) }, line: number)
    }
    builder.endSentence()
  }

  /// A word over several tokens (`1-2`) or an empty node (`1.1`); nil for a
  /// word.
  private func noWord(_ id: String) -> ReadingNotes.PassedOver? {
    func isPair(_ mark: Character) -> Bool {
      let numbers = id.split(separator: mark, omittingEmptySubsequences: false)
      return numbers.count == 2 && numbers.allSatisfy { Int($0) != nil }
    }
    return isPair("-") ? .wordRange : isPair(".") ? .emptyNode : nil
  }

  private func value(
    of feature: String, in fields: [ArraySlice<UInt8>]
  ) -> ArraySlice<UInt8>? {
    let column = feature.hasPrefix("feats.") ? 5 : 9
    let key = Array(feature.drop { $0 != "." }.dropFirst().utf8) + [61]
    return fields[column].split(separator: 124)
      .first { $0.starts(with: key) }?.dropFirst(key.count)
  }
}

import SluiceDiagnostics

/// Reads columns: a token a line, an empty line after a sentence.
///
/// Column names come from the user, else from a line `# columns = FORM UPOS …`
/// or a first line of names such as `word	pos`, else they are `c1`, `c2`, …;
/// they are lower-cased. The label `_` is none, and so is an empty one.
///
/// A line `# …` where a sentence would begin is a comment, unless it has as many
/// columns as a token and labels that stand elsewhere, too; other lines with #
/// are tokens. `-DOCSTART-` lines and comments such as `# newdoc` begin a document.
package struct ColumnReader: CorpusReader, Codable {
  /// What stands between columns.
  package enum Separator: Sendable, Equatable, Codable {
    /// Tabs if the first line without # has one, else runs of blanks.
    case automatic
    case blanks
    case character(UInt8)
  }

  package var separator = Separator.automatic
  /// Names in order; `_` for a column that is not read.
  package var names: [String]?
  /// Which column holds the words, by name or by number from 1; nil for the one
  /// called form, word or token, else for the first.
  package var word: String?

  package init() {}

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    let layout = try layout(of: lines)
    return layout.layers.map { layout.names[$0] }
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    let layout = try layout(of: lines)
    let columns = try columns(of: builder.layers, in: layout, lines)
    note(layout, lines, &builder)
    let width = layout.names.count
    try layout.forEach(lines) { kind, number, line, fields throws(Diagnostic) in
      switch kind {
      case .names: return
      case .comment: return builder.add(comment: line)
      case .documentMark:
        builder.notes.passedOver(.documentMark)
        return builder.beginDocument()
      case .sentenceEnd: return builder.endSentence()
      case .token: break
      }
      guard fields.count == width else {
        throw Diagnostic(
          .columnCount,
          "line \(number) has \(count(fields.count)), the first has \(width)",
          at: lines.place(number, line, 0..<line.count),
          label: "\(count(fields.count)) here",
          hint: line.first == ColumnLayout.hash
            ? "a token has all its labels, `_` for none; a comment begins with"
              + " `# ` and stands before a sentence's first token"
            : "an empty line ends a sentence, `_` stands for no label")
      }
      guard !fields[layout.word].isBlank else {
        throw lines.emptyWord(number, line)
      }
      builder.add(
        word: fields[layout.word], labels: columns.map { fields[$0] },
        line: number)
    }
    builder.endSentence()
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {
    _ = try columns(of: layers, in: layout(of: lines), lines)
  }

  /// What was taken for granted.
  private func note(
    _ layout: ColumnLayout, _ lines: TextLines, _ builder: inout CorpusBuilder
  ) {
    let layers = layout.layers.map { layout.names[$0] }
    if let line = layout.nameLine {
      builder.notes.add(
        "line \(line) of \(lines.shortName) names the columns and is no token:"
          + " \(layout.names.joined(separator: ", "))")
    }
    if layers.isEmpty {
      builder.notes.add(
        "\(lines.shortName) has no column beside the words, so there is nothing"
          + " to learn; separator=comma parts columns at commas")
    } else if !layout.isNamed {
      builder.notes.add(
        "the \(layers.count == 1 ? "column has no name" : "columns have no names")"
          + " and \(layers.count == 1 ? "is" : "are") called"
          + " \(layers.joined(separator: ", ")): columns=[form, …] names"
          + " \(layers.count == 1 ? "it" : "them")")
    }
    let others = layers.filter { !builder.layers.contains($0) }
    if !others.isEmpty {
      builder.notes.add(
        "\(lines.shortName) has columns that the first file has not, and they"
          + " are not read: \(others.joined(separator: ", "))")
    }
  }

  /// The layers' columns.
  private func columns(
    of layers: [String], in layout: ColumnLayout, _ lines: TextLines
  ) throws(Diagnostic) -> [Int] {
    let places = Dictionary(
      layout.names.enumerated().map { (Array($1.utf8), $0) }
    ) { first, _ in first }
    var columns: [Int] = []
    for layer in layers {
      guard let column = places[Array(layer.utf8)] else {
        throw Diagnostic(
          .unknownColumn, "\(lines.name) has no column \(layer)",
          hint: "the files of a corpus have the same columns; this one has "
            + layout.names.joined(separator: ", "))
      }
      columns.append(column)
    }
    guard layout.isNamed || columns.count == layout.layers.count else {
      throw Diagnostic(
        .columnCount,
        "\(lines.name) has \(layout.names.count) columns, the first file"
          + " \(layers.count + 1)",
        hint: "the files of a corpus have the same columns; where they are"
          + " named by a line `# columns = form pos`, one may have more")
    }
    return columns
  }

  private func count(_ columns: Int) -> String {
    columns == 1 ? "1 column" : "\(columns) columns"
  }
}

extension TextLines {
  /// A token without a word.
  func emptyWord(_ number: Int, _ line: ArraySlice<UInt8>) -> Diagnostic {
    Diagnostic(
      .badLine, "the word in line \(number) is empty",
      at: place(number, line, 0..<line.count), label: "a token without a word",
      hint: "write the token's word there, or take the line out")
  }
}

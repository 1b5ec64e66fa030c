import SluiceDiagnostics

/// Reads columns: a token a line, an empty line after a sentence.
///
/// Column names come from the user, else from a line `# columns = FORM UPOS …`,
/// else they are `c1`, `c2`, …; they are lower-cased. A line that starts with
/// `#` and has not as many columns as the others is a comment, so that a word
/// which is `#` itself is safe. The label `_` is none.
package struct ColumnReader: CorpusReader {
  /// What stands between columns.
  package enum Separator: Sendable, Equatable {
    /// Tabs if the first line without # has one, else runs of blanks.
    case automatic
    case blanks
    case character(UInt8)
  }

  package var separator = Separator.automatic
  /// Names in order; `_` for a column that is not read.
  package var names: [String]?
  /// Which column holds the words, by name or by number from 1.
  package var word = "1"

  package init() {}

  func layers(of lines: TextLines) throws(Diagnostic) -> [String] {
    let layout = try layout(of: lines)
    return layout.layers.map { layout.names[$0] }
  }

  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic) {
    let layout = try layout(of: lines)
    let columns = try columns(
      of: builder.layers, in: layout, lines)
    var fields: [ArraySlice<UInt8>] = []
    try lines.forEach { number, line throws(Diagnostic) in
      guard !line.isEmpty else { return builder.endSentence() }
      layout.split(line, into: &fields)
      if fields.count != layout.names.count {
        if line.first == UInt8(ascii: "#") { return }
        throw Diagnostic(
          .columnCount,
          "line \(number) has \(count(fields.count)), the first has"
            + " \(layout.names.count)",
          at: lines.place(number, line, 0..<line.count),
          label: "\(count(fields.count)) here",
          hint: "an empty line ends a sentence, `_` stands for no label")
      }
      builder.add(word: fields[layout.word], labels: columns.map { fields[$0] })
    }
    builder.endSentence()
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {
    _ = try columns(of: layers, in: layout(of: lines), lines)
  }

  /// The layers' columns.
  private func columns(
    of layers: [String], in layout: Layout, _ lines: TextLines
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
    return columns
  }

  private func count(_ columns: Int) -> String {
    columns == 1 ? "1 column" : "\(columns) columns"
  }

  /// How a file's lines are to be read.
  private struct Layout {
    var separator: UInt8?
    var names: [String]
    var word: Int
    var layers: [Int]

    func split(
      _ line: ArraySlice<UInt8>, into fields: inout [ArraySlice<UInt8>]
    ) {
      fields.removeAll(keepingCapacity: true)
      var start = line.startIndex
      for i in line.indices {
        let isEnd =
          separator.map { line[i] == $0 } ?? (line[i] == 32 || line[i] == 9)
        guard isEnd else { continue }
        if separator != nil || i > start { fields.append(line[start..<i]) }
        start = i + 1
      }
      if separator != nil || start < line.endIndex {
        fields.append(line[start...])
      }
    }
  }

  private func layout(of lines: TextLines) throws(Diagnostic) -> Layout {
    var header: [String]?
    var layout = Layout(names: [], word: 0, layers: [])
    var first: (Int, ArraySlice<UInt8>)?
    var fields: [ArraySlice<UInt8>] = []
    layout.separator = try separator(of: lines)
    try lines.forEach { number, line throws(Diagnostic) in
      guard first == nil, !line.isEmpty else { return }
      if let names = Self.header(line) {
        header = names
        return
      }
      layout.split(line, into: &fields)
      if line.first == UInt8(ascii: "#") {
        let expected = names?.count ?? header?.count
        let isComment = expected.map { $0 != fields.count }
        guard !(isComment ?? line.starts(with: [35, 32])) else { return }
      }
      first = (number, line)
    }
    guard let (number, line) = first else {
      throw Diagnostic(
        .emptyFile, "\(lines.name) has no token",
        hint: "all its lines are empty or comments")
    }
    layout.names =
      names?.map { $0.lowercased() } ?? header
      ?? (1...max(1, fields.count)).map { "c\($0)" }
    guard layout.names.count == fields.count else {
      throw Diagnostic(
        .columnCount,
        "\(layout.names.count) columns are named, the first token has"
          + " \(fields.count)",
        at: lines.place(number, line, 0..<line.count),
        label: count(fields.count),
        hint: "name every column, with _ for one that is not read")
    }
    layout.word = try column(word, in: layout.names, lines)
    layout.layers = layout.names.indices.filter {
      $0 != layout.word && layout.names[$0] != "_"
    }
    return layout
  }

  /// What parts columns, nil for blanks; found on the first line that cannot
  /// be a comment.
  private func separator(of lines: TextLines) throws(Diagnostic) -> UInt8? {
    switch separator {
    case .blanks: return nil
    case .character(let byte): return byte
    case .automatic: break
    }
    var first: ArraySlice<UInt8>?
    try lines.forEach { _, line in
      guard first == nil, !line.isEmpty, line.first != UInt8(ascii: "#") else {
        return
      }
      first = line
    }
    // Where all lines start with #, words are #, in a table by tabs.
    return first?.contains(9) ?? true ? 9 : nil
  }

  /// The names in a line `# columns = FORM UPOS …`.
  private static func header(_ line: ArraySlice<UInt8>) -> [String]? {
    guard line.first == UInt8(ascii: "#") else { return nil }
    let words = String(decoding: line.dropFirst(), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard words.count > 2, words[0] == "columns", words[1] == "=" else {
      return nil
    }
    return words.dropFirst(2).map { $0.lowercased() }
  }

  private func column(
    _ column: String, in names: [String], _ lines: TextLines
  ) throws(Diagnostic) -> Int {
    if let index = names.firstIndex(of: column.lowercased()) { return index }
    if let number = Int(column), (1...names.count).contains(number) {
      return number - 1
    }
    throw Diagnostic(
      .unknownColumn, "\(lines.name) has no column \(column)",
      hint: didYouMean(
        column, in: names,
        otherwise: "it has \(names.joined(separator: ", "))"))
  }
}

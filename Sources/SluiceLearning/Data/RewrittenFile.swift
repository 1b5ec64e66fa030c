import SluiceDiagnostics

/// A file of a corpus with other labels; all else stays as it is to the byte.
struct RewrittenFile {
  private let file: CorpusOrigin.File
  private let lines: TextLines
  private let layout: ColumnLayout
  private let layers: [(layer: WrittenLayer, place: LabelPlace)]

  /// - Throws: ``Diagnostic`` where the file cannot be read, or is another one
  ///   than was read.
  init(
    _ file: CorpusOrigin.File, _ layers: [WrittenLayer]
  ) throws(Diagnostic) {
    self.file = file
    do { lines = try TextLines(path: file.path) } catch {
      throw error.naming(file.path)
    }
    guard lines.digest == file.digest else {
      throw Diagnostic(
        .unreadable, "\(lines.shortName) has changed since the corpus was read",
        hint: "read the corpus again")
    }
    let reader = file.format.reader
    let layout = try reader.layout(of: lines)
    self.layout = layout
    self.layers = layers.map { ($0, reader.place(of: $0.name, in: layout)) }
  }

  /// - Parameter sentences: Those that are wanted: their places in the layers,
  ///   and their tokens' lines.
  /// - Returns: The whole file where all are wanted, else they with the comments
  ///   above them, an empty line behind each.
  /// - Throws: ``Diagnostic`` where a text cannot stand in the file.
  func bytes(
    of sentences: [(place: Int, lines: [Int])]
  ) throws(Diagnostic) -> [UInt8] {
    var rewritten: [Int: [UInt8]] = [:]
    for sentence in sentences {
      for (token, line) in sentence.lines.enumerated() {
        rewritten[line] = try self.token(token, sentence.place, on: line)
      }
    }
    for line in headers { rewritten[line] = header(line) }
    let isWhole = sentences.count == file.sentences
    if isWhole {
      let mark = lines.hasMark ? TextLines.mark : []
      return mark + bytes(1...lines.lines.count, rewritten)
    }
    var bytes: [UInt8] = []
    let blocks = sentences.sorted { $0.lines[0] < $1.lines[0] }
      .map { block(of: $0.lines) }
    if let header = headers.first, let first = blocks.first,
      !first.contains(header)
    {
      bytes += self.bytes(header...header, rewritten)
    }
    for block in blocks {
      bytes += self.bytes(block, rewritten)
      bytes.endSentence()
    }
    return bytes
  }

  // MARK: - Lines

  /// Some lines with their ends, other ones in the place of some.
  private func bytes(
    _ numbers: ClosedRange<Int>, _ rewritten: [Int: [UInt8]]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in numbers {
      let line = lines.lines[number - 1]
      let next =
        number < lines.lines.count
        ? lines.lines[number].lowerBound : lines.bytes.count
      if let other = rewritten[number] {
        bytes += other
      } else {
        bytes += lines.bytes[line]
      }
      bytes += lines.bytes[line.upperBound..<next]
    }
    return bytes
  }

  private func isEmpty(_ number: Int) -> Bool {
    lines.lines[number - 1].isEmpty
  }

  private func isDocumentMark(_ number: Int) -> Bool {
    ColumnLayout.isDocumentMark(lines.bytes[lines.lines[number - 1]])
  }

  /// A sentence's lines with the comments above it.
  private func block(of tokens: [Int]) -> ClosedRange<Int> {
    var (first, last) = (tokens[0], tokens[tokens.count - 1])
    while first > 1, !isEmpty(first - 1), !isDocumentMark(first) { first -= 1 }
    while last < lines.lines.count, !isEmpty(last + 1),
      !isDocumentMark(last + 1)
    { last += 1 }
    return first...last
  }

  // MARK: - Headers

  /// Lines that name the columns.
  private var headers: [Int] {
    if let line = layout.nameLine { return [line] }
    return lines.lines.indices.filter {
      ColumnLayout.names(inComment: lines.bytes[lines.lines[$0]]) != nil
    }.map { $0 + 1 }
  }

  /// A line that names the columns, with those that are added.
  private func header(_ number: Int) -> [UInt8] {
    let blank: [UInt8] =
      number == layout.nameLine ? separator : [UInt8(ascii: " ")]
    return lines.bytes[lines.lines[number - 1]]
      + layers.filter { $0.place == .added }.flatMap {
        blank + layout.splitter.field($0.layer.name)
      }
  }

  private var separator: [UInt8] {
    [layout.splitter.separator ?? UInt8(ascii: " ")]
  }

  // MARK: - Tokens

  /// A token's line with other labels.
  private func token(
    _ token: Int, _ sentence: Int, on number: Int
  ) throws(Diagnostic) -> [UInt8] {
    let range = lines.lines[number - 1]
    let fields = layout.splitter.ranges(of: lines.bytes[range])
    let old = values(lines.bytes[range])
    var texts: [Int: String] = [:]
    var added: [UInt8] = []
    for (layer, place) in layers {
      let label = layer.texts[sentence][token]
      switch place {
      case .column(let column): texts[column] = label ?? texts[column]
      case .brackets(let column):
        texts[column] =
          layer.brackets(ofSentence: sentence)[token] ?? texts[column]
      case .key(let key, let column):
        guard let label else { continue }
        texts[column] = try KeyedLabels.text(
          texts[column] ?? old[column], setting: key, to: label)
      case .added:
        added +=
          try separator
          + layout.splitter.field(Self.field(label ?? "_", layout))
      }
    }
    var bytes: [UInt8] = []
    var place = range.lowerBound
    for (column, field) in fields.enumerated() {
      guard let text = texts[column] else { continue }
      bytes += lines.bytes[place..<field.lowerBound]
      place = field.upperBound
      bytes +=
        old[column] == text
        ? Array(lines.bytes[field])
        : layout.splitter.field(try Self.field(text, layout))
    }
    return bytes + lines.bytes[place..<range.upperBound] + added
  }

  /// What the fields of a line say.
  private func values(_ line: ArraySlice<UInt8>) -> [String] {
    var fields: [ArraySlice<UInt8>] = []
    _ = layout.splitter.fields(of: line, into: &fields)
    return fields.map { String(decoding: $0, as: UTF8.self).composed }
  }

  /// A text that one column can hold.
  private static func field(
    _ text: String, _ layout: ColumnLayout
  ) throws(Diagnostic) -> String {
    guard !text.isEmpty else { return "_" }
    let parts: [Character] =
      layout.splitter.separator == nil ? [" ", "\t"] : ["\t"]
    guard !text.contains(where: parts.contains) else {
      throw Diagnostic(
        .badLine, "the label `\(text)` cannot stand in a column between blanks",
        hint:
          "write it to a file read with separator=tab or comma, or in CoNLL-U")
    }
    return text
  }
}

/// Columns of `key=value|key=value`, as FEATS and MISC of CoNLL-U are.
enum KeyedLabels {
  /// - Throws: `bad-line`, where a value cannot stand there.
  static func text(
    _ old: String, setting key: String, to value: String
  ) throws(Diagnostic) -> String {
    guard !value.contains("|"), !value.contains("\t") else {
      throw Diagnostic(
        .badLine, "the label `\(value)` cannot stand in MISC or FEATS",
        hint: "`|` parts keys there; write columns instead: a file whose name"
          + " does not end in .conllu")
    }
    var pairs = old == "_" ? [] : old.split(separator: "|").map(String.init)
    let pair = "\(key)=\(value)"
    if let place = pairs.firstIndex(where: { $0.hasPrefix(key + "=") }) {
      pairs[place] = pair
    } else {
      pairs.append(pair)
    }
    return pairs.joined(separator: "|")
  }
}

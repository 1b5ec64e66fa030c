/// Parts a line into its columns.
struct FieldSplitter {
  /// What stands between columns; nil for runs of blanks and tabs.
  var separator: UInt8?

  /// Whether a field may stand in quotes, as in files of commas: then it may
  /// hold separators, and `""` is a quote. In other files a quote is a word.
  private var hasQuotes: Bool {
    separator == UInt8(ascii: ",") || separator == UInt8(ascii: ";")
  }

  private static let quote = UInt8(ascii: "\"")

  /// The fields of a line.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - fields: Becomes its fields, those in quotes without them.
  /// - Returns: False where a quote is not closed, or something follows one that
  ///   is.
  func fields(
    of line: ArraySlice<UInt8>, into fields: inout [ArraySlice<UInt8>]
  ) -> Bool {
    fields.removeAll(keepingCapacity: true)
    return forEach(line) { range in
      let isQuoted =
        hasQuotes && range.count > 1 && line[range.lowerBound] == Self.quote
      fields.append(isQuoted ? Self.unquoted(line[range]) : line[range])
    }
  }

  /// Where the fields of a line stand, with their quotes.
  func ranges(of line: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    _ = forEach(line) { ranges.append($0) }
    return ranges
  }

  /// Calls `body` with where each field stands.
  private func forEach(
    _ line: ArraySlice<UInt8>, _ body: (Range<Int>) -> Void
  ) -> Bool {
    guard let separator else {
      for field in line.split(whereSeparator: { $0 == 32 || $0 == 9 }) {
        body(field.startIndex..<field.endIndex)
      }
      return true
    }
    var start = line.startIndex
    while true {
      let isQuoted =
        hasQuotes && start < line.endIndex && line[start] == Self.quote
      let end: Int
      if isQuoted {
        guard let next = Self.end(ofQuoteIn: line, from: start + 1),
          next == line.endIndex || line[next] == separator
        else { return false }
        end = next
      } else {
        end = line[start...].firstIndex(of: separator) ?? line.endIndex
      }
      body(start..<end)
      guard end < line.endIndex else { return true }
      start = end + 1
    }
  }

  /// Where a line goes on behind a closing quote; nil if there is none.
  private static func end(
    ofQuoteIn line: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    var place = start
    while let end = line[place...].firstIndex(of: quote) {
      place = end + 1
      guard place < line.endIndex, line[place] == quote else { return place }
      place += 1
    }
    return nil
  }

  /// A field without the quotes around it; `""` is one.
  private static func unquoted(
    _ field: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    var text: ArraySlice<UInt8> = []
    var isSecond = false
    for byte in field.dropFirst().dropLast() {
      isSecond = byte == quote && !isSecond
      if !isSecond { text.append(byte) }
    }
    return text
  }

  /// A text as a field that is read as this text.
  func field(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard hasQuotes, let separator,
      bytes.contains(separator) || bytes.first == Self.quote
    else { return bytes }
    return Array(
      "\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }

  /// Drops empty fields at a line's end beyond a number of columns: what blanks
  /// at line ends leave.
  func fit(_ fields: inout [ArraySlice<UInt8>], to width: Int) {
    while fields.count > max(1, width), fields.last?.isBlank == true {
      fields.removeLast()
      if let last = fields.last { fields[fields.count - 1] = last.trimmed }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether it is empty but for blanks.
  var isBlank: Bool { allSatisfy { $0 == 32 || $0 == 9 } }

  /// Without blanks at its end.
  fileprivate var trimmed: ArraySlice<UInt8> {
    prefix(through: lastIndex { $0 != 32 } ?? startIndex - 1)
  }
}

/// A text with a name, which turns spans of UTF-8 bytes into places.
///
/// A byte order mark at the start is dropped; lines end in LF or CR LF.
package struct SourceText: Sendable {
  /// The file's name as the user knows it, `<prompt>`, or `<stdin>`.
  package let name: String
  /// The text as UTF-8, without a byte order mark.
  package let bytes: [UInt8]
  /// The number of the first line: above 1 when this text is a cell of a
  /// longer file.
  package let firstLine: Int
  private let lineStarts: [Int]

  /// - Parameters:
  ///   - text: The text itself.
  ///   - name: How the user knows the text.
  ///   - firstLine: The number of its first line in the file called `name`.
  package init(_ text: String, name: String, firstLine: Int = 1) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Reads bytes that may not be text.
  ///
  /// - Throws: `invalid-utf8`, marking the first line that isn't UTF-8.
  package init(bytes: [UInt8], name: String) throws(Diagnostic) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SourceText.invalid(bytes, name: name)
    }
    self.init(text, name: name)
  }

  /// The text of a span; a span that reaches outside is clamped.
  package func text(_ span: Range<Int>) -> String {
    String(decoding: bytes[span.clamped(to: bytes.indices)], as: UTF8.self)
  }

  /// The number of the line that holds a byte offset.
  package func line(at offset: Int) -> Int { lineIndex(at: offset) + firstLine }

  /// The place of a span; one that covers several lines is cut to its first.
  package func place(_ span: Range<Int>) -> Place {
    let index = lineIndex(at: span.lowerBound)
    let start = lineStarts[index]
    var end =
      index + 1 < lineStarts.count
      ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let within = span.clamped(to: start..<end)
    return Place(
      file: name, line: index + firstLine, text: text(start..<end),
      columns: within.lowerBound - start..<within.upperBound - start)
  }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private static func invalid(_ bytes: [UInt8], name: String) -> Diagnostic {
    var line = 1
    for part in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      if String(validating: part, as: UTF8.self) == nil {
        let shown = String(decoding: part, as: UTF8.self)
        let before = shown.prefix { $0 != "\u{FFFD}" }.utf8.count
        return Diagnostic(
          .invalidUTF8, "`\(name)` is not UTF-8 text",
          at: Place(
            file: name, line: line, text: shown, columns: before..<before + 3),
          label: "these bytes are not a character",
          hint: "save the file as UTF-8")
      }
      line += 1
    }
    return Diagnostic(.invalidUTF8, "`\(name)` is not UTF-8 text")
  }
}

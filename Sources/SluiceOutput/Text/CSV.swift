/// Values between commas, as spreadsheets read them (RFC 4180).
///
/// All of it is about bytes: `\r\n`, or a quote with an accent on it, is a
/// single `Character`, in which no sign of the form would be found.
package enum CSV {
  private static let (comma, quote): (UInt8, UInt8) = (0x2C, 0x22)
  private static let (lineFeed, carriageReturn): (UInt8, UInt8) = (10, 13)

  /// What stands between two commas.
  package struct Field: Equatable, Sendable {
    package var text: String
    /// Whether it stands, or is to stand, in quotes.
    package var isQuoted: Bool

    package init(_ text: String, isQuoted: Bool = false) {
      self.text = text
      self.isQuoted = isQuoted
    }
  }

  /// A line, without its end.
  ///
  /// - Parameter fields: Texts; nil where there is none, which readers tell
  ///   from a text without letters.
  /// - Returns: The fields, quoted where they need it, with commas between.
  package static func line(_ fields: [String?]) -> String {
    line(fields.map { $0.map { Field($0) } })
  }

  package static func line(_ fields: [Field?]) -> String {
    fields.map { $0.map(written) ?? "" }.joined(separator: ",")
  }

  private static func written(_ field: Field) -> String {
    let signs = [comma, quote, lineFeed, carriageReturn]
    let text = field.text
    guard
      field.isQuoted || text.isEmpty
        || text.utf8.contains(where: signs.contains)
    else { return text }
    let inside = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: inside, as: UTF8.self) + "\""
  }

  /// What stands between two line ends outside quotes.
  package struct Record: Equatable, Sendable {
    /// The number of its first line, from 1.
    package var line: Int
    /// Nil where nothing stands.
    package var fields: [Field?]

    package var texts: [String?] { fields.map { $0?.text } }
  }

  /// Where a text is no CSV: the line whose quote is not closed, or is followed
  /// by something other than a comma.
  package struct BadQuote: Error, Equatable {
    package var line: Int

    package init(line: Int) { self.line = line }
  }

  /// Reads a text; empty lines are passed over.
  package static func records(
    of bytes: [UInt8]
  ) throws(BadQuote) -> [Record] {
    var records: [Record] = []
    var at = 0
    var line = 1
    while at < bytes.count {
      var record = Record(line: line, fields: [])
      while true {
        record.fields.append(try field(bytes, &at, &line))
        guard at < bytes.count, bytes[at] == comma else { break }
        at += 1
      }
      if at < bytes.count, bytes[at] == carriageReturn { at += 1 }
      if at < bytes.count, bytes[at] == lineFeed { at += 1 }
      line += 1
      if record.texts != [nil] { records.append(record) }
    }
    return records
  }

  /// The field that begins at a place, up to the comma or line end behind it.
  private static func field(
    _ bytes: [UInt8], _ at: inout Int, _ line: inout Int
  ) throws(BadQuote) -> Field? {
    let ends = [comma, lineFeed, carriageReturn]
    guard at < bytes.count, bytes[at] == quote else {
      let end = bytes[at...].firstIndex(where: ends.contains) ?? bytes.count
      defer { at = end }
      return end == at
        ? nil : Field(String(decoding: bytes[at..<end], as: UTF8.self))
    }
    let first = line
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] == quote {
        at += 1
        guard at < bytes.count, bytes[at] == quote else {
          guard at == bytes.count || ends.contains(bytes[at]) else { break }
          return Field(String(decoding: text, as: UTF8.self), isQuoted: true)
        }
      }
      if bytes[at] == lineFeed { line += 1 }
      text.append(bytes[at])
      at += 1
    }
    throw BadQuote(line: first)
  }
}

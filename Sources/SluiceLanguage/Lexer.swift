import SluiceDiagnostics

/// Cuts a text into tokens, comments and line ends included.
///
/// One pass over the bytes. A line gives at most one diagnostic; what is
/// wrong becomes an `invalid` token.
struct Lexer {
  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []
  private var diagnostics: [Diagnostic] = []
  private var complainedLine = -1

  /// - Returns: The tokens, `end` last, and what is wrong with them.
  static func tokens(
    of source: SourceText
  ) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source)
    while lexer.next() {}
    return (lexer.tokens, lexer.diagnostics)
  }

  private init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// The byte so far ahead; 0 past the end.
  private func byte(_ ahead: Int = 0) -> UInt8 {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  /// Appends one token.
  private mutating func next() -> Bool {
    let blankStart = position
    while true {
      if [0x20, 0x09, 0x0D, 0x0B, 0x0C].contains(byte()) {
        position += 1
      } else if byte() == 0xC2, byte(1) == 0xA0 {  // no-break space
        position += 2
      } else {
        break
      }
    }
    let start = position
    let isSpaced =
      start > blankStart || tokens.last.map { $0.kind == .newline } ?? true
    guard position < bytes.count else {
      add(.end, from: start, spaced: true)
      return false
    }
    let kind = scanned()
    if kind == .newline, tokens.last?.kind == .newline {
      tokens[tokens.count - 1].span =
        tokens[tokens.count - 1].span.lowerBound..<position
    } else {
      add(kind, from: start, spaced: isSpaced)
    }
    return true
  }

  private mutating func add(_ kind: Token.Kind, from start: Int, spaced: Bool) {
    tokens.append(
      Token(kind: kind, span: start..<position, hasBlankBefore: spaced))
  }

  private mutating func scanned() -> Token.Kind {
    switch byte() {
    case UInt8(ascii: "\n"):
      position += 1
      return .newline
    case UInt8(ascii: "#"):
      return comment()
    case UInt8(ascii: "\""):
      return text()
    case let digit where isDigit(digit):
      return followsDot ? memberNumber() : number()
    default:
      if isWordStart { return word() }
      return mark()
    }
  }

  private mutating func comment() -> Token.Kind {
    let start = position
    while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
    var end = position
    while end > start, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return .comment(source.text(start..<end))
  }

  // MARK: Words

  private var scalar: Unicode.Scalar? {
    let first = byte()
    guard first >= 0x80 else { return Unicode.Scalar(first) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    return source.text(position..<position + length).unicodeScalars.first
  }

  private var isWordStart: Bool {
    guard let scalar else { return false }
    return scalar == "_" || scalar.properties.isAlphabetic
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  private mutating func word() -> Token.Kind {
    let start = position
    while position < bytes.count {
      if isWordByte(byte()) {
        position += 1
      } else if byte() == UInt8(ascii: "-"),
        isWordByte(byte(1)) || byte(1) >= 0xC3
      {
        position += 1
      } else if byte() >= 0x80, let scalar,
        scalar.properties.isAlphabetic
          || scalar.properties.generalCategory == .nonspacingMark
      {
        position += scalar.utf8.count
      } else {
        break
      }
    }
    return .identifier(source.text(start..<position))
  }

  // MARK: Numbers

  /// Whether the last token is a dot that touches what comes: `pos.1`.
  private var followsDot: Bool {
    tokens.last.map { $0.isMark(.dot) && $0.span.upperBound == position }
      ?? false
  }

  private mutating func memberNumber() -> Token.Kind {
    let start = position
    while isDigit(byte()) { position += 1 }
    return .identifier(source.text(start..<position))
  }

  private mutating func number() -> Token.Kind {
    let start = position
    func isPart(_ byte: UInt8) -> Bool {
      isDigit(byte) || byte == UInt8(ascii: "_")
    }
    while isPart(byte()) { position += 1 }
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      position += 1
      while isPart(byte()) { position += 1 }
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
      if isDigit(byte(sign ? 2 : 1)) {
        position += sign ? 2 : 1
        while isPart(byte()) { position += 1 }
      }
    }
    let isRunOn = isWordByte(byte())
    while isWordByte(byte()) { position += 1 }
    let written = source.text(start..<position)
    let digits = bytes[start..<position].filter { $0 != UInt8(ascii: "_") }
    guard !isRunOn, let value = Double(String(decoding: digits, as: UTF8.self))
    else {
      return wrong(
        .badNumber, "`\(written)` is not a number", from: start,
        hint: "a name begins with a letter; a number has digits only, "
          + "as 10, 0.5, 1e-3 or 10_000")
    }
    let wholePart = digits.prefix(while: isDigit)
    guard wholePart.count == 1 || wholePart.first != UInt8(ascii: "0") else {
      return wrong(
        .badNumber, "`\(written)` begins with a 0", from: start,
        hint: "write it without; thousands are written 1000 or 1_000")
    }
    guard value.isFinite else {
      return wrong(
        .badNumber, "`\(written)` is too large a number", from: start,
        hint: "the largest is about 1.8e308")
    }
    return .number(value)
  }

  // MARK: Text

  private mutating func text() -> Token.Kind {
    let start = position
    position += 1
    var content: [UInt8] = []
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      let current = byte()
      position += 1
      if current == UInt8(ascii: "\"") {
        return .string(String(decoding: content, as: UTF8.self))
      }
      guard current == UInt8(ascii: "\\") else {
        content.append(current)
        continue
      }
      guard let escaped = escape() else {
        let at = position - 1
        let kind = wrong(
          .unexpectedCharacter, "this escape is unknown", from: at,
          to: position + scalarLength,
          hint: #"a text knows \" \\ \n \t and \u{E9}"#)
        skipRestOfText()
        return kind
      }
      content += Array(escaped.utf8)
    }
    return wrong(
      .unterminatedText, "this text is never closed", from: start,
      label: "begins here", hint: "close it with \" on the same line")
  }

  private mutating func escape() -> String? {
    let simple: [UInt8: String] = [
      UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t",
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\",
    ]
    if let plain = simple[byte()] {
      position += 1
      return plain
    }
    guard byte() == UInt8(ascii: "u"), byte(1) == UInt8(ascii: "{") else {
      return nil
    }
    var length = 2
    while length < 9, isWordByte(byte(length)) { length += 1 }
    guard byte(length) == UInt8(ascii: "}"),
      let value = UInt32(
        source.text(position + 2..<position + length), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    position += length + 1
    return String(scalar)
  }

  private mutating func skipRestOfText() {
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      let current = byte()
      position += 1
      if current == UInt8(ascii: "\"") { return }
      if current == UInt8(ascii: "\\"), byte() == UInt8(ascii: "\"") {
        position += 1
      }
    }
  }

  // MARK: Marks

  private var scalarLength: Int {
    position < bytes.count && byte() != UInt8(ascii: "\n")
      ? scalar?.utf8.count ?? 1 : 0
  }

  private mutating func mark() -> Token.Kind {
    for length in [2, 1] where position + length <= bytes.count {
      if let mark = Mark(
        rawValue: source.text(position..<position + length))
      {
        position += length
        return .mark(mark)
      }
    }
    let start = position
    position += max(1, scalarLength)
    let written = source.text(start..<position)
    if let hidden = written.unicodeScalars.first, hidden.isInvisible {
      return wrong(
        .unexpectedCharacter,
        "the invisible character \(hidden.codePoint) has no meaning here",
        from: start, hint: "remove it")
    }
    return wrong(
      .unexpectedCharacter, "`\(written)` has no meaning here", from: start,
      hint: Lexer.advice[written]
        ?? "put text between double quotes: \"\(written)\"")
  }

  private static let advice = [
    ";": "one line holds one command",
    "'": "put text between double quotes: \"text\"",
    "“": "put text between straight double quotes: \"text\"",
    "”": "put text between straight double quotes: \"text\"",
    "„": "put text between straight double quotes: \"text\"",
    "`": "put text between double quotes: \"text\"",
    "–": "write a plain minus: -",
    "—": "write a plain minus: -",
    "−": "write a plain minus: -",
    "×": "write *",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
    "!": "write `not`, or != for unequal",
    "&": "write `and`",
    "|": "write `or`",
    "\\": "a line goes on after a comma or inside brackets",
    "$": "a name stands as it is: net",
    "?": Habits.choice,
  ]

  // MARK: Complaints

  private mutating func wrong(
    _ code: Code, _ title: String, from start: Int, to end: Int? = nil,
    label: String = "", hint: String
  ) -> Token.Kind {
    let line = source.line(at: start)
    if line != complainedLine {
      complainedLine = line
      let span = start..<max(start, end ?? position)
      diagnostics.append(
        Diagnostic(
          code, title, at: source.place(span), label: label, hint: hint))
    }
    return .invalid
  }
}

extension Unicode.Scalar {
  /// Whether nobody sees it who reads the text.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      true
    default: false
    }
  }
}

/// The smallest piece of a program, with its place.
package struct Token: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case identifier(String)
    case number(Double)
    case string(String)
    case mark(Mark)
    /// From `#` to the end of the line.
    case comment(String)
    /// One or more line ends.
    case newline
    case end
    /// Something the lexer has already complained about.
    case invalid
  }

  package var kind: Kind
  /// UTF-8 offsets into the source.
  package var span: Range<Int>
  /// Whether blanks or a line end stand before it.
  package var hasBlankBefore: Bool

  /// Whether it is this mark.
  package func isMark(_ mark: Mark) -> Bool { kind == .mark(mark) }

  /// Whether it is this word.
  package func isWord(_ word: String) -> Bool { kind == .identifier(word) }

  /// The word it is, if it is one.
  package var word: String? {
    if case .identifier(let word) = kind { word } else { nil }
  }
}

/// Brackets, operators and separators.
package enum Mark: String, Sendable, CaseIterable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case assign = "="
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
  case dot = "."
  case range = ".."

  /// The bracket that closes this one.
  package var closer: Mark? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  package var isCloser: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }

  /// Whether something must follow, on the next line if not on this one.
  package var wantsMore: Bool {
    switch self {
    case .comma, .assign, .equal, .unequal, .less, .atMost, .greater,
      .atLeast, .plus, .minus, .times, .divide, .remainder, .power:
      true
    default: false
    }
  }
}

/// Words with a meaning of their own, which nothing else can be called.
package let keywords: Set<String> = [
  "let", "param", "for", "in", "if", "else", "assert", "sweep", "and", "or",
  "not", "true", "false",
]

/// Keywords that begin a statement.
package let statementKeywords = [
  "assert", "for", "if", "let", "param", "sweep",
]

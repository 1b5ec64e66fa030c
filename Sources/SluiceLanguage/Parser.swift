import SluiceDiagnostics

// The grammar. `( )` groups, `?` `*` are as usual, quotes are literal; WORD
// is a letter, then letters, digits, `_` and inner hyphens. Inside round and
// square brackets, and after an operator, `=` or a comma, a line end counts
// as a blank. `#` begins a comment.
//
//   program    = statement*                     each on a line of its own
//   statement  = "let" NAME "=" expr
//              | "param" NAME (":" WORD)? "=" expr ("in" expr)? TEXT?
//              | "for" NAME "in" expr block
//              | "sweep" NAME (WORD "=" expr ","?)* block
//              | "if" expr block ("else" "if" expr block)* ("else" block)?
//              | "assert" expr expr?
//              | command
//              | expr
//   block      = "{" statement* "}"
//   command    = VERB argument*                      a plain command
//              | VERB NAME "=" expr argument*        a binding
//              | VERB postfix "=" expr argument*     a setting
//   argument   = (WORD "=" expr | FLAG | expr) ","?
//
//   expr       = expr "or" expr                      loosest
//              | expr "and" expr
//              | "not" expr
//              | expr ("==" | "!=" | "<" | "<=" | ">" | ">=") expr
//              | expr ".." expr
//              | expr ("+" | "-") expr               with blanks: a - b
//              | expr ("*" | "/" | "%") expr
//              | "-" expr
//              | expr "^" expr                       to the right
//              | postfix                             tightest
//   postfix    = primary ("." WORD | "[" expr ("," expr)* "]")*
//   primary    = NUMBER | TEXT | "true" | "false" | "(" expr ")"
//              | "[" (expr ("," expr)*)? "]"
//              | NAME "(" (given ("," given)*)? ")" | NAME
//   given      = (WORD "=")? expr
//
// Which words are a VERB, and what it takes, is told by `CommandShape`.

/// Reads a program; what is wrong is told in the order of the text.
///
/// After a mistake it goes on with the next statement, so one run finds all
/// of them. Nesting deeper than 64 is refused.
///
/// - Complexity: Linear in the length of the text.
package func parse(
  _ source: SourceText, shapes: [CommandWord]
) -> (program: Program, diagnostics: [Diagnostic]) {
  var parser = Parser(source, shapes: shapes)
  let statements = parser.statements(inBlock: false)
  func position(_ diagnostic: Diagnostic) -> (Int, Int) {
    (diagnostic.place?.line ?? 0, diagnostic.place?.columns.lowerBound ?? 0)
  }
  return (
    Program(source: source, statements: statements),
    parser.diagnostics.sorted { position($0) < position($1) }
  )
}

/// The state of one pass over the tokens; the rules are in extensions.
struct Parser {
  /// The deepest nesting of brackets, blocks and signs.
  static let depthLimit = 64
  /// The most nodes on one way down an expression: what later passes need
  /// of the stack.
  static let heightLimit = 400

  let source: SourceText
  let shapes: [String: CommandWord]
  var diagnostics: [Diagnostic]
  /// Comments are left out; `end` is last.
  let tokens: [Token]
  var position = 0
  var depth = 0
  /// The round and square brackets that are open.
  var brackets: [Token] = []
  /// Where a word is to be completed, what it would be, and what the value
  /// that is being read is for; see ``completionPlace(at:of:shapes:)``.
  var cursor: Int?
  var place: CompletionPlace?
  var wanted = ValuePlace.any
  /// Whether something was wrong before the text ended.
  var failedBeforeEnd = false

  init(_ source: SourceText, shapes: [CommandWord]) {
    self.source = source
    self.shapes = Dictionary(
      shapes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let lexed = Lexer.tokens(of: source)
    diagnostics = lexed.diagnostics
    tokens = lexed.tokens.filter {
      if case .comment = $0.kind { false } else { true }
    }
  }

  // MARK: Moving

  var current: Token { tokens[position] }

  func token(_ ahead: Int) -> Token {
    tokens[max(0, min(position + ahead, tokens.count - 1))]
  }

  /// The end of what has been read.
  var endOfLast: Int {
    var index = position - 1
    while index > 0, tokens[index].kind == .newline { index -= 1 }
    return index >= 0 ? tokens[index].span.upperBound : 0
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
    if !brackets.isEmpty { skipLines() }
  }

  mutating func skipLines() {
    while current.kind == .newline { position += 1 }
  }

  mutating func open() throws(Diagnostic) {
    try deepen()
    brackets.append(current)
    advance()
  }

  mutating func close(
    _ mark: Mark, wanted: String
  ) throws(Diagnostic) {
    guard current.isMark(mark) else { throw unexpected(wanted) }
    brackets.removeLast()
    depth -= 1
    advance()
  }

  mutating func deepen() throws(Diagnostic) {
    depth += 1
    if depth > Parser.depthLimit {
      throw fail(
        .tooDeep, "this is nested more than \(Parser.depthLimit) levels deep",
        at: current.span, hint: "give an inner part a name with `let`")
    }
  }

  // MARK: Complaining

  func fail(
    _ code: Code, _ title: String, at span: Range<Int>, label: String = "",
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(code, title, at: source.place(span), label: label, hint: hint)
  }

  /// The current token is not what the grammar wants.
  func unexpected(_ wanted: String, hint: String? = nil) -> Diagnostic {
    if let bracket = brackets.last, current.kind == .end || isNextStatement {
      return unclosed(bracket)
    }
    if current.isMark(.minus), position > 0, current.hasBlankBefore {
      return fail(
        .unexpectedToken, "expected \(wanted), found `-`", at: current.span,
        label: "no blank after it",
        hint: "subtraction has a blank on both sides: a - b")
    }
    return fail(
      .unexpectedToken, "expected \(wanted), found \(described(current))",
      at: current.span, hint: hint ?? habit)
  }

  func unclosed(_ bracket: Token) -> Diagnostic {
    guard case .mark(let mark) = bracket.kind, let closer = mark.closer else {
      return unexpected("an end")
    }
    return fail(
      .unclosedBracket, "this `\(mark.rawValue)` is never closed",
      at: bracket.span, label: "opened here",
      hint: "close it with `\(closer.rawValue)`")
  }

  /// Whether the current line looks like a new statement although a bracket
  /// is still open.
  private var isNextStatement: Bool {
    var first = position
    while first > 0, tokens[first - 1].kind != .newline { first -= 1 }
    guard let bracket = brackets.last else { return false }
    return tokens[first].span.lowerBound > bracket.span.lowerBound
      && beginsStatement(first)
  }

  func described(_ token: Token) -> String {
    switch token.kind {
    case .newline: "the end of the line"
    case .end: "the end of the text"
    case .string: "a text"
    default: "`\(source.text(token.span))`"
    }
  }

  // MARK: Recovering

  private func beginsStatement(_ index: Int) -> Bool {
    guard index + 1 < tokens.count, let word = tokens[index].word,
      statementKeywords.contains(word) || shapes[word] != nil,
      case let next = tokens[index + 1]
    else { return false }
    return next.kind == .newline || next.word != nil
  }

  /// Goes to the end of the statement that began at token `start`.
  mutating func recover(from start: Int, inBlock: Bool) {
    brackets = []
    let isHeader = tokens[start].isWord("for") || tokens[start].isWord("if")
    var open: [Mark] = []
    for index in start..<tokens.count {
      let token = tokens[index]
      if index >= position {
        if token.kind == .newline {
          let isOver =
            open.last.map {
              $0 != .leftBrace && beginsStatement(index + 1)
            } ?? true
          if isOver { return position = index }
        } else if token.isMark(.rightBrace), inBlock,
          !open.contains(.leftBrace)
        {
          return position = index
        } else if token.isMark(.leftBrace), isHeader {
          position = index
          return skipBlock()
        }
      }
      guard case .mark(let mark) = token.kind else { continue }
      if mark.closer != nil {
        open.append(mark)
      } else if mark == .rightBrace, let brace = open.lastIndex(of: .leftBrace)
      {
        open.removeSubrange(brace...)
      } else if let last = open.last, last.closer == mark {
        open.removeLast()
      }
    }
    position = tokens.count - 1
  }

  /// Reads the block of a header that is wrong, for the mistakes in it.
  private mutating func skipBlock() {
    do throws(Diagnostic) { _ = try block() } catch { report(error) }
    while current.isWord("else") {
      while !current.isMark(.leftBrace) {
        if current.kind == .newline || current.kind == .end { return }
        advance()
      }
      do throws(Diagnostic) { _ = try block() } catch { report(error) }
    }
  }

  /// Keeps a mistake, unless the lexer has told it already.
  mutating func report(_ diagnostic: Diagnostic) {
    if current.kind != .end { failedBeforeEnd = true }
    if current.kind != .invalid { diagnostics.append(diagnostic) }
  }
}

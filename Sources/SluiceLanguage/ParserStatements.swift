import SluiceDiagnostics

extension Parser {
  /// `statement*`, to the end of the text or of the block.
  mutating func statements(inBlock: Bool) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipLines()
      if current.kind == .end { return statements }
      if current.isMark(.rightBrace) {
        if inBlock { return statements }
        report(
          fail(
            .unexpectedToken, "this `}` closes nothing", at: current.span,
            hint: "remove it, or open a block with `{`"))
        advance()
        continue
      }
      let start = position
      let outerDepth = depth
      do throws(Diagnostic) {
        let kind = try statement()
        let span = tokens[start].span.lowerBound..<endOfLast
        try endOfStatement()
        statements.append(Statement(kind: kind, span: span))
      } catch {
        report(error)
        depth = outerDepth
        recover(from: start, inBlock: inBlock)
      }
    }
  }

  var isAtEndOfStatement: Bool {
    current.kind == .newline || current.kind == .end
      || current.isMark(.rightBrace)
  }

  private func endOfStatement() throws(Diagnostic) {
    if !isAtEndOfStatement { throw unexpected("the end of the line") }
  }

  private mutating func statement() throws(Diagnostic) -> Statement.Kind {
    note(.statement)
    if let shell = shellLine() { throw shell }
    switch current.word {
    case "let": return try letStatement()
    case "param": return .parameter(try parameter())
    case "for": return try loop()
    case "sweep": return .sweep(try sweep())
    case "if": return try choice()
    case "assert": return try assertion()
    case let word?:
      let next = token(1)
      let isTouched =
        !next.hasBlankBefore
        && (next.isMark(.dot) || next.isMark(.leftParenthesis)
          || next.isMark(.leftBracket))
      if let command = shapes[word], !isTouched {
        return .command(try self.command(command.shape()))
      }
      if !keywords.contains(word), let unknown = unknownCommand(word, next) {
        throw unknown
      }
      return .expression(try shownValue())
    case nil:
      return .expression(try shownValue())
    }
  }

  /// `block = "{" statement* "}"`
  mutating func block() throws(Diagnostic) -> [Statement] {
    guard current.isMark(.leftBrace) else {
      throw unexpected(
        "`{`",
        hint: current.isMark(.assign)
          ? "equality is written =="
          : "a block stands in braces, which open on the same line")
    }
    let brace = current
    try deepen()
    advance()
    let body = statements(inBlock: true)
    guard current.isMark(.rightBrace) else { throw unclosed(brace) }
    depth -= 1
    advance()
    return body
  }

  /// `"let" NAME "=" expr`
  private mutating func letStatement() throws(Diagnostic) -> Statement.Kind {
    advance()
    let name = try newName()
    try assign(after: "the name")
    return .binding(name, try expression())
  }

  /// `"param" NAME (":" WORD)? "=" expr ("in" expr)? TEXT?`
  private mutating func parameter() throws(Diagnostic) -> Parameter {
    advance()
    let name = try newName()
    var type: Name?
    if current.isMark(.colon) {
      advance()
      guard let word = current.word else {
        throw unexpected("the parameter's type")
      }
      type = Name(word, span: current.span)
      advance()
    }
    try assign(after: "the parameter's name")
    var parameter = Parameter(name: name, type: type, value: try expression())
    note(.keyword(["in"]))
    if current.isWord("in") {
      advance()
      parameter.bounds = try expression()
    }
    if case .string(let description) = current.kind {
      parameter.description = description
      advance()
    }
    return parameter
  }

  /// `"for" NAME "in" expr block`
  private mutating func loop() throws(Diagnostic) -> Statement.Kind {
    advance()
    let name = try newName()
    note(.keyword(["in"]))
    guard current.isWord("in") else {
      throw unexpected(
        "`in`", hint: "a loop is written `for NAME in VALUES { … }`")
    }
    advance()
    let values = try expression()
    return .loop(name, in: values, body: try block())
  }

  /// `"sweep" NAME (WORD "=" expr ","?)* block`
  private mutating func sweep() throws(Diagnostic) -> Sweep {
    advance()
    let name = try newName()
    var axes: [CommandCall.Option] = []
    while !current.isMark(.leftBrace) {
      guard let word = current.word, token(1).isMark(.assign) else {
        throw unexpected(
          "`NAME=VALUES` or `{`",
          hint: "a sweep is written"
            + " `sweep TABLE method=[hard, sluice] seed=1..3 { … }`")
      }
      let axis = Name(word, span: current.span)
      if axes.contains(where: { $0.name.text == word }) {
        throw fail(
          .repeatedOption, "`\(word)` is given twice", at: current.span,
          label: "the second time", hint: "keep one of them")
      }
      advance()
      try assign(after: "the name")
      axes.append(CommandCall.Option(name: axis, value: try expression()))
      if current.isMark(.comma) {
        advance()
        skipLines()
      }
    }
    let start = current.span.lowerBound
    let body = try block()
    return Sweep(
      name: name, axes: axes, body: body, bodySpan: start..<endOfLast)
  }

  /// `"if" expr block ("else" "if" expr block)* ("else" block)?`
  private mutating func choice() throws(Diagnostic) -> Statement.Kind {
    var branches: [Statement.Branch] = []
    while true {
      advance()
      let condition = try expression()
      branches.append(
        Statement.Branch(condition: condition, body: try block()))
      note(.keyword(["else"]))
      guard isElseNext else { return .conditional(branches, otherwise: []) }
      skipLines()
      advance()
      if !current.isWord("if") {
        return .conditional(branches, otherwise: try block())
      }
    }
  }

  private var isElseNext: Bool {
    current.isWord("else")
      || current.kind == .newline && token(1).isWord("else")
  }

  /// `"assert" expr expr?`
  private mutating func assertion() throws(Diagnostic) -> Statement.Kind {
    let keyword = current
    advance()
    guard !isAtEndOfStatement else {
      throw fail(
        .missingArgument, "`assert` needs something to check",
        at: keyword.span,
        hint: "as in: assert accuracy(net, pos, ewt.dev) >= 0.85")
    }
    let condition = try expression()
    let message = isAtEndOfStatement ? nil : try expression()
    return .assertion(condition, message: message)
  }

  // MARK: Parts

  mutating func assign(after what: String) throws(Diagnostic) {
    guard current.isMark(.assign) else {
      throw unexpected("`=` after \(what)")
    }
    advance()
    skipLines()
  }

  /// A name that this statement defines: no keyword and no command.
  mutating func newName() throws(Diagnostic) -> Name {
    guard let word = current.word else { throw unexpected("a name") }
    let taken =
      keywords.contains(word)
      ? "a word of the language" : shapes[word] != nil ? "a command" : nil
    if let taken {
      throw fail(
        .takenName, "`\(word)` is \(taken), so it cannot be a name",
        at: current.span, hint: "choose another name, such as `my-\(word)`")
    }
    let name = Name(word, span: current.span)
    advance()
    return name
  }
}

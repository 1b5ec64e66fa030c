import SluiceDiagnostics

extension Parser {
  /// `VERB argument*`, with a binding's or setting's `=` before them.
  mutating func command(
    _ shape: CommandShape
  ) throws(Diagnostic) -> CommandCall {
    let verb = Name(shape.name, span: current.span)
    var call = CommandCall(verb: verb, arguments: [], options: [], flags: [])
    advance()
    if shape.form != .plain {
      guard !isAtEndOfStatement, shape.arguments.count >= 2 else {
        throw missing(shape.arguments.first, of: shape, call)
      }
      call.arguments.append(try assigned(shape))
      try assign(after: "the \(shape.arguments[0].name)")
      let value = call
      call.arguments.append(
        try reading(.argument(value, 1)) { parser throws(Diagnostic) in
          try parser.expression()
        })
      try separator()
    }
    while !isAtEndOfStatement {
      try argument(of: shape, into: &call)
      try separator()
    }
    let given = call.arguments.count
    if given < shape.arguments.count, shape.arguments[given].isRequired {
      throw missing(shape.arguments[given], of: shape, call)
    }
    return call
  }

  /// What stands before `=`: a new name, or the path of a setting.
  private mutating func assigned(
    _ shape: CommandShape
  ) throws(Diagnostic) -> Expression {
    guard shape.form == .binding else {
      let verb = Name(shape.name, span: 0..<0)
      let call = CommandCall(
        verb: verb, arguments: [], options: [], flags: [])
      return try reading(.argument(call, 0)) { parser throws(Diagnostic) in
        try parser.postfix()
      }
    }
    let name = try newName()
    return Expression(.name(name.text), span: name.span)
  }

  /// A comma between arguments, after which the line may end.
  private mutating func separator() throws(Diagnostic) {
    guard current.isMark(.comma) else { return }
    advance()
    skipLines()
    if isAtEndOfStatement { throw unexpected("another argument") }
  }

  /// `argument = WORD "=" expr | FLAG | expr`
  private mutating func argument(
    of shape: CommandShape, into call: inout CommandCall
  ) throws(Diagnostic) {
    note(.argument(call))
    if let word = current.word {
      if token(1).isMark(.assign) {
        return call.options.append(try option(word, of: shape, call))
      }
      if shape.flags.contains(word) {
        guard !call.flags.contains(where: { $0.text == word }) else {
          throw repeated(word)
        }
        call.flags.append(Name(word, span: current.span))
        return advance()
      }
    }
    call.arguments.append(try positional(of: shape, call))
  }

  private mutating func option(
    _ word: String, of shape: CommandShape, _ call: CommandCall
  ) throws(Diagnostic) -> CommandCall.Option {
    guard shape.options.contains(word) else {
      let known = shape.options.sorted()
      let others =
        known.isEmpty
        ? "it has none: `\(shape.usage)`"
        : "its options are \(known.joined(separator: ", "))"
      throw fail(
        .unknownOption, "`\(shape.name)` has no option called `\(word)`",
        at: current.span,
        hint: Habits.hint(forOption: word)
          ?? assigned(shape, call)
          ?? didYouMean(word, in: known, otherwise: others))
    }
    guard !call.options.contains(where: { $0.name.text == word }) else {
      throw repeated(word)
    }
    let name = Name(word, span: current.span)
    advance()
    try assign(after: "the option")
    let value = try reading(.option(call, word)) { parser throws(Diagnostic) in
      try parser.expression()
    }
    return CommandCall.Option(name: name, value: value)
  }

  private func repeated(_ word: String) -> Diagnostic {
    fail(
      .repeatedOption, "`\(word)` is given twice", at: current.span,
      label: "the second time", hint: "keep one of them")
  }

  private mutating func positional(
    of shape: CommandShape, _ call: CommandCall
  ) throws(Diagnostic) -> Expression {
    let given = call.arguments.count
    let last = shape.arguments.last
    guard given < shape.arguments.count || last?.isRepeated == true else {
      throw extra(of: shape)
    }
    let wanted = shape.arguments[min(given, shape.arguments.count - 1)]
    switch wanted.kind {
    case .expression:
      return try reading(.argument(call, given)) { parser throws(Diagnostic) in
        try parser.expression()
      }
    case .newName:
      let name = try newName()
      return Expression(.name(name.text), span: name.span)
    case .word:
      guard let word = current.word else { throw unexpected("a word") }
      let span = current.span
      advance()
      return Expression(.name(word), span: span)
    }
  }

  private func extra(of shape: CommandShape) -> Diagnostic {
    var hint = "it is written `\(shape.usage)`"
    if shape.options.contains("on"), let path = pathHere {
      hint = "sentences are named with `on=`: on=\(path)"
    } else if let word = current.word,
      let near = nearest(to: word, in: shape.flags)
    {
      hint = "did you mean `\(near)`?"
    } else if let word = current.word,
      let option = shape.options.contains(word)
        ? word : nearest(to: word, in: shape.options)
    {
      hint = "an option is written with `=`: \(option)=…"
    }
    let before = token(-1)
    if before.isMark(.comma) {
      hint = "a list stands in brackets: [one, two]"
    } else if case .string = current.kind, !shape.options.isEmpty {
      hint +=
        "; its options are \(shape.options.sorted().joined(separator: ", "))"
    }
    return fail(
      .extraArgument,
      "`\(shape.name)` does not take \(described(current)) here",
      at: current.span, hint: hint)
  }

  /// What stands here up to the next blank, such as `toy.test`; nil where it is
  /// a word alone.
  private var pathHere: String? {
    let rest = tokens[(position + 1)...].prefix {
      !$0.hasBlankBefore && $0.kind != .newline && $0.kind != .end
    }
    guard current.word != nil, let end = rest.last?.span.upperBound else {
      return nil
    }
    return source.text(current.span.lowerBound..<end)
  }

  /// What is meant where a new name is followed by `=`.
  private func assigned(
    _ shape: CommandShape, _ call: CommandCall
  ) -> String? {
    let wanted = shape.arguments.dropFirst(call.arguments.count).first
    guard wanted?.kind == .newName else { return nil }
    return "no `=` follows the name: it is written `\(shape.usage)`"
  }

  private func missing(
    _ positional: CommandShape.Argument?, of shape: CommandShape,
    _ call: CommandCall
  ) -> Diagnostic {
    let what = positional.map { "`\($0.name)`" } ?? "an argument"
    let choices = positional?.choices ?? []
    return fail(
      .missingArgument, "`\(shape.name)` needs \(what)",
      at: call.verb.span,
      hint: "it is written `\(shape.usage)`"
        + (choices.isEmpty ? "" : ": \(choices.joined(separator: ", "))"))
  }
}

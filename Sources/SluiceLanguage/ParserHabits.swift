import SluiceDiagnostics

/// What to write where a habit of another language stands.
extension Parser {
  /// What to write where a habit of another language stands.
  var habit: String? {
    if case .string = current.kind, position > 0, token(-1).word != nil,
      !current.hasBlankBefore
    {
      return Habits.prefix
    }
    if let word = current.word { return Habits.hint(forMisplaced: word) }
    guard case .mark(let found) = current.kind else { return nil }
    func mark(_ token: Token?) -> Mark? {
      if case .mark(let mark)? = token?.kind { mark } else { nil }
    }
    return Habits.hint(
      for: found, after: position > 0 ? mark(token(-1)) : nil,
      in: mark(brackets.last))
  }

  /// A value that the prompt shows; it is not given another one.
  mutating func shownValue() throws(Diagnostic) -> Expression {
    let value = try expression()
    guard current.isMark(.assign), value.isPart else { return value }
    throw unexpected(
      "the end of the line",
      hint: Habits.hint(forSetting: source.text(value.span)))
  }

  /// A line that begins as a command does, with a verb that is none.
  func unknownCommand(_ word: String, _ next: Token) -> Diagnostic? {
    if next.isMark(.assign) {
      return fail(
        .unknownCommand, "a line does not begin with `\(word) =`",
        at: current.span,
        hint: commandCalled(at: 2).map { "\($0) is defined so: `\($1)`" }
          ?? (choosesValue ? "\(Habits.choice), and named with `let`" : nil)
          ?? "to name a value write `let \(word) = …`; "
          + "to change a part of a network write `set`")
    }
    guard next.hasBlankBefore else { return nil }
    switch next.kind {
    case .identifier(let word) where keywords.contains(word): return nil
    case .identifier, .number, .string, .mark(.leftBracket),
      .mark(.leftParenthesis):
      return fail(
        .unknownCommand, "`\(word)` is not a command", at: current.span,
        hint: Habits.hint(forWord: word)
          ?? didYouMean(
            word, in: Array(shapes.keys) + statementKeywords,
            otherwise: "`help` lists the commands"))
    default: return nil
    }
  }

  /// Whether the line has an `if` further on: `x = 1 if y else 2`.
  private var choosesValue: Bool {
    tokens[position...].prefix { $0.kind != .newline }
      .contains { $0.isWord("if") }
  }

  /// The command that stands some tokens ahead, as if it were called, with how
  /// it is written.
  private func commandCalled(at distance: Int) -> (String, String)? {
    guard let word = token(distance).word, let shape = shapes[word]?.shape(),
      token(distance + 1).isMark(.leftParenthesis)
    else { return nil }
    let options = shape.options.contains("tasks") ? " tasks=[…]" : ""
    return ("a \(word)", shape.usage + options)
  }
}

extension Expression {
  /// Whether it is written as a part of something.
  fileprivate var isPart: Bool {
    switch kind {
    case .member, .index: true
    default: false
    }
  }
}

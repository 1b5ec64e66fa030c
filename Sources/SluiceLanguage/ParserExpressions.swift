import SluiceDiagnostics

/// How tightly operators bind; a higher number binds tighter.
private enum Binding: Int {
  case or = 1
  case and, not, comparison, range, sum, product, sign, power
}

extension Parser {
  /// `expr`, as far as its operators bind tighter than `minimum`.
  mutating func expression() throws(Diagnostic) -> Expression {
    try expression(above: 0)
  }

  private mutating func expression(
    above minimum: Int
  ) throws(Diagnostic) -> Expression {
    var left = try signed()
    while let (operation, binding) = infix, binding.rawValue > minimum {
      let mark = current
      advance()
      skipLines()
      let right: Expression
      if binding == .power {
        try deepen()
        right = try expression(above: Binding.sign.rawValue)
        depth -= 1
      } else {
        right = try reading(.any) { parser throws(Diagnostic) in
          try parser.expression(above: binding.rawValue)
        }
      }
      let span = left.span.lowerBound..<right.span.upperBound
      let kind: Expression.Kind =
        operation.map { .binary($0, left, right) } ?? .range(left, right)
      left = try node(kind, span)
      if binding == .comparison, infix?.1 == .comparison {
        throw fail(
          .unexpectedToken, "comparisons cannot be chained",
          at: current.span, label: "a second one",
          hint: "join two with `and`: a \(source.text(mark.span)) b and …")
      }
    }
    return left
  }

  /// The operator that stands here; a range has no ``Expression/Binary``.
  private var infix: (Expression.Binary?, Binding)? {
    switch current.kind {
    case .identifier("or"): return (.or, .or)
    case .identifier("and"): return (.and, .and)
    case .mark(.range): return (nil, .range)
    case .mark(let mark):
      guard let operation = Expression.Binary(rawValue: mark.rawValue) else {
        return nil
      }
      switch operation {
      case .plus: return (operation, .sum)
      case .minus:
        let isSign = current.hasBlankBefore && !token(1).hasBlankBefore
        return isSign ? nil : (operation, .sum)
      case .times, .divide, .remainder: return (operation, .product)
      case .power: return (operation, .power)
      default: return (operation, .comparison)
      }
    default: return nil
    }
  }

  /// `"not" expr | "-" expr | postfix`
  private mutating func signed() throws(Diagnostic) -> Expression {
    let start = current.span.lowerBound
    let operation: Expression.Unary
    let binding: Binding
    if current.isWord("not") {
      (operation, binding) = (.not, .not)
    } else if current.isMark(.minus) {
      (operation, binding) = (.minus, .sign)
    } else {
      return try postfix()
    }
    try deepen()
    advance()
    let inner = try expression(above: binding.rawValue - 1)
    depth -= 1
    return try node(
      .unary(operation, inner), start..<inner.span.upperBound)
  }

  /// `postfix = primary ("." WORD | "[" expr ("," expr)* "]")*`
  mutating func postfix() throws(Diagnostic) -> Expression {
    var value = try primary()
    while !current.hasBlankBefore {
      if current.isMark(.dot) {
        advance()
        note(.member(of: value, wanted))
        guard let word = current.word, !current.hasBlankBefore else {
          throw unexpected("the name of a part after `.`")
        }
        let name = Name(word, span: current.span)
        advance()
        value = try node(
          .member(value, name),
          value.span.lowerBound..<name.span.upperBound)
      } else if current.isMark(.leftBracket) {
        let start = value.span.lowerBound
        try open()
        var places: [Expression] = []
        repeat {
          if !places.isEmpty { advance() }
          let (owner, before, outer) = (value, places, wanted)
          places.append(
            try reading(.element(of: owner, before, in: outer)) {
              parser throws(Diagnostic) in try parser.expression()
            })
        } while current.isMark(.comma)
        try close(.rightBracket, wanted: "`,` or `]`")
        value = try node(.index(value, places), start..<endOfLast)
      } else if current.isMark(.leftParenthesis) {
        throw fail(
          .unexpectedToken, "only a name can be called", at: value.span,
          hint: "a call is written `accuracy(net, pos)`")
      } else if case .string = current.kind, token(-1).word != nil {
        throw unexpected("a blank")
      } else {
        break
      }
    }
    return value
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    note(.value(wanted))
    let token = current
    switch token.kind {
    case .number(let number):
      advance()
      return Expression(.number(number), span: token.span)
    case .string(let text):
      advance()
      return Expression(.string(text), span: token.span)
    case .identifier("true"), .identifier("false"):
      advance()
      return Expression(.boolean(token.isWord("true")), span: token.span)
    case .identifier(let word) where !keywords.contains(word):
      return try nameOrCall(word)
    case .mark(.leftParenthesis):
      try open()
      let inner = try reading(.any) { parser throws(Diagnostic) in
        try parser.expression()
      }
      try close(.rightParenthesis, wanted: "`)`")
      return Expression(
        inner.kind, span: token.span.lowerBound..<endOfLast)
    case .mark(.leftBracket):
      return try list()
    default:
      throw unexpected("a value")
    }
  }

  private mutating func nameOrCall(
    _ word: String
  ) throws(Diagnostic) -> Expression {
    let name = Name(word, span: current.span)
    advance()
    guard current.isMark(.leftParenthesis), !current.hasBlankBefore else {
      return Expression(.name(word), span: name.span)
    }
    try open()
    var arguments: [Expression.Argument] = []
    while !current.isMark(.rightParenthesis) {
      arguments.append(try given(to: name, arguments))
      guard current.isMark(.comma) else { break }
      advance()
    }
    try close(.rightParenthesis, wanted: "`,` or `)`")
    return try node(
      .call(name, arguments), name.span.lowerBound..<endOfLast)
  }

  /// `given = (WORD "=")? expr`
  private mutating func given(
    to function: Name, _ before: [Expression.Argument]
  ) throws(Diagnostic) -> Expression.Argument {
    note(.call(function, before))
    guard let word = current.word, token(1).isMark(.assign) else {
      let value = try reading(.given(function, before)) {
        parser throws(Diagnostic) in try parser.expression()
      }
      return Expression.Argument(name: nil, value: value)
    }
    let name = Name(word, span: current.span)
    advance()
    advance()
    let value = try reading(.named(function, before, word)) {
      parser throws(Diagnostic) in try parser.expression()
    }
    return Expression.Argument(name: name, value: value)
  }

  private mutating func list() throws(Diagnostic) -> Expression {
    let start = current.span.lowerBound
    try open()
    var items: [Expression] = []
    while !current.isMark(.rightBracket) {
      items.append(try expression())
      guard current.isMark(.comma) else { break }
      advance()
    }
    try close(.rightBracket, wanted: "`,` or `]`")
    return try node(.list(items), start..<endOfLast)
  }

  /// An expression, unless it has grown too tall.
  private func node(
    _ kind: Expression.Kind, _ span: Range<Int>
  ) throws(Diagnostic) -> Expression {
    let expression = Expression(kind, span: span)
    if expression.height > Parser.heightLimit {
      throw fail(
        .tooDeep, "this expression has too many steps", at: current.span,
        hint: "give a part of it a name with `let`")
    }
    return expression
  }
}

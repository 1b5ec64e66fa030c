import SluiceDiagnostics

/// The program in the one layout: two blanks a level, one around operators
/// and between arguments, none around the `=` of an option; at most one
/// empty line in a row. Line ends stay where the writer put them, comments
/// where they stand, and formatting twice changes nothing more.
///
/// Meant for a text that ``parse(_:shapes:)`` takes without complaint.
package func formatted(
  _ source: SourceText, shapes: [CommandWord]
) -> String {
  var layout = Layout(source, shapes: shapes)
  for token in Lexer.tokens(of: source).tokens { layout.add(token) }
  return layout.text
}

private struct Layout {
  private let source: SourceText
  /// Verbs whose first `=` gives a name or a part its value.
  private let assigning: Set<String>
  private(set) var text = ""
  private var open: [Mark] = []
  /// Open brackets where the current line began.
  private var indent = 0
  private var isLineStart = true
  private var isContinued = false
  private var last: Token?
  private var lastIsSign = false
  private var wantsAssign = false
  private var lastAssignIsSpaced = false

  init(_ source: SourceText, shapes: [CommandWord]) {
    self.source = source
    let verbs = shapes.filter { $0.form != .plain }.map(\.name)
    assigning = Set(verbs + ["let", "param"])
  }

  mutating func add(_ token: Token) {
    switch token.kind {
    case .newline, .end: endLine(token)
    case .comment(let comment): add(comment: comment)
    default:
      let isSign = isSign(token)
      add(word: token, isSign: isSign)
      lastIsSign = isSign
      last = token
    }
  }

  private mutating func endLine(_ token: Token) {
    if !isLineStart {
      text += "\n"
      let gap = source.text(token.span).utf8.count { $0 == 0x0A }
      if gap > 1, token.kind == .newline { text += "\n" }
    }
    if token.kind == .end {
      while text.hasSuffix("\n\n") { text.removeLast() }
      return
    }
    isLineStart = true
    if case .mark(let mark) = last?.kind {
      isContinued = mark.wantsMore
    } else {
      isContinued = false
    }
  }

  private mutating func add(comment: String) {
    if isLineStart {
      text += String(repeating: "  ", count: open.count)
    } else {
      text += "  "
    }
    text += comment
    isLineStart = false
  }

  private mutating func add(word token: Token, isSign: Bool) {
    let isStatementStart = beginsStatement
    if isStatementStart {
      wantsAssign = token.word.map(assigning.contains) ?? false
    }
    if isLineStart {
      startLine(token)
    } else if needsBlank(before: token, isSign: isSign) {
      text += " "
    }
    isLineStart = false
    text += source.text(token.span)
    guard case .mark(let mark) = token.kind else { return }
    if mark.closer != nil { open.append(mark) }
    if mark.isCloser { _ = open.popLast() }
    if mark == .assign {
      lastAssignIsSpaced = wantsAssign && open.allSatisfy { $0 == .leftBrace }
      wantsAssign = wantsAssign && !lastAssignIsSpaced
    }
  }

  private var beginsStatement: Bool {
    guard open.allSatisfy({ $0 == .leftBrace }) else { return false }
    return isLineStart && !isContinued || last?.isMark(.leftBrace) == true
  }

  private mutating func startLine(_ token: Token) {
    var levels = open.count
    if case .mark(let mark) = token.kind, mark.isCloser {
      levels = max(0, levels - 1)
    }
    if isContinued, !open.contains(where: { $0 != .leftBrace }) { levels += 1 }
    text += String(repeating: "  ", count: levels)
  }

  /// Whether a minus belongs to what follows it.
  private func isSign(_ token: Token) -> Bool {
    guard token.isMark(.minus) else { return false }
    guard let last, !isLineStart, endsValue(last) else { return true }
    let next = source.text(token.span.upperBound..<token.span.upperBound + 1)
    return token.hasBlankBefore && next != " " && next != "\t" && next != "\n"
  }

  private func endsValue(_ token: Token) -> Bool {
    switch token.kind {
    case .identifier(let word):
      !keywords.contains(word) || word == "true" || word == "false"
    case .number, .string: true
    case .mark(let mark): mark.isCloser
    default: false
    }
  }

  private func needsBlank(before token: Token, isSign: Bool) -> Bool {
    guard let last else { return false }
    if lastIsSign || last.kind == .newline { return false }
    if case .mark(let mark) = last.kind {
      switch mark {
      case .leftParenthesis, .leftBracket, .dot, .range, .power: return false
      case .assign: return lastAssignIsSpaced
      default: break
      }
    }
    if case .mark(let mark) = token.kind {
      switch mark {
      case .rightParenthesis, .rightBracket, .comma, .colon, .dot, .range,
        .power:
        return false
      case .assign:
        return wantsAssign && open.allSatisfy { $0 == .leftBrace }
      case .leftParenthesis, .leftBracket:
        return token.hasBlankBefore || !endsValue(last)
      default: return true
      }
    }
    return true
  }
}

import SluiceDiagnostics

extension Parser {
  /// A line that belongs into a shell, where the current statement is one.
  func shellLine() -> Diagnostic? {
    guard let word = current.word else { return nil }
    let next = token(1)
    if word == "sluice" {
      guard let command = next.word, ProgramVerb(rawValue: command) != nil,
        isFileOrOption(token(2)) || isPathAhead
      else { return nil }
      return shell(
        "sluice \(command)",
        hint: "leave with `quit` and type it in your shell; here, type the "
          + "commands themselves, such as `train net`")
    }
    guard shapes[word] == nil, let advice = shellAdvice[word],
      next.hasBlankBefore || next.kind == .newline || next.kind == .end,
      !next.isMark(.assign)
    else { return nil }
    switch next.kind {
    case .newline, .end: if !loneShellWords.contains(word) { return nil }
    case .mark(let mark) where mark.wantsMore && !mark.isPathMark: return nil
    default: break
    }
    return shell(word, hint: advice)
  }

  private func shell(_ words: String, hint: String) -> Diagnostic {
    let start = current.span.lowerBound
    return fail(
      .shellLine, "`\(words)` is a shell command, not a Sluice command",
      at: start..<start + words.utf8.count, hint: hint)
  }

  /// Whether what follows the program's own command ends the line or looks
  /// like an option.
  private func isFileOrOption(_ token: Token) -> Bool {
    token.kind == .newline || token.kind == .end || token.isMark(.minus)
  }

  /// Whether the third word of the line looks like a file.
  private var isPathAhead: Bool {
    let start = current.span.lowerBound
    let words = source.text(start..<start + 200).prefix { !$0.isNewline }
      .split(separator: " ")
    guard words.count > 2 else { return false }
    return words[2].contains(".") || words[2].contains("/")
  }
}

extension Mark {
  fileprivate var isPathMark: Bool {
    self == .minus || self == .divide || self == .times
  }
}

private let loneShellWords: Set<String> = ["cd", "exit", "ls", "pwd", "clear"]

private let shellAdvice = [
  "cat": "leave with `quit` for the shell; `show NAME` shows a value",
  "cd": "leave with `quit`, change the folder, and start `sluice` there",
  "clear": "Ctrl-L clears the screen",
  "cp": "leave with `quit` for the shell",
  "exit": "`quit` leaves",
  "git": "leave with `quit` for the shell",
  "ls": "leave with `quit` for the shell; `show` lists what is defined",
  "mkdir": "leave with `quit` for the shell",
  "mv": "leave with `quit` for the shell",
  "pip": "leave with `quit` for the shell",
  "pwd": "leave with `quit` for the shell",
  "python": "leave with `quit` for the shell",
  "python3": "leave with `quit` for the shell",
  "rm": "leave with `quit` for the shell",
  "swift": "leave with `quit` for the shell",
  "vim": "leave with `quit` for the shell",
]

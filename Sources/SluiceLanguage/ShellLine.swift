import SluiceDiagnostics

extension Parser {
  /// A line that belongs into a shell, where the current statement is one.
  func shellLine() -> Diagnostic? {
    guard let word = current.word else { return nil }
    if word == "sluice" { return programLine() }
    let next = token(1)
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

  /// A line that starts the program itself: `sluice run x.sluice`, unless `run`
  /// is a network that is to be set, as in `sluice run off`.
  private func programLine() -> Diagnostic? {
    let start = current.span.lowerBound
    let words = source.text(start..<start + 200).prefix { !$0.isNewline }
      .split(separator: " ").map(String.init)
    guard words.count > 1 else { return nil }
    let isOption =
      words[1].hasPrefix("-") && words[1].contains(where: \.isLetter)
    let isHelp = ["--help", "-h", "help"].contains(words[1])
    guard isOption || isHelp || ProgramVerb(rawValue: words[1]) != nil else {
      return nil
    }
    if !isOption, words.count > 2, isState(words[2]) { return nil }
    return shell(
      "sluice \(words[1])",
      hint: isHelp
        ? "here, `help` lists the commands"
        : "leave with `quit` and type it in your shell; here, type the "
          + "commands themselves, such as `train net`")
  }

  /// Whether a word is what the command `sluice` sets a network to, or nearly.
  private func isState(_ word: String) -> Bool {
    let choices = shapes["sluice"]?.shape().arguments.flatMap(\.choices) ?? []
    return choices.contains(word) || didYouMean(word, in: choices) != nil
  }

  private func shell(_ words: String, hint: String) -> Diagnostic {
    let start = current.span.lowerBound
    return fail(
      .shellLine, "`\(words)` is a shell command, not a Sluice command",
      at: start..<start + words.utf8.count, hint: hint)
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

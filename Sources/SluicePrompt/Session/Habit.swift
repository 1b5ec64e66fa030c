import SluiceDiagnostics
import SluiceEvaluator

/// What is said at other prompts and means nothing here, with what to say
/// instead.
package enum Habit {
  /// - Parameters:
  ///   - entry: What was typed.
  ///   - state: What is defined: a name of the user's own goes first.
  /// - Returns: Nil for an entry that is no such habit.
  package static func mistake(
    in entry: String, _ state: State
  ) -> Diagnostic? {
    let text = entry.trimmed
    let word = String(text.prefix { !$0.isWhitespace })
    switch text.first {
    case "$" where word == "$":
      return Diagnostic(
        .shellLine, "`$` stands before lines for a shell",
        hint: "leave with `quit` and type there what follows it")
    case "!":
      return Diagnostic(
        .shellLine, "the prompt runs no shell commands",
        hint: "Ctrl-Z goes to your shell, `fg` comes back here")
    case "%":
      return Diagnostic(
        .unknownCommand, "`\(word)` belongs to other prompts",
        hint: magic[word.filter { $0 != "%" }]
          ?? "`help prompt` lists what can be said here")
    default: break
    }
    let isLeaving = ["q", "q()", ":q", ":wq", "logout", "bye"].contains(text)
    guard isLeaving, state[text] == nil else { return nil }
    return Diagnostic(
      .unknownCommand, "there is no command `\(text)`", hint: "`quit` leaves")
  }

  private static let magic = [
    "time": ":time COMMAND says how long a command takes",
    "timeit": ":time COMMAND says how long a command takes",
    "history": "`history` lists the entries in effect",
    "hist": "`history` lists the entries in effect",
    "edit": ":edit changes the last entry in your editor",
    "run": ":open FILE.sluice goes through a notebook",
    "load": ":open FILE.sluice goes through a notebook",
    "who": "`show` lists what is defined",
    "whos": "`show` lists what is defined",
    "save": ":notebook FILE.sluice writes what was done",
    "notebook": ":notebook FILE.sluice writes what was done",
    "reset": "`undo N` takes the last N entries back",
    "pwd": "Ctrl-Z goes to your shell, `fg` comes back here",
    "cd": "leave with `quit`, change the folder, and start `sluice` there",
    "ls": "Ctrl-Z goes to your shell, `fg` comes back here",
  ]
}

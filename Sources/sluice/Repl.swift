import CReadline
import Foundation
import SluiceDiagnostics
import SluiceLanguage
import SluiceSession

/// The prompt at a terminal, on GNU readline.
struct Repl {
  var session: Session
  let interrupt: Interrupt

  /// Where entries are kept between sessions.
  private static let history =
    (ProcessInfo.processInfo.environment["HOME"]
      ?? FileManager.default.homeDirectoryForCurrentUser.path)
    + "/.sluice_history"

  mutating func run() {
    sluice_readline_setup(completeWords)
    sluice_readline_watch()
    read_history(Self.history)
    stifle_history(10_000)
    Terminal.say("Sluice 0.1.0: multi-task architecture learning.")
    Terminal.say("`help` lists the commands, Tab completes, `quit` leaves.")
    while let entry = readEntry() {
      guard !entry.allSatisfy(\.isWhitespace) else { continue }
      remember(entry)
      interrupt.reset()
      Signals.watch(interrupt)
      let outcome = session.run(
        SourceText(entry, name: "<prompt>"), mode: .prompt, emit: Terminal.show)
      Terminal.complain(outcome.diagnostics)
      if outcome.isQuitting { break }
    }
  }

  /// One entry, over several lines where a bracket is open; nil at the end.
  private func readEntry() -> String? {
    var entry = ""
    while true {
      Signals.watchEditing()
      guard let line = readline(entry.isEmpty ? "sluice> " : "   ...> ") else {
        Terminal.say("")
        return nil
      }
      defer { free(line) }
      if sluice_readline_take_interrupt() != 0 {
        Terminal.say("^C")
        entry = ""
        continue
      }
      entry += (entry.isEmpty ? "" : "\n") + String(cString: line)
      if !isIncomplete(SourceText(entry, name: "<prompt>")) { return entry }
    }
  }

  /// Keeps an entry as one item of history, unless it is the last again.
  private func remember(_ entry: String) {
    if let last = sluice_history_last(),
      String(cString: last) == entry
    {
      return
    }
    add_history(entry)
    if append_history(1, Self.history) != 0 { write_history(Self.history) }
  }
}

/// Readline's question what a word could become.
private func completeWords(
  _ text: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard let text, let line = sluice_readline_line() else { return nil }
  let before = String(String(cString: line).utf8.prefix(Int(start))) ?? ""
  // Between quotes stands a path, which readline completes itself.
  guard before.filter({ $0 == "\"" }).count % 2 == 0 else { return nil }
  sluice_readline_no_paths()
  let found = Completion.words(
    after: before, startingWith: String(cString: text))
  guard !found.isEmpty else { return nil }
  if found.count == 1, found[0].hasSuffix("=") { sluice_readline_no_blank() }
  let common = found.dropFirst().reduce(found[0]) {
    $0.commonPrefix(with: $1)
  }
  // Readline frees the list and its texts.
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
    capacity: found.count + 2)
  list[0] = strdup(common)
  for (i, word) in found.enumerated() { list[i + 1] = strdup(word) }
  list[found.count + 1] = nil
  return list
}

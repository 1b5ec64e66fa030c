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
    EntryReader.prepare()
    read_history(Self.history)
    stifle_history(10_000)
    Terminal.say("Sluice 0.1.0: multi-task architecture learning.")
    Terminal.say("`help` lists the commands, Tab completes, `quit` leaves.")
    while let entry = EntryReader(prompt: "sluice> ").read() {
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

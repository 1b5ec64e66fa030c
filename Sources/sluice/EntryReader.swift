import CReadline
import Foundation
import SluiceDiagnostics
import SluiceLanguage

/// Reads what the user types at a terminal, on GNU readline.
struct EntryReader {
  let prompt: String

  /// To be called once, before the first entry is read.
  static func prepare() {
    sluice_readline_setup(completeWords)
    sluice_readline_watch()
  }

  /// One entry, over several lines where a bracket is open; nil at the end.
  func read() -> String? {
    let more = String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
    var entry = ""
    while true {
      Signals.watchEditing()
      guard let line = readline(entry.isEmpty ? prompt : more) else {
        Terminal.skipLine()
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

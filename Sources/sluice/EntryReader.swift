import CLineEditor
import CReadline
import Foundation
import SluiceDiagnostics
import SluiceLanguage
import SluicePrompt

/// Reads what the user types at a terminal, on GNU readline.
struct EntryReader {
  let prompt: String
  /// What Tab offers.
  let completer: Completer

  /// To be called once, before the first entry is read.
  static func prepare() {
    sluice_readline_setup(
      completeWords, Completer.wordBreaks, listWords)
    sluice_terminal_guard()
  }

  /// One entry, over several lines where a bracket is open; nil at the end.
  func read() -> String? {
    let more = String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
    var entry = ""
    while true {
      Tab.completer = completer
      Tab.before = entry.isEmpty ? "" : entry + "\n"
      Signals.watchEditing()
      guard let line = readline(entry.isEmpty ? prompt : more) else {
        Terminal.skipLine()
        // Ctrl-D in a later line drops the entry, and not the session.
        if entry.isEmpty { return nil }
        entry = ""
        continue
      }
      defer { free(line) }
      if sluice_readline_take_interrupt() != 0 {
        Terminal.print("^C")
        entry = ""
        continue
      }
      entry += (entry.isEmpty ? "" : "\n") + String(cString: line)
      if !isIncomplete(SourceText(entry, name: "<prompt>")) { return entry }
    }
  }
}

/// What readline's questions are answered from. It asks through functions of
/// C, which reach nothing but globals, on the thread that reads.
private enum Tab {
  nonisolated(unsafe) static var completer: Completer?
  /// The lines of the entry above the one that is edited.
  nonisolated(unsafe) static var before = ""
  /// What was offered last.
  nonisolated(unsafe) static var offered: [Candidate] = []
}

/// Readline's question what a word could become.
private func completeWords(
  _ text: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  sluice_readline_no_paths()
  guard let line = sluice_readline_line(), let completer = Tab.completer,
    let typed = String(String(cString: line).utf8.prefix(Int(end)))
  else { return nil }
  let (begin, found) = completer.completions(of: Tab.before + typed)
  Tab.offered = found
  guard !found.isEmpty else { return nil }
  if found.count == 1, found[0].goesOn { sluice_readline_no_blank() }
  // Readline puts the word in from a place of its own.
  let offset = Int(start) + Tab.before.utf8.count - begin
  let between = String(
    decoding: (Tab.before + typed).utf8.dropFirst(begin + min(0, offset))
      .prefix(max(0, -offset)), as: UTF8.self)
  let words = found.map { candidate in
    between
      + String(
        decoding: candidate.text.utf8.dropFirst(max(0, offset)), as: UTF8.self)
  }
  let common = words.dropFirst().reduce(words[0]) { $0.commonPrefix(with: $1) }
  // Readline frees the list and its texts.
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
    capacity: words.count + 2)
  list[0] = strdup(common)
  for (i, word) in words.enumerated() { list[i + 1] = strdup(word) }
  list[words.count + 1] = nil
  return list
}

/// Readline's wish that the words be listed.
private func listWords(
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ count: Int32, _ longest: Int32
) {
  Terminal.skipLine()
  Terminal.show(CandidateList(Tab.offered).output)
  sluice_readline_redraw()
}

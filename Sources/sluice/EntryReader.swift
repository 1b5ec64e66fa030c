import CLineEditor
import CReadline
import Foundation
import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput
import SluicePrompt

/// Reads what the user types at a terminal, on GNU readline.
struct EntryReader {
  let prompt: String
  /// What Tab offers.
  let completer: Completer
  /// Takes an entry of several lines that was given up before its end.
  var abandon: (String) -> Void = { _ in }
  /// Answers a question that was asked within an entry.
  var answer: ((Question) -> Void)?

  /// To be called once, before the first entry is read.
  static func prepare() {
    sluice_readline_setup(
      completeWords, Completer.wordBreaks, listWords)
    sluice_terminal_guard()
  }

  /// One entry, over several lines where a bracket is open.
  ///
  /// - Parameter initial: What the line begins with.
  /// - Returns: The entry; nil at the end.
  func read(_ initial: String? = nil) -> String? {
    let more = String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
    var entry = ""
    var initial = initial
    while true {
      Tab.completer = completer
      Tab.before = entry.isEmpty ? "" : entry + "\n"
      Signals.watchEditing()
      let typed = sluice_readline_read(entry.isEmpty ? prompt : more, initial)
      initial = nil
      guard let typed else {
        Terminal.skipLine()
        // Ctrl-D in a later line drops the entry, and not the session.
        if entry.isEmpty { return nil }
        abandon(entry)
        entry = ""
        continue
      }
      defer { free(typed) }
      let line = PastedTranscript.commands(of: String(cString: typed))
      let whole = entry.isEmpty ? line : entry + "\n" + line
      if sluice_readline_is_interrupted() != 0 {
        Terminal.print("^C")
        if whole.contains("\n") { abandon(whole) }
        entry = ""
        continue
      }
      if !entry.isEmpty, let answer, let question = Question(line) {
        answer(question)
      } else if let reminder = Self.reminder(entry, line) {
        Terminal.show(reminder)
      } else if isIncomplete(SourceText(whole, name: "<prompt>")) {
        entry = whole
      } else {
        return whole
      }
    }
  }

  /// What is said instead of taking a line that does not belong into an open
  /// entry: an empty one, or a wish for help or to leave.
  private static func reminder(_ entry: String, _ line: String) -> Output? {
    guard let open = OpenEnd(of: SourceText(entry, name: "<prompt>")) else {
      return nil
    }
    let word = line.trimmed.prefix { !$0.isWhitespace }
    let isWish = ["help", "quit", "exit"].contains(word)
    guard word.isEmpty || isWish && !open.takesCommands else { return nil }
    let place =
      entry.contains("\n")
      ? "line \(open.line), column \(open.column)" : "column \(open.column)"
    return .note(
      open.isBracket
        ? "`\(open.text)` of \(place) is still open; close it, or drop the entry"
          + " with Ctrl-C"
        : "after `\(open.text)` of \(place) something must follow; Ctrl-C drops"
          + " the entry")
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

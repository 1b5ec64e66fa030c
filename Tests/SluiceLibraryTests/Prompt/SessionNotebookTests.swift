import Foundation
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook
import SluicePrompt
import Testing

/// `:notebook` keeps what was done with a name before it was redefined.
@Suite("A session's notebook after redefinitions")
struct SessionNotebookTests {
  private static let setup = [
    "corpus toy = toy_english(sentences=20, domains=[mail])",
    "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=8 word=8 characters=4 spelling=4",
    "train net epochs=1",
  ]

  @Test(
    "Every step is in it, and it passes its own test",
    arguments: [
      // What a network was made from is redefined.
      (
        setup + [
          "corpus toy = toy_english(sentences=30, domains=[mail])",
          "print accuracy(net, pos, toy.test)",
        ],
        [
          "corpus toy-1 = toy_english", "task pos = toy-1.pos",
          "(net, pos, toy.test)",
        ]
      ),
      // The network keeps its task when the name of that is redefined.
      (
        setup + [
          "task pos = toy.chunk", "print net.alpha[1][pos, pos]",
          "network other tasks=[pos] layers=1 hidden=8 word=8 spelling=4",
        ],
        [
          "task pos-1 = toy.pos", "net.alpha[1][pos-1, pos-1]",
          "other tasks=[pos]",
        ]
      ),
      // A name is redefined by itself, twice.
      (
        ["let a = 1", "let a = a + 1", "print a", "let a = a * 5", "print a"],
        ["let a-1 = 1", "let a-2 = a-1 + 1", "print a-2", "let a = a-2 * 5"]
      ),
      // A loop's name and a text are no names of the session.
      (
        [
          "let a = 1", "for a in 1..2 { print a }", "print \"a\" a",
          "let a = 2",
          "print a",
        ],
        ["let a-1 = 1", "for a in 1..2 {", "print \"a\" a-1", "let a = 2"]
      ),
      // The new name is free.
      (
        ["let a-1 = 7", "let a = 1", "let a = 2", "print a a-1"],
        ["let a-1 = 7", "let a-2 = 1", "let a = 2"]
      ),
    ])
  func whole(entries: [String], parts: [String]) throws {
    var prompt = PromptSession(Session(Environment()))
    for entry in entries {
      #expect(prompt.run(entry) { _ in }.diagnostics.isEmpty, "\(entry)")
    }
    let made = try SessionNotebook(
      prompt.entries, in: Environment(), at: "session.sluice")
    for part in parts { #expect(made.text.contains(part), "\(made.text)") }
    let notebook = try Notebook(made.text, name: "session.sluice")
    #expect(notebook.cells.count == entries.count)
  }
}

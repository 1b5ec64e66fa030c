import SluiceEvaluator
import Testing

/// A corpus, two tasks and a network.
private let first = """
  corpus toy = toy_english(sentences=10)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=1 hidden=4 word=4 spelling=2 head=4

  """

/// What is made of a corpus or a task goes on using it when its name stands for
/// something else; that is said when it happens, and as long as it is so.
@Suite("What older objects use") struct OldUseTests {
  /// The notes among what a session says, each in one line.
  private func notes(
    _ session: inout Session, _ script: String
  ) -> [String] {
    let said = session.said(to: script, mode: .prompt)
    #expect(!said.contains("error"), "\(said)")
    var notes: [String] = []
    var isNote = false
    for line in said.split(separator: "\n") {
      if line.hasPrefix("note: ") {
        notes.append(String(line.dropFirst(6)))
        isNote = true
      } else if isNote, notes[notes.count - 1].count > 60,
        !notes[notes.count - 1].hasSuffix("one")
      {
        notes[notes.count - 1] += " " + line
      } else {
        isNote = false
      }
    }
    return notes.filter { $0.contains("old") || $0.contains("redefined") }
  }

  private func started() -> Session {
    var session = Session()
    #expect(!session.said(to: first).contains("error"))
    return session
  }

  static let redefinitions = [
    (
      "corpus toy = toy_english(sentences=20)",
      [
        "`toy` is redefined; pos, names and net still use the old one: define"
          + " them again to use the new one"
      ]
    ),
    (
      "task pos = toy.chunk",
      [
        "`pos` is redefined; net still uses the old one: define it again to use"
          + " the new one"
      ]
    ),
    (
      "let toy = 3",
      [
        "`toy` was a corpus and is now a number; pos, names and net still use"
          + " the old one: define them again to use the new one"
      ]
    ),
    (
      "for i in 1..3 { task names = toy.chunk }",
      [
        "`names` is redefined; net still uses the old one: define it again to"
          + " use the new one"
      ]
    ),
    (
      "let parts = [toy.train, toy.dev]\ncorpus toy = toy_english(sentences=9)",
      [
        "`toy` is redefined; pos, names, net and parts still use the old one:"
          + " define them again to use the new one"
      ]
    ),
    // The same corpus again is no other one.
    ("corpus toy = toy_english(sentences=10)", ["`toy` is redefined"]),
  ]

  @Test("It is said when it happens", arguments: redefinitions)
  func happening(script: String, expected: [String]) {
    var session = started()
    #expect(notes(&session, script) == expected)
  }

  @Test("It is said by `show` for as long as it holds, and after `undo`")
  func lasting() {
    var session = started()
    #expect(notes(&session, "show\npos\nshow net").isEmpty)
    let before = session.state
    _ = notes(&session, "corpus toy = toy_english(sentences=20)")
    #expect(
      notes(&session, "show") == [
        "pos, names and net still use the old `toy`: define them again to use"
          + " the new one"
      ])
    #expect(
      notes(&session, "pos") == [
        "pos still uses the old `toy`: define it again to use the new one"
      ])
    _ = notes(&session, "task pos = toy.pos")
    #expect(
      notes(&session, "show net") == [
        "net still uses the old `toy` and `pos`: define it again to use the new"
          + " ones"
      ])
    _ = notes(
      &session,
      """
      task names = toy.ner
      network net tasks=[names, pos] layers=1 hidden=4 word=4 spelling=2 head=4
      """)
    #expect(notes(&session, "show").isEmpty)
    session.state = before
    #expect(notes(&session, "show").isEmpty)
  }

  @Test("What is made of something old says so at once")
  func made() {
    var session = started()
    _ = notes(&session, "corpus toy = toy_english(sentences=20)")
    #expect(
      notes(
        &session,
        "network other tasks=[pos] layers=1 hidden=4 word=4 spelling=2 head=4")
        == [
          "other still uses the old `toy`: define it again to use the new one"
        ])
  }

  @Test("A loop that leaves something old says so at its end")
  func loop() {
    var session = Session()
    #expect(
      notes(
        &session,
        """
        for n in [10, 20] {
          corpus toy = toy_english(sentences=n)
          if n == 10 { task pos = toy.pos }
        }
        """) == [
          "pos still uses the old `toy`: define it again to use the new one"
        ])
  }
}

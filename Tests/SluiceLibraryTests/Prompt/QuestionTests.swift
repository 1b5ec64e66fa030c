import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLibrary
import SluiceOutput
import SluicePrompt
import Testing

/// A question mark asks; nothing that it stands in is run.
@Suite("Questions at the prompt") struct QuestionTests {
  @Test(
    "A mark anywhere outside texts and comments makes an entry a question",
    arguments: [
      ("train net?", "train net", "net"), ("train net ?", "train net", "net"),
      ("?set net.alpha = 0", "set net.alpha = 0", "alpha"),
      ("save net \"zzz\"?", "save net \"zzz\"", nil),
      ("train net epochs=3??", "train net epochs=3", "epochs"),
      ("train net epochs=3 dev?", "train net epochs=3 dev", "dev"),
      ("train net optimizer=adam(?", "train net optimizer=adam(", "optimizer"),
      ("for i in 1..2 {\n  train net?\n}", "train net", "net"),
      ("for i in 1..2 { train net epochs=? }", "train net epochs=", "epochs"),
      ("sluice net off?", "sluice net off", "off"), ("?", "", nil),
      ("let x = 3?", "let x = 3", "x"),
    ] as [(String, String, String?)])
  func marks(entry: String, statement: String, option: String?) throws {
    let question = try #require(Question(entry))
    #expect(question.statement == statement)
    #expect(question.option == option)
    #expect(try PromptVerb.read(entry) == .ask(question))
  }

  @Test(
    "In texts and comments it is a character",
    arguments: [
      "print \"really?\"", "print 1  # really?", "# ?", "let a = \"?\"",
    ])
  func characters(entry: String) throws {
    #expect(Question(entry) == nil)
    #expect(try PromptVerb.read(entry) == nil)
  }

  @Test("Help on what was begun, the option at the mark first")
  func help() throws {
    let prompt = PromptSession(Session(Environment()))
    let question = try #require(Question("train net epochs=3?"))
    guard case .help(let output) = try prompt.answer(question) else {
      Issue.record("no help")
      return
    }
    let lines = TerminalRenderer.recording.render(output).split(separator: "\n")
    #expect(lines[0].hasPrefix("epochs="))
    #expect(lines.contains { $0.hasPrefix("train NET") })
  }

  @Test(
    "An expression is asked for its value",
    arguments: ["a", "a + 1", "[a, 2]", "mean([1, 2])"])
  func values(text: String) throws {
    var prompt = PromptSession(Session(Environment()))
    _ = prompt.run("let a = 1") { _ in }
    let question = try #require(Question(text + "?"))
    guard case .value(text) = try prompt.answer(question) else {
      Issue.record("help on \(text)")
      return
    }
  }

  @Test(
    "What is neither a value nor a command is said to be so",
    arguments: ["tarin net 3?", "= 3?", "?"])
  func nothing(text: String) throws {
    let prompt = PromptSession(Session(Environment()))
    let question = try #require(Question(text))
    #expect(throws: Diagnostic.self) { _ = try prompt.answer(question) }
  }

  @Test(
    "Habits of other prompts are told what to say here",
    arguments: [
      ("!ls -l", "the prompt runs no shell commands"),
      ("$ sluice run x.sluice", "`$` stands before lines for a shell"),
      ("%timeit f()", "`%timeit` belongs to other prompts"),
      ("%%time", "`%%time` belongs to other prompts"),
      ("q", "there is no command `q`"), (":wq", "there is no command `:wq`"),
    ])
  func habits(entry: String, title: String) {
    #expect(Habit.mistake(in: entry, State())?.title == title)
  }

  @Test("A name of the user's own is no habit")
  func ownName() {
    var state = State()
    state.define("q", as: .number(1))
    #expect(Habit.mistake(in: "q", state) == nil)
  }

  @Test(
    "Prompts that were copied with a line are no part of it",
    arguments: [
      ("sluice> print 1", "print 1"), ("  sluice> print 1", "print 1"),
      (
        "sluice> for i in 1..2 {\n   ...>   print i\n   ...> }\n1\n2\nsluice> ",
        "for i in 1..2 {\n  print i\n}\n"
      ),
      ("sluice> print 1\n1\nsluice> print 2\n2", "print 1\nprint 2"),
      ("print \"sluice> \"", "print \"sluice> \""),
      ("sluice net off", "sluice net off"),
    ])
  func transcript(pasted: String, commands: String) {
    #expect(PastedTranscript.commands(of: pasted) == commands)
  }

  @Test(
    "What keeps an entry open is named",
    arguments: [
      ("print accuracy(net, pos", "(", 15, true),
      ("for i in 1..2 {\nprint [i", "[", 7, true),
      ("for i in 1..2 {", "{", 15, true),
      ("print 1 +", "+", 9, false),
    ])
  func open(entry: String, text: String, column: Int, isBracket: Bool) throws {
    let end = try #require(OpenEnd(of: SourceText(entry, name: "<prompt>")))
    #expect(end.text == text && end.column == column)
    #expect(end.isBracket == isBracket)
  }

  @Test("After a mistake in a block it is said what was not run")
  func notRun() {
    var prompt = PromptSession(Session(Environment()))
    for (entry, said) in [
      (
        "print 1\nprint nobody\nprint 3\nprint 4",
        "note: lines 3 to 4 were not run"
      ),
      ("print nobody\nprint 3", "note: line 2 was not run"),
      ("print 1\nprint (", "note: nothing of the entry was run"),
      ("print 1\nprint nobody", ""), ("print nobody", ""),
    ] {
      let outcome = prompt.run(entry) { _ in }
      let note = prompt.notRun(entry, outcome)
      #expect(TerminalRenderer.recording.render(note) == said)
    }
  }

  @Test("What undo keeps is limited, and that is said once")
  func limit() {
    var prompt = PromptSession(Session(Environment()), limit: 5_000)
    var said: [String] = []
    for number in 1...8 {
      _ = prompt.run("let a = \(number)") {
        said.append(TerminalRenderer.recording.render($0))
      }
    }
    #expect(
      said.filter { $0.contains("undo") } == [
        """
        note: `undo` now reaches back 4 entries: it keeps at most 5 kB, and forgets the
        oldest states first
        """
      ])
    #expect(prompt.undo(10).entries.count == 4)
  }
}

import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import SluicePrompt
import Testing

@Suite("A session with its past") struct PromptSessionTests {
  private static let setup = """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    network net tasks=[pos] layers=1 hidden=8 word=8 characters=4 spelling=4
    """

  /// What an entry prints, mistakes included.
  private func say(_ text: String, _ prompt: inout PromptSession) -> String {
    var said: [String] = []
    let outcome = prompt.run(text) {
      said.append(TerminalRenderer.recording.render($0))
    }
    return (said + outcome.diagnostics.map { $0.rendered(color: false) })
      .joined(separator: "\n")
  }

  @Test("undo takes training back, and training again gives the same bits")
  func training() {
    var prompt = PromptSession(Session())
    for line in Self.setup.split(separator: "\n") {
      _ = say(String(line), &prompt)
    }
    let untrained = say("print loss(net, pos, toy.test)", &prompt)
    let report = say("train net epochs=2", &prompt)
    let trained = say("print loss(net, pos, toy.test)", &prompt)
    #expect(trained != untrained)
    #expect(prompt.undo(1).entries.map(\.text) == ["train net epochs=2"])
    #expect(say("print loss(net, pos, toy.test)", &prompt) == untrained)
    #expect(say("train  net   epochs=2", &prompt) == report)
    #expect(say("print loss(net, pos, toy.test)", &prompt) == trained)
    // A second training of the same kind is another one.
    #expect(say("train net epochs=2", &prompt) != report)
  }

  @Test("undo and redo go over what changed something, not over questions")
  func undoing() {
    var prompt = PromptSession(Session())
    for line in ["let a = 1", "print a", "let b = 2", "print b", "let a = 3"] {
      _ = say(line, &prompt)
    }
    #expect(prompt.undo(2).entries.map(\.text) == ["let a = 3", "let b = 2"])
    #expect(prompt.entries.map(\.text) == ["let a = 1", "print a"])
    #expect(say("print a", &prompt) == "1")
    #expect(prompt.redo(5).map(\.text) == ["let b = 2", "let a = 3"])
    #expect(say("print a b", &prompt) == "3 2")
    #expect(prompt.undo(10).entries.count == 3)
    #expect(prompt.undo(1).entries.isEmpty)
    _ = say("let c = 1", &prompt)
    #expect(prompt.redo(1).isEmpty)
  }

  @Test("Of an entry that fails half way, what was done holds")
  func failed() {
    var prompt = PromptSession(Session())
    _ = say("let a = 1\nlet b = 1 / 0\nlet c = 3", &prompt)
    _ = say("print nobody", &prompt)
    _ = say("print (", &prompt)
    #expect(prompt.entries.map(\.text) == ["let a = 1"])
    #expect(say("print a", &prompt) == "1")
  }

  @Test(
    "A session's notebook has its numbers, whatever was done again or failed")
  func numbers() throws {
    var prompt = PromptSession(Session())
    let setup = Self.setup.split(separator: "\n").map(String.init)
    let ask = "print loss(net, pos, toy.test)"
    for line in setup + ["train net epochs=1"] { _ = say(line, &prompt) }
    // Defined again, the network is another one, and so is its training.
    for line in [setup[2], "train net epochs=1"] { _ = say(line, &prompt) }
    let second = say(ask, &prompt)
    // Of this entry the first line is done.
    _ = say("train net epochs=1\nprint nobody\ntrain net epochs=1", &prompt)
    let third = say(ask, &prompt)
    // A block: two trainings that look alike are not the same.
    _ = say("train net epochs=1\ntrain net epochs=1", &prompt)
    let fifth = say(ask, &prompt)
    #expect(Set([second, third, fifth]).count == 3)
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let notebook = try SessionNotebook(
      prompt.entries, in: Environment(), at: "\(folder)/mine.sluice")
    #expect(
      TerminalRenderer.recording.render(notebook.remarks) == """
        note: a notebook defines each name once, so what was redefined has another name
        before that: net is net-1. Steps with a new name draw other random numbers than
        they did here
        """)
    for value in [second, third, fifth] {
      #expect(notebook.text.contains("```output\n\(value)\n```"))
    }
  }

  @Test("A checkpoint is come back to, and left again by undo")
  func checkpoints() throws {
    var prompt = PromptSession(Session())
    _ = say("let a = 1", &prompt)
    prompt.checkpoint("start")
    _ = say("let a = 2", &prompt)
    try prompt.restore("start")
    #expect(say("print a", &prompt) == "1")
    #expect(prompt.entries.map(\.text) == ["let a = 1", "print a"])
    #expect(prompt.undo(1).entries.map(\.text) == ["restore start"])
    #expect(say("print a", &prompt) == "2")
    #expect(throws: Diagnostic.self) { try prompt.restore("strat") }
  }

  @Test("Files that were written are told, and not undone")
  func files() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var prompt = PromptSession(Session(Environment(folder: folder)))
    for line in Self.setup.split(separator: "\n") {
      _ = say(String(line), &prompt)
    }
    _ = say("save net \"out/net.safetensors\"", &prompt)
    // Writing it changed nothing: what is undone is what made the network.
    let undone = prompt.undo(1)
    #expect(
      undone.entries.map(\.text) == [
        Self.setup.split(separator: "\n").last.map(String.init) ?? ""
      ])
    #expect(undone.files == ["out/net.safetensors"])
    #expect(
      FileManager.default.fileExists(atPath: "\(folder)/out/net.safetensors"))
  }

  @Test("What was done becomes a notebook that passes its own test")
  func notebook() throws {
    var prompt = PromptSession(Session())
    for line in Self.setup.split(separator: "\n") {
      _ = say(String(line), &prompt)
    }
    let lines = [
      "help train", "let x = 1", "print x", "let x = 2", "print x + 1",
      "train net epochs=1", "print net.epochs", "print nobody",
    ]
    for line in lines { _ = say(line, &prompt) }
    let made = try SessionNotebook(
      prompt.entries, in: Environment(), at: "session.sluice")
    #expect(
      TerminalRenderer.recording.render(made.remarks) == """
        note: a notebook defines each name once, so what was redefined has another name
        before that: x is x-1. Steps with a new name draw other random numbers than they
        did here
        """)
    let notebook = try Notebook(made.text, name: "session.sluice")
    #expect(
      notebook.cells.map { notebook.text($0.code) } == [
        "corpus toy = toy_english(sentences=20, domains=[mail])\n",
        "task pos = toy.pos\n",
        "network net tasks=[pos] layers=1 hidden=8 word=8 characters=4 spelling=4\n",
        "let x-1 = 1\n", "print x-1\n", "let x = 2\n", "print x + 1\n",
        "train net epochs=1\n",
        "print net.epochs\n",
      ])
    var test = NotebookTest(NotebookRun(notebook, in: Session()))
    let verdicts = test.results().map(\.verdict.word)
    #expect(
      verdicts == [
        "passed", "unchecked", "passed", "unchecked", "passed", "unchecked",
        "passed", "passed", "passed",
      ])
    // The numbers are those that were seen at the prompt.
    #expect(prompt.undo(1).entries.map(\.text) == ["train net epochs=1"])
    let again = say("train net epochs=1", &prompt)
    #expect(
      notebook.cells[7].output(nil)?.text.joined(separator: "\n") == again)
  }

  @Test(
    "The prompt's own verbs",
    arguments: [
      ("undo", .undo(1)), ("undo 3", .undo(3)), (" redo ", .redo(1)),
      ("history", .history(nil)), ("history 5", .history(5)),
      ("checkpoint a b", .checkpoint("a b")), ("restore a", .restore("a")),
      ("restore", .restore(nil)), (":notebook a.sluice", .notebook("a.sluice")),
      (":open \"a b.sluice\"", .open("a b.sluice")), (":edit", .edit),
      (":load a.sluice", .load("a.sluice")),
      (":time train net", .time("train net")), ("print 1", nil),
      ("undo = 3", nil), ("x", nil), ("undone", nil),
      ("exit", .leave), ("quit()", .leave), (" exit() ", .leave),
    ] as [(String, PromptVerb?)])
  func verbs(text: String, verb: PromptVerb?) throws {
    #expect(try PromptVerb.read(text) == verb)
  }

  @Test func `a notebook's state is taken over as one entry`() {
    var prompt = PromptSession(Session())
    _ = say("let a = 1", &prompt)
    _ = say("let b = 2", &prompt)
    var other = Session()
    _ = other.run(
      SourceText("let b = 20\nlet c = 30", name: "doc"), mode: .file
    ) { _ in }
    #expect(
      prompt.load(other.state, as: ":load doc") { _ in } == ["b"])
    #expect(say("print a b c", &prompt) == "1 20 30")
    #expect(prompt.undo(1).entries.map(\.text) == [":load doc"])
    #expect(say("print a b", &prompt) == "1 2")
    #expect(prompt.redo(1).count == 1)
    #expect(say("print c", &prompt) == "30")
  }

  @Test("A verb that is written wrong says how it is written")
  func wrongVerbs() {
    let cases = [
      (
        "undo all",
        """
        error[missing-argument]: `undo` is written `undo [N]`
          = hint: use it to undo the last entry, or the last N, training included
        """
      ),
      (
        ":notebok x",
        """
        error[unknown-command]: the prompt has no command :notebok
          = hint: did you mean `:notebook`?
        """
      ),
    ]
    for (text, message) in cases {
      do throws(Diagnostic) {
        _ = try PromptVerb.read(text)
        Issue.record("read: \(text)")
      } catch { #expect(error.rendered(color: false) == message) }
    }
  }
}

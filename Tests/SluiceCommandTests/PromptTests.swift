import Foundation
import Testing

/// The prompt in a terminal of its own, a key at a time.
@Suite("The prompt") struct PromptTests {
  private static let ready = "sluice> "

  @Test("It greets, answers, goes on after a mistake, and Ctrl-D leaves")
  func dialogue() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path)
    defer { prompt.process.terminate() }

    #expect(
      prompt.screen(until: Self.ready) == """
        Sluice 0.1.0: multi-task architecture learning.
        `help` lists the commands, Tab completes, `quit` leaves.
        sluice>\(" ")
        """)
    #expect(
      prompt.say("print 6 * 7", until: Self.ready)
        == "print 6 * 7\n42\nsluice> ")
    #expect(
      prompt.say("print nobody", until: Self.ready).contains(
        "nothing is called `nobody`"))
    prompt.type("print [1,\n")
    #expect(prompt.until("...> ").contains("...> "))
    #expect(prompt.say("2]", until: Self.ready) == "2]\n[1, 2]\nsluice> ")

    // Ctrl-C clears the entry: what is typed after it stands alone.
    prompt.type("print 1 +")
    #expect(prompt.until("print 1 +").contains("print 1 +"))
    prompt.process.interrupt()
    #expect(prompt.until(Self.ready).contains("^C"))
    #expect(
      prompt.say("print 5 + 6", until: Self.ready)
        == "print 5 + 6\n11\nsluice> ")

    prompt.type("\u{4}")
    prompt.process.waitUntilExit()
    #expect(prompt.process.terminationStatus == 0)
    #expect(try folder.read(".sluice_history").contains("print [1,\n2]\n"))
  }

  @Test("Up finds what begins so, across sessions, and without duplicates")
  func history() throws {
    let folder = try ExampleFolder()
    do {
      let first = try Dialogue(home: folder.path)
      _ = first.until(Self.ready)
      for line in ["let a = 1", "print a", "let b = 2", "print a", "print b"] {
        _ = first.say(line, until: Self.ready)
      }
      first.type("quit\n")
      first.process.waitUntilExit()
    }
    let second = try Dialogue(home: folder.path)
    defer { second.process.terminate() }
    _ = second.until(Self.ready)
    let up = "\u{1B}[A"
    // Of two equal entries the newer is left: one Up after `print b` is it.
    second.type("pri" + up + up)
    #expect(second.until("print a").hasSuffix("print a"))
    second.type(up + "\n")
    #expect(second.until(Self.ready).contains("nothing is called `a`"))
    second.type("let" + up + up + "\n")
    _ = second.until(Self.ready)
    #expect(second.say("print a", until: Self.ready).contains("\n1\n"))
    // Ctrl-R looks for any part.
    second.type("\u{12}b = ")
    #expect(second.until("let b = 2").contains("let b = 2"))
    second.type("\n")
    _ = second.until(Self.ready)
    #expect(second.say("print b", until: Self.ready).contains("\n2\n"))
  }

  @Test("Two prompts at once both keep their entries")
  func shared() throws {
    let folder = try ExampleFolder()
    let one = try Dialogue(home: folder.path)
    let two = try Dialogue(home: folder.path)
    _ = one.until(Self.ready)
    _ = two.until(Self.ready)
    for number in 1...5 {
      _ = one.say("print \(number) \"one\"", until: Self.ready)
      _ = two.say("print \(number) \"two\"", until: Self.ready)
    }
    one.type("quit\n")
    two.type("quit\n")
    one.process.waitUntilExit()
    two.process.waitUntilExit()
    let kept = try folder.read(".sluice_history")
    for number in 1...5 {
      #expect(kept.contains("print \(number) \"one\"\n"))
      #expect(kept.contains("print \(number) \"two\"\n"))
    }
  }

  @Test("A pasted block is one entry")
  func paste() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path, terminal: "xterm")
    defer { prompt.process.terminate() }
    _ = prompt.until(Self.ready)
    prompt.type("\u{1B}[200~let a = 2\nprint a * 21\n\u{1B}[201~")
    _ = prompt.until("21")
    prompt.type("\n")
    #expect(prompt.until("42").contains("42"))
    _ = prompt.until(Self.ready)
    prompt.type("quit\n")
    prompt.process.waitUntilExit()
    #expect(
      try folder.read(".sluice_history").contains("let a = 2\nprint a * 21\n"))
  }

  private static let setup = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=32",
  ]
  private static let long = "train net epochs=50000 patience=50000 dev=none"

  @Test("Ctrl-C once leaves a usable network, twice leaves it as it was")
  func training() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path)
    defer { prompt.process.terminate() }
    _ = prompt.until(Self.ready)
    for line in Self.setup { _ = prompt.say(line, until: Self.ready) }
    prompt.type(Self.long + "\n")
    Thread.sleep(forTimeInterval: 1)
    prompt.process.interrupt()
    let stopped = prompt.screen(until: Self.ready)
    #expect(stopped.contains("stopped on request in epoch"))
    #expect(stopped.contains("net can be used and trained on"))
    #expect(!prompt.say("print net.epochs", until: Self.ready).contains("\n0\n"))
    // undo brings the network back as it was.
    #expect(
      prompt.say("undo", until: Self.ready)
        == "undo\nundone: \(Self.long)\nsluice> ")
    #expect(prompt.say("print net.epochs", until: Self.ready).contains("\n0\n"))
    #expect(prompt.say("redo", until: Self.ready).contains("done again: train"))
    #expect(!prompt.say("print net.epochs", until: Self.ready).contains("\n0\n"))
  }

  @Test("undo, checkpoints, history and :time")
  func past() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path)
    defer { prompt.process.terminate() }
    _ = prompt.until(Self.ready)
    _ = prompt.say("let a = 1", until: Self.ready)
    #expect(
      prompt.say("checkpoint start", until: Self.ready)
        == "checkpoint start\n`restore start` comes back here\nsluice> ")
    _ = prompt.say("let a = 2", until: Self.ready)
    #expect(
      prompt.say("history", until: Self.ready) == """
        history
           1  let a = 1
           2  let a = 2
        sluice>\(" ")
        """)
    #expect(
      prompt.say("restore start", until: Self.ready).contains(
        "the state is that of start"))
    #expect(prompt.say("print a", until: Self.ready).contains("\n1\n"))
    #expect(prompt.say("undo 9", until: Self.ready).contains("undone: let a = 1"))
    #expect(
      prompt.say("undo", until: Self.ready)
        == "undo\nthere is nothing to undo\nsluice> ")
    #expect(prompt.say(":time print 7", until: Self.ready).contains("\n7\ntook 0."))
    #expect(
      prompt.say(":tme", until: Self.ready).contains("did you mean `:time`?"))
  }

  @Test("What was done is written as a notebook, and walked through here")
  func notebook() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path, in: folder.path)
    defer { prompt.process.terminate() }
    _ = prompt.until(Self.ready)
    for line in ["let a = 20", "print a + 1", "print nobody"] {
      _ = prompt.say(line, until: Self.ready)
    }
    #expect(
      prompt.say(":notebook mine", until: Self.ready).contains(
        "mine.sluice is written; `sluice test mine.sluice` checks it"))
    #expect(
      try folder.read("mine.sluice") == """
        # A session

        ```sluice
        let a = 20
        ```

        ```sluice
        print a + 1
        ```

        ```output
        21
        ```

        """)
    #expect(
      try ProgramTests.run(["test", "mine.sluice"], in: folder.path).status == 0)
    #expect(
      prompt.say(":notebook mine", until: Self.ready).contains(
        "error[unwritable]: mine.sluice is there already"))
    #expect(
      prompt.say(":open mine.sluice", until: "2> ").hasSuffix(
        "  ▌ let a = 20\n\nstep 1 of 2> "))
    _ = prompt.say("", until: "2 of 2> ")
    #expect(prompt.say("quit", until: Self.ready).contains("as it was"))
    #expect(
      prompt.say(":open nowhere.sluice", until: Self.ready).contains(
        "error[file-not-found]: there is no notebook nowhere.sluice"))
  }

  @Test("SIGTERM and SIGHUP end it, with the terminal in order")
  func ended() throws {
    let folder = try ExampleFolder()
    for signal in [SIGTERM, SIGHUP] {
      let prompt = try Dialogue(home: folder.path, terminal: "xterm")
      _ = prompt.until(Self.ready)
      prompt.type("print 1 +")
      _ = prompt.until("print 1 +")
      kill(prompt.process.processIdentifier, signal)
      prompt.process.waitUntilExit()
      #expect(prompt.process.terminationReason == .uncaughtSignal)
      #expect(prompt.process.terminationStatus == signal)
      #expect(prompt.isInOrder)
    }
  }

  @Test("Stopped and continued, it goes on with the line as it was")
  func continued() throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(home: folder.path)
    defer { prompt.process.terminate() }
    _ = prompt.until(Self.ready)
    prompt.type("print 40 +")
    _ = prompt.until("40 +")
    kill(prompt.process.processIdentifier, SIGTSTP)
    Thread.sleep(forTimeInterval: 0.4)
    #expect(prompt.isInOrder)
    kill(prompt.process.processIdentifier, SIGCONT)
    _ = prompt.until("40 +")
    prompt.type(" 2\n")
    #expect(prompt.until("42").contains("42"))
  }

  @Test("From a pipe it goes on after mistakes only if told to")
  func piped() throws {
    let text = "print 1\nprint nobody\nprint 1 / 0\nprint 2\n"
    let stopped = try ProgramTests.run([], input: text)
    #expect(stopped.output == "1\n" && stopped.status == 2)
    let gone = try ProgramTests.run(["--keep-going"], input: text)
    #expect(gone.output == "1\n2\n" && gone.status == 2)
    #expect(gone.complaint.components(separatedBy: "error[").count == 3)
    let plain = try ProgramTests.run(
      ["--plain"], input: "corpus toy = toy_english(sentences=9)\nshow toy\n")
    #expect(plain.output.contains("\ndomain news, split train, sentences 9, "))
  }
}

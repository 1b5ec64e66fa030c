import Foundation
import Testing

/// The prompt in a terminal of its own, a key at a time; the screen compared.
@Suite("The prompt") struct PromptTests {
  private static let ready = "sluice> "

  /// A prompt that has greeted.
  private static func prompt(
    in folder: borrowing ExampleFolder, columns: UInt16 = 80,
    terminal: String = "xterm", environment: [String: String] = [:],
    _ arguments: [String] = []
  ) throws -> Dialogue {
    let prompt = try Dialogue(
      arguments, home: folder.path, in: folder.path, columns: columns,
      terminal: terminal, environment: environment)
    prompt.settled { $0.current == ready }
    return prompt
  }

  @Test("It greets, answers, goes on after a mistake, and Ctrl-D leaves")
  func dialogue() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    #expect(
      prompt.settled().text() == """
        Sluice 0.1.0: multi-task architecture learning.
        `help` lists the commands, Tab completes, `quit` leaves.
        sluice>
        """)
    #expect(
      prompt.shows(after: "print 6 * 7\n") == """
        sluice> print 6 * 7
        42
        sluice>
        """)
    #expect(
      prompt.shows(after: "print nobody\n") == """
        sluice> print nobody
        error[unknown-name]: nothing is called `nobody`
         --> <prompt>:1:7
          |
        1 | print nobody
          |       ^^^^^^ nothing above defines it
        sluice>
        """)
    prompt.type("\u{4}")
    #expect(prompt.ends() && prompt.process.terminationStatus == 0)
  }

  @Test("An open bracket or an operator at the end asks for another line")
  func continuation() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    #expect(
      prompt.shows(after: "print [1,\n2] 3 +\n4\n") == """
        sluice> print [1,
           ...> 2] 3 +
           ...> 4
        [1, 2] 7
        sluice>
        """)
    #expect(
      prompt.shows(after: "for i in 1..2 {\nprint i\n}\n") == """
        sluice> for i in 1..2 {
           ...> print i
           ...> }
        1
        2
        sluice>
        """)
    // Up brings the whole entry back.
    #expect(
      prompt.shows(after: "\u{1B}[A\n").hasSuffix("\n1\n2\nsluice>"))
  }

  @Test("Ctrl-C clears the entry, in any of its lines")
  func clearing() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print 1 +")
    prompt.settled { $0.current == "sluice> print 1 +" }
    prompt.process.interrupt()
    prompt.settled { $0.current == Self.ready }
    #expect(prompt.shows(after: "print 5 + 6\n").hasSuffix("\n11\nsluice>"))
    prompt.type("print [1,\n2,")
    prompt.settled { $0.current == "   ...> 2," }
    prompt.process.interrupt()
    prompt.settled { $0.current == Self.ready }
    #expect(prompt.shows(after: "print 12\n").hasSuffix("\n12\nsluice>"))
  }

  @Test("A pasted block is one entry")
  func paste() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("\u{1B}[200~let a = 2\nprint a * 21\n\u{1B}[201~")
    prompt.settled()
    #expect(prompt.shows(after: "\n").hasSuffix("\n42\nsluice>"))
    prompt.type("quit\n")
    #expect(prompt.ends())
    #expect(
      try folder.read(".sluice_history").contains("let a = 2\nprint a * 21\n"))
  }

  // MARK: - Completion

  @Test("Tab completes what there is; a second Tab lists it")
  func completion() throws {
    let folder = try ExampleFolder(["data/my-text.tsv": "a\tB\n"])
    let prompt = try Self.prompt(in: folder)
    _ = prompt.shows(after: "corpus toy = toy_english(sentences=20)\n")
    #expect(
      prompt.shows(after: "task pos = to\t.\t\t") == """
        sluice> task pos = toy.
        chunk  9 labels
        dev    40 sentences, 325 tokens
        ner    6 labels
        pos    12 labels
        test   40 sentences, 326 tokens
        train  80 sentences, 630 tokens
        sluice> task pos = toy.
        """)
    _ = prompt.shows(after: "p\t\n")
    _ = prompt.shows(after: "netw\tnet tasks=[p\t] lay\t2 hid\t8\n")
    #expect(
      prompt.shows(after: "set net.al\t[1][\t\t\t") == """
        sluice> set net.alpha[1][pos
        pos
        pos.1
        pos.2
        sluice> set net.alpha[1][pos
        """)
    #expect(
      prompt.shows(after: ".1, pos.\t\t") == """
        sluice> set net.alpha[1][pos.1, pos.
        1
        2
        sluice> set net.alpha[1][pos.1, pos.
        """)
    _ = prompt.shows(after: "2] = 0 fi\t\n")
    #expect(
      prompt.shows(after: "print net.alpha[1][pos.1, pos.2]\n").hasSuffix(
        "\n0\nsluice>"))
    #expect(
      prompt.shows(after: "corpus mine = columns(\"da\tm\t")
        == "sluice> corpus mine = columns(\"data/my-text.tsv\"")
  }

  // MARK: - History

  @Test("Up finds what begins so, across sessions, and without duplicates")
  func history() throws {
    let folder = try ExampleFolder()
    let first = try Self.prompt(in: folder)
    for line in ["let a = 1", "print a", "let b = 2", "print a", "print b"] {
      _ = first.shows(after: line + "\n")
    }
    first.type("quit\n")
    #expect(first.ends())
    let second = try Self.prompt(in: folder)
    let up = "\u{1B}[A"
    #expect(second.shows(after: "pri" + up) == "sluice> print b")
    // Of two equal entries the newer is left: above `print a` is nothing.
    #expect(second.shows(after: up + up + up) == "sluice> print a")
    #expect(second.shows(after: "\n").contains("nothing is called `a`"))
    #expect(second.shows(after: "let" + up + up + "\n").hasSuffix("sluice>"))
    #expect(second.shows(after: "print a\n").hasSuffix("\n1\nsluice>"))
    // Ctrl-R looks for any part.
    second.type("\u{12}b = ")
    second.settled { $0.text().contains("`b = '") }
    _ = second.shows(after: "\n")
    #expect(second.shows(after: "print b\n").hasSuffix("\n2\nsluice>"))
  }

  @Test("Two prompts at once both keep their entries")
  func shared() throws {
    let folder = try ExampleFolder()
    let one = try Self.prompt(in: folder)
    let two = try Self.prompt(in: folder)
    for number in 1...5 {
      _ = one.shows(after: "print \(number) \"one\"\n")
      _ = two.shows(after: "print \(number) \"two\"\n")
    }
    one.type("quit\n")
    two.type("quit\n")
    #expect(one.ends() && two.ends())
    let kept = try folder.read(".sluice_history")
    for number in 1...5 {
      #expect(kept.contains("print \(number) \"one\"\n"))
      #expect(kept.contains("print \(number) \"two\"\n"))
    }
  }

  @Test("A history's file that something else wrote, or half wrote, is read")
  func oddHistory() throws {
    let folder = try ExampleFolder()
    let odd = Data("print 1\n\n#12\nprint [\n2]\n#13\n#14\nprint \u{e9}".utf8)
    try (odd + Data([0xFF, 0x0A])).write(
      to: URL(filePath: folder.path).appending(path: ".sluice_history"))
    let prompt = try Self.prompt(in: folder)
    #expect(prompt.shows(after: "\u{1B}[A").contains("print é"))
    _ = prompt.shows(after: "\u{15}")
    #expect(prompt.shows(after: "\u{1B}[A\n").hasSuffix("\n[2]\nsluice>"))
    #expect(
      prompt.shows(after: "print 1\u{15}print 3\n").hasSuffix("\n3\nsluice>"))
  }

  @Test("~/.inputrc is respected: keys of vi")
  func vi() throws {
    let folder = try ExampleFolder([".inputrc": "set editing-mode vi\n"])
    let prompt = try Self.prompt(in: folder)
    // Escape, to the start, delete a word, and insert another.
    prompt.type("show 42\u{1B}")
    prompt.settled(.milliseconds(700))
    #expect(prompt.shows(after: "0cwprint\n").hasSuffix("\n42\nsluice>"))
  }

  // MARK: - Work that goes on

  private static let setup = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=32",
  ]
  private static let long = "train net epochs=50000 patience=50000 dev=none"

  /// A prompt with a network, in training for a long time.
  private static func training(
    in folder: borrowing ExampleFolder, terminal: String = "xterm"
  ) throws -> Dialogue {
    let prompt = try prompt(in: folder, terminal: terminal)
    for line in setup { _ = prompt.shows(after: line + "\n") }
    prompt.type(long + "\n")
    return prompt
  }

  @Test("Training shows its course, and Ctrl-C once leaves a usable network")
  func training() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.training(in: folder)
    let course = prompt.settled(.zero) {
      $0.text().contains("tokens/s") && $0.text().contains("  pos  ")
        && $0.text().contains("left")
    }
    #expect(course.text().contains("train net: epoch "))
    prompt.process.interrupt()
    let stopped = prompt.settled { $0.current == Self.ready }.text()
    #expect(stopped.contains("stopped on request in epoch"))
    #expect(stopped.contains("net can be used and trained on"))
    // Nothing is left of the course.
    #expect(!stopped.contains("tokens/s"))
    #expect(
      !prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
    // undo brings the network back as it was, redo as it became.
    #expect(
      prompt.shows(after: "undo\n") == """
        sluice> undo
        undone: \(Self.long)
        sluice>
        """)
    #expect(prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
    #expect(prompt.shows(after: "redo\n").contains("done again: train"))
    #expect(
      !prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
  }

  @Test("Ctrl-C twice leaves the network as it was")
  func rollback() throws {
    let folder = try ExampleFolder()
    // Batches this large take long enough for two keys.
    let prompt = try Self.prompt(in: folder)
    for line in [
      "corpus toy = toy_english(sentences=2000)", "task pos = toy.pos",
      "network net tasks=[pos] layers=2 hidden=200",
    ] { _ = prompt.shows(after: line + "\n") }
    prompt.type("train net epochs=100 batch=2000 dev=none\n")
    prompt.settled(.zero) { $0.text().contains("tokens/s") }
    prompt.process.interrupt()
    Thread.sleep(forTimeInterval: 0.05)
    prompt.process.interrupt()
    let stopped = prompt.settled { $0.current == Self.ready }.text()
    #expect(stopped.contains("stopped again: it was rolled back"))
    #expect(prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
  }

  @Test("undo, checkpoints, history and :time")
  func past() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    _ = prompt.shows(after: "let a = 1\n")
    #expect(
      prompt.shows(after: "checkpoint start\n") == """
        sluice> checkpoint start
        `restore start` comes back here
        sluice>
        """)
    _ = prompt.shows(after: "let a = 2\n")
    #expect(
      prompt.shows(after: "history\n") == """
        sluice> history
           1  let a = 1
           2  let a = 2
        sluice>
        """)
    #expect(
      prompt.shows(after: "restore start\n") == """
        sluice> restore start
        the state is that of start; `undo` leaves it again
        sluice>
        """)
    #expect(prompt.shows(after: "print a\n").hasSuffix("\n1\nsluice>"))
    #expect(prompt.shows(after: "undo 9\n").contains("undone: let a = 1"))
    #expect(
      prompt.shows(after: "undo\n") == """
        sluice> undo
        there is nothing to undo
        sluice>
        """)
    #expect(prompt.shows(after: ":time print 7\n").contains("\n7\ntook 0."))
    #expect(prompt.shows(after: ":tme\n").contains("did you mean `:time`?"))
  }

  @Test("What an undone entry wrote is said to be left")
  func written() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    for line in Self.setup { _ = prompt.shows(after: line + "\n") }
    _ = prompt.shows(after: "save net \"net.safetensors\"\n")
    #expect(
      prompt.shows(after: "undo\n") == """
        sluice> undo
        undone: save net "net.safetensors"
        note: written, and left as written: net.safetensors
        sluice>
        """)
  }

  @Test("What was done is written as a notebook, and walked through here")
  func notebook() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    for line in ["let a = 20", "print a + 1", "print nobody"] {
      _ = prompt.shows(after: line + "\n")
    }
    #expect(
      prompt.shows(after: ":notebook mine\n").contains(
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
      try ProgramTests.run(["test", "mine.sluice"], in: folder.path).status == 0
    )
    #expect(
      prompt.shows(after: ":notebook mine\n").contains(
        "error[unwritable]: mine.sluice is there already"))
    prompt.type(":open mine.sluice\n")
    #expect(
      prompt.settled { $0.current == "step 1 of 2> " }.text().hasSuffix(
        "  ▌ let a = 20\n\nstep 1 of 2>"))
    prompt.type("\n")
    prompt.settled { $0.current == "step 2 of 2> " }
    #expect(prompt.shows(after: "quit\n").contains("as it was"))
    #expect(
      prompt.shows(after: ":open nowhere.sluice\n").contains(
        "error[file-not-found]: there is no notebook nowhere.sluice"))
  }

  @Test(":edit opens the last entry in an editor, and runs what comes of it")
  func editing() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(
      in: folder, environment: ["EDITOR": "sed -i s/7/8/"])
    _ = prompt.shows(after: "print 7\n")
    #expect(
      prompt.shows(after: ":edit\n") == """
        sluice> :edit
        print 8
        8
        sluice>
        """)
  }

  // MARK: - The terminal

  @Test(
    "SIGTERM and SIGHUP end it, with the terminal in order",
    arguments: [SIGTERM, SIGHUP])
  func ended(signal: Int32) throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print 1 +")
    prompt.settled { $0.current.hasSuffix("+") }
    kill(prompt.process.processIdentifier, signal)
    #expect(prompt.ends())
    #expect(prompt.process.terminationReason == .uncaughtSignal)
    #expect(prompt.process.terminationStatus == signal)
    #expect(prompt.isInOrder)
  }

  @Test("A crash leaves the terminal in order", arguments: [SIGSEGV, SIGILL])
  func crashed(signal: Int32) throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print 1 +")
    prompt.settled { $0.current.hasSuffix("+") }
    #expect(!prompt.isInOrder)
    kill(prompt.process.processIdentifier, signal)
    #expect(prompt.ends() && prompt.process.terminationStatus == signal)
    #expect(prompt.isInOrder)
  }

  @Test("SIGTERM in training leaves the terminal in order")
  func endedInTraining() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.training(in: folder)
    prompt.settled(.zero) { $0.text().contains("tokens/s") }
    #expect(prompt.isInOrder)
    kill(prompt.process.processIdentifier, SIGTERM)
    #expect(prompt.ends() && prompt.isInOrder)
  }

  @Test("Stopped and continued, it goes on with the line as it was")
  func continued() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print 40 +")
    prompt.settled { $0.current == "sluice> print 40 +" }
    kill(prompt.process.processIdentifier, SIGTSTP)
    #expect(prompt.comes { $0.isInOrder })
    kill(prompt.process.processIdentifier, SIGCONT)
    prompt.settled(.milliseconds(300)) { $0.current == "sluice> print 40 +" }
    #expect(prompt.shows(after: " 2\n").hasSuffix("\n42\nsluice>"))
  }

  @Test("A long line and a table follow the terminal's width")
  func resized() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder, columns: 40)
    _ = prompt.shows(after: Self.setup[0] + "\n")
    let narrow = prompt.shows(after: "show toy\n")
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    prompt.resize(columns: 120)
    kill(prompt.process.processIdentifier, SIGWINCH)
    let wide = prompt.shows(after: "show toy\n")
    #expect(wide.split(separator: "\n").contains { $0.count > 60 })
  }

  @Test("Without colour no sequence is written but the editor's own")
  func colourless() throws {
    let folder = try ExampleFolder()
    for (terminal, environment, arguments) in [
      ("dumb", [:], []), ("xterm", ["NO_COLOR": "1"], []),
      ("xterm", [:], ["--plain"]),
    ] as [(String, [String: String], [String])] {
      let prompt = try Self.prompt(
        in: folder, terminal: terminal, environment: environment, arguments)
      prompt.until(Self.ready)
      let raw =
        prompt.say(Self.setup[0], until: "tokens")
        + prompt.say("print nobody", until: "defines it")
        + prompt.say("show toy", until: "note:")
      #expect(!raw.contains("\u{1B}[1m") && !raw.contains("\u{1B}[3"))
      if terminal == "dumb" { #expect(!raw.contains("\u{1B}[")) }
    }
  }

  @Test("Wide characters and right-to-left text keep their columns")
  func scripts() throws {
    let folder = try ExampleFolder([
      "text.tsv": "# columns = FORM POS\n日本語\tNOUN\nשלום\tINTJ\n\n"
    ])
    let prompt = try Self.prompt(in: folder)
    #expect(
      prompt.shows(after: "corpus c = columns(\"text.tsv\")\n").hasSuffix(
        "c: 1 sentence, 2 tokens\nsluice>"))
    let shown = prompt.shows(after: "show c\n")
    #expect(shown.contains("日本語"))
    #expect(shown.contains("שלום"))
    #expect(
      prompt.shows(after: "print \"日本 ש\"\n").hasSuffix("\n日本 ש\nsluice>"))
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

import Foundation
import Testing

/// Training at the prompt, what stops it, and the state of the terminal then.
@Suite("The prompt at work") struct PromptWorkTests {
  static let setup = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=32",
  ]

  static let long = "train net epochs=50000 dev=none"

  /// A prompt with a network, in training for a long time.
  static func training(
    in folder: borrowing ExampleFolder, terminal: String = "xterm"
  ) throws -> Dialogue {
    let prompt = try PromptTests.prompt(in: folder, terminal: terminal)
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
    let stopped = prompt.settled { $0.current == PromptTests.ready }.text()
    #expect(stopped.contains("stopped on request in epoch"))
    #expect(stopped.contains("net is usable as it is; `train` goes on"))
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
    #expect(prompt.shows(after: "redo\n").contains("redone: train"))
    #expect(
      !prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
  }

  @Test("Ctrl-C twice leaves the network as it was")
  func rollback() throws {
    let folder = try ExampleFolder()
    // Batches this large take long enough for two keys.
    let prompt = try PromptTests.prompt(in: folder)
    for line in [
      "corpus toy = toy_english(sentences=2000)", "task pos = toy.pos",
      "network net tasks=[pos] layers=2 hidden=200",
    ] { _ = prompt.shows(after: line + "\n") }
    prompt.type("train net epochs=100 batch=500 dev=none\n")
    prompt.settled(.zero) { $0.text().contains("tokens/s") }
    // Into the next batch, at whose end it would stop.
    Thread.sleep(forTimeInterval: 0.2)
    prompt.process.interrupt()
    Thread.sleep(forTimeInterval: 0.05)
    prompt.process.interrupt()
    let stopped = prompt.settled { $0.current == PromptTests.ready }.text()
    #expect(stopped.contains("stopped twice, and rolled back"))
    #expect(prompt.shows(after: "print net.epochs\n").hasSuffix("\n0\nsluice>"))
  }

  @Test(
    "SIGTERM and SIGHUP end it, with the terminal in order",
    arguments: [SIGTERM, SIGHUP])
  func ended(signal: Int32) throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(in: folder)
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
    let prompt = try PromptTests.prompt(in: folder)
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
    #expect(prompt.comes { !$0.echoes })
    kill(prompt.process.processIdentifier, SIGTERM)
    #expect(prompt.ends() && prompt.isInOrder)
  }

  /// The lines of a training's course on the screen.
  private static func course(_ screen: Screen) -> [Int] {
    ["train net: epoch", "tokens/s", "  pos  "].map {
      screen.text().components(separatedBy: $0).count - 1
    }
  }

  @Test("What is typed while it trains does not tear its course")
  func typedAhead() throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(in: folder)
    for line in Self.setup { _ = prompt.shows(after: line + "\n") }
    prompt.type("train net epochs=600 patience=600 dev=none\n")
    prompt.settled(.zero) { Self.course($0) == [1, 1, 1] }
    #expect(prompt.comes { !$0.echoes })
    for keys in ["\n", "print 40 ", "\u{1B}[A\u{8}", "\n\n"] {
      prompt.type(keys)
    }
    let before = prompt.settled(.zero).text()
    let torn = prompt.settled(.zero) { $0.text() != before }
    #expect(Self.course(torn) == [1, 1, 1])
    // After Ctrl-Z the shell writes below it, so it begins anew; here there is
    // no shell, and it begins in the last line of the old one.
    kill(prompt.process.processIdentifier, SIGTSTP)
    #expect(prompt.comes { $0.isInOrder })
    kill(prompt.process.processIdentifier, SIGCONT)
    let anew = prompt.settled(.zero) { Self.course($0) == [2, 2, 1] }
    #expect(Self.course(anew) == [2, 2, 1])
    #expect(prompt.comes { !$0.echoes })
    prompt.type("\u{3}")
    prompt.settled { $0.current == PromptTests.ready }
    #expect(prompt.shows(after: "print 42\n").hasSuffix("\n42\nsluice>"))
  }

  @Test("Stopped and continued, it goes on with the line as it was")
  func continued() throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(in: folder)
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
    let prompt = try PromptTests.prompt(in: folder, columns: 40)
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
      let prompt = try PromptTests.prompt(
        in: folder, terminal: terminal, environment: environment, arguments)
      prompt.until(PromptTests.ready)
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
    let prompt = try PromptTests.prompt(in: folder)
    #expect(
      prompt.shows(after: "corpus c = columns(\"text.tsv\")\n").hasSuffix(
        "c: 1 sentence, 2 tokens\nsluice>"))
    let shown = prompt.shows(after: "show c\n")
    #expect(shown.contains("日本語"))
    #expect(shown.contains("שלום"))
    #expect(
      prompt.shows(after: "print \"日本 ש\"\n").hasSuffix("\n日本 ש\nsluice>"))
  }
}

import Foundation
import Testing

/// Nothing that is typed ends the prompt, or loses what was typed before.
@Suite("What is typed is not lost") struct PromptSafetyTests {
  private static let up = "\u{1B}[A"
  private static let down = "\u{1B}[B"
  private static let interrupt = "\u{3}"

  /// A prompt with three entries, of which the last is one of two lines.
  private static func prompt(in folder: borrowing ExampleFolder) throws
    -> Dialogue
  {
    let prompt = try PromptTests.prompt(in: folder)
    for number in 1...3 { _ = prompt.shows(after: "print \(number)\n") }
    return prompt
  }

  /// Types keys one after the other, as fast as a person does.
  private static func press(_ keys: [String], at prompt: Dialogue) {
    for key in keys {
      prompt.type(key)
      if key == interrupt {
        prompt.settled { $0.text().hasSuffix("^C\nsluice>") }
      } else {
        prompt.settled()
      }
    }
  }

  @Test(
    "An entry that was edited and left by Ctrl-C is whole, and may be run",
    arguments: [
      [up, "\u{15}", up, interrupt], [up, "\u{15}", up, up, interrupt],
      [up, "4", up, interrupt], [up, "\u{17}", down, up, interrupt],
      ["for j in 1..3 {\n", "print k\n", up, "\u{15}", up, up, interrupt],
      ["\u{12}print", "\u{15}", up, interrupt],
    ])
  func edited(keys: [String]) throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    Self.press(keys, at: prompt)
    let isBlock = keys[0].hasPrefix("for")
    #expect(
      prompt.shows(after: (isBlock ? Self.up : "") + Self.up + "\n")
        .hasSuffix("\n3\nsluice>"))
    for number in 1...3 {
      #expect(
        prompt.shows(after: "print \(number)" + Self.up + "\n")
          .hasSuffix("\n\(number)\nsluice>"))
    }
  }

  @Test("A block that was given up is in the history")
  func abandoned() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("for i in 1..2 {\nprint i\n")
    prompt.settled { $0.current == "   ...> " }
    prompt.type(Self.interrupt)
    prompt.settled { $0.current == PromptTests.ready }
    prompt.type(Self.up)
    prompt.settled { $0.text().hasSuffix("print i") }
    #expect(prompt.shows(after: "}\n").hasSuffix("\n1\n2\nsluice>"))
  }

  @Test("In an open entry it is said what is open, and nothing is swallowed")
  func reminders() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print mean([1,\n")
    prompt.settled { $0.current == "   ...> " }
    for word in ["", "help", "quit"] {
      prompt.type(word + "\n")
      prompt.settled { $0.current == "   ...> " }
    }
    #expect(prompt.shows(after: "3])\n").hasSuffix("\n2\nsluice>"))
    let text = prompt.settled().text()
    #expect(
      text.components(
        separatedBy:
          "note: `[` of column 12 is still open; close it, or drop the entry"
      ).count == 4)
  }

  @Test("Ctrl-C in a paste whose end never comes leaves the prompt alive")
  func brokenPaste() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("\u{1B}[200~print 1\nprint 2")
    prompt.settled(.milliseconds(300))
    prompt.process.interrupt()
    prompt.settled {
      $0.current == PromptTests.ready && $0.text().contains("^C")
    }
    #expect(prompt.shows(after: "print 41 + 1\n").hasSuffix("\n42\nsluice>"))
  }

  @Test("SIGTERM ends it in the midst of a paste")
  func endedPaste() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("\u{1B}[200~print 1")
    prompt.settled(.milliseconds(300))
    kill(prompt.process.processIdentifier, SIGTERM)
    #expect(prompt.ends() && prompt.isInOrder)
  }

  @Test("What comes right after Ctrl-C belongs to the next line")
  func soon() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    prompt.type("print 1 +")
    prompt.settled { $0.current.hasSuffix("+") }
    prompt.type("\u{3}print 40 + 2\n")
    #expect(
      prompt.settled { $0.text().contains("\n42\n") }.text().hasSuffix(
        "\n42\nsluice>"))
  }

  @Test("A history that is a pipe, or that another holds, does not stop it")
  func heldHistory() throws {
    let folder = try ExampleFolder()
    let path = folder.path + "/.sluice_history"
    #expect(mkfifo(path, 0o600) == 0)
    let prompt = try PromptTests.prompt(in: folder)
    #expect(prompt.shows(after: "print 1\n").contains("\n1\n"))
    #expect(prompt.shows(after: "print 2\n") == "sluice> print 2\n2\nsluice>")
    unlink(path)
    let file = open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(file) }
    #expect(flock(file, LOCK_EX) == 0)
    #expect(prompt.shows(after: "print 3\n").hasSuffix("\n3\nsluice>"))
  }

  @Test(
    "An entry that was not changed in the editor waits on the input line",
    arguments: ["", "it's \"here\""])
  func unchanged(name: String) throws {
    let folder = try ExampleFolder(["\(name.isEmpty ? "t" : name)/x": ""])
    let prompt = try PromptTests.prompt(
      in: folder,
      environment: [
        "EDITOR": "true",
        "TMPDIR": folder.path + "/" + (name.isEmpty ? "t" : name),
      ])
    _ = prompt.shows(after: "print 7\n")
    prompt.type(":edit\n")
    let shown = prompt.settled { $0.current == "sluice> print 7" }.text()
    #expect(
      shown.hasSuffix(
        "nothing was changed, and nothing was run\nsluice> print 7"))
    #expect(prompt.shows(after: "\n").hasSuffix("\n7\nsluice>"))
  }

  @Test(
    "An editor that ends badly is told so",
    arguments: [
      ("false", "false exited with status 1; the entry was not run"),
      ("sh -c 'exit 3'", "sh exited with status 3; the entry was not run"),
      ("no-such-editor -w", "the editor no-such-editor cannot be started"),
      ("rm", "the editor removed the file; nothing was run"),
    ])
  func failing(editor: String, said: String) throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(
      in: folder, environment: ["EDITOR": editor])
    _ = prompt.shows(after: "print 7\n")
    #expect(
      prompt.shows(after: ":edit\n").contains("error[unreadable]: \(said)\n"))
  }

  @Test("A question runs nothing")
  func questions() throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(in: folder)
    _ = prompt.shows(after: "let a = 1\n")
    for line in ["let a = 2?", "?let a = 3", "save a \"zzz\"?", "undo?"] {
      _ = prompt.shows(after: line + "\n")
    }
    #expect(prompt.shows(after: "a?\n").hasSuffix("\n1\nsluice>"))
    #expect(folder.names == [".sluice_history"])
  }

  @Test(
    "Terminals of any size",
    arguments: [
      (1, "xterm"), (2, "dumb"), (3, "dumb"), (8, "xterm"), (9, "dumb"),
      (300, "xterm"),
    ] as [(UInt16, String)])
  func sizes(columns: UInt16, terminal: String) throws {
    let folder = try ExampleFolder()
    let prompt = try Dialogue(
      home: folder.path, in: folder.path, columns: columns, terminal: terminal)
    prompt.settled { !$0.text().isEmpty }
    prompt.type("let a = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8\n" + Self.up + Self.up)
    prompt.settled()
    prompt.resize(columns: 80)
    prompt.settled(.milliseconds(150))
    prompt.type("\u{15}quit\n")
    #expect(prompt.ends() && prompt.process.terminationStatus == 0)
  }
}

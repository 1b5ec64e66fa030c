import Foundation
import Testing

/// The prompt in a terminal of its own, a key at a time; the screen compared.
@Suite("The prompt") struct PromptTests {
  static let ready = "sluice> "

  /// A prompt that has greeted.
  static func prompt(
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

  @Test("What an undone entry wrote is said to be left")
  func written() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder)
    for line in PromptWorkTests.setup { _ = prompt.shows(after: line + "\n") }
    _ = prompt.shows(after: "save net \"net.safetensors\"\n")
    #expect(
      prompt.shows(after: "undo\n") == """
        sluice> undo
        undone: network net tasks=[pos] layers=1 hidden=32
        note: still on disk as written: net.safetensors
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
        "error[unwritable]: mine.sluice already exists"))
    prompt.type(":open mine.sluice\n")
    #expect(
      prompt.settled { $0.current == "step 1 of 2> " }.text().hasSuffix(
        "  ▌ let a = 20\n\nstep 1 of 2>"))
    prompt.type("\n")
    prompt.settled { $0.current == "step 2 of 2> " }
    #expect(prompt.shows(after: "quit\n").contains("is unchanged"))
    #expect(
      prompt.shows(after: ":open nowhere.sluice\n").contains(
        "error[file-not-found]: there is no notebook nowhere.sluice"))
  }

  @Test(":page shows what a command prints in the user's pager")
  func paging() throws {
    let folder = try ExampleFolder()
    let prompt = try Self.prompt(in: folder, environment: ["PAGER": "cat -n"])
    #expect(
      prompt.shows(after: ":page for n in [3, 4] { print n }\n")
        == """
        sluice> :page for n in [3, 4] { print n }
             1\t3
             2\t4
        sluice>
        """.replacing("\t", with: ""))
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

  @Test("From a pipe it goes on after mistakes only if told to")
  func piped() throws {
    let text = "print 1\nprint nobody\nprint 1 / 0\nprint 2\n"
    let stopped = try ProgramTests.run([], input: text)
    #expect(stopped.output == "1\n" && stopped.status == 2)
    let gone = try ProgramTests.run(["--keep-going"], input: text)
    #expect(gone.output == "1\n2\n" && gone.status == 2)
    #expect(gone.complaint.components(separatedBy: "error[").count == 3)
    let plain = try ProgramTests.run(
      ["--plain"],
      input: """
        corpus toy = toy_english(sentences=9)
        show toy
        task pos = toy.pos
        task names = toy.ner
        network net tasks=[names, pos] layers=1 hidden=4 word=4 spelling=4
        train net epochs=3
        """)
    #expect(plain.output.contains("\ndomain news, split train, sentences 9, "))
    // Who hears the course of a training hears whose loss it is.
    let course = plain.complaint.split(separator: "\n").last ?? ""
    for word in [
      "100% train net: epoch 3 of 3, batch ", ", loss names ", ", loss pos ",
      ", dev names ", " tokens/s, ",
    ] { #expect(course.contains(word), "\(course)") }
  }
}

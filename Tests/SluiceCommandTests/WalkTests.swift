import Foundation
import SluiceNotebook
import Testing

/// `sluice walk` in a terminal, as a student goes through a lesson.
@Suite("Walking through a notebook") struct WalkTests {
  private static let lesson = """
    # A lesson

    Some *prose* that says what comes next and is long enough to be broken.

    ```sluice
    let a = 1.5
    print a
    ```

    ## Training

    - data
    - a network

    ```sluice
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=1 hidden=8 word=8 characters=4 spelling=4
    ```

    ```sluice
    train net epochs=2
    ```

    ## Afterwards

    ```sluice
    print loss(net, names, toy.test)
    ```

    The end.

    """

  private func walk(
    _ folder: borrowing ExampleFolder, columns: UInt16 = 80
  ) throws -> Dialogue {
    try Dialogue(
      ["walk", "lesson.sluice"], home: folder.path, in: folder.path,
      columns: columns)
  }

  @Test("Every verb, wrong input, and the screens they give")
  func verbs() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    #expect(
      walk.screen(until: "of 4> ") == """

        A lesson
        ════════

        Some prose that says what comes next and is long enough to be broken.

          ▌ let a = 1.5
          ▌ print a

        step 1 of 4> \("")
        """)
    #expect(
      walk.say("back", until: "> ")
        == "back\nThis is the first step.\nstep 1 of 4> ")
    #expect(
      walk.say("back two", until: "4> ")
        == "back two\nback takes a number of steps, as in: back 2\nstep 1 of"
        + " 4> ")
    #expect(
      walk.say("resume", until: "4> ")
        == "resume\nThere is nothing to discard: Enter runs the step.\nstep"
        + " 1 of 4> "
    )
    #expect(
      walk.say("where", until: "4> ") == """
        where
        step 1 of 4, under A lesson, line 5 of lesson.sluice
        step 1 of 4> \("")
        """)
    #expect(
      walk.say("", until: "2 of 4> ") == """

        1.5

        Training
        ────────

        • data
        • a network

          ▌ corpus toy = toy_english(sentences=20, domains=[mail])
          ▌ task pos = toy.pos
          ▌ task names = toy.ner
          ▌ network net tasks=[names, pos] layers=1 hidden=8 word=8 characters=4
          ▌   spelling=4

        step 2 of 4> \("")
        """)
    #expect(
      walk.say("outline", until: "4> ") == """
        outline
          A lesson
        >   Training
            Afterwards
        step 2 of 4> \("")
        """)
    #expect(
      walk.say("until Trainning", until: "4> ") == """
        until Trainning
        There is no heading `Trainning`: did you mean `Training`?
        step 2 of 4> \("")
        """)
    #expect(
      walk.say("until lesson", until: "4> ")
        == "until lesson\nThat is not ahead of you: `back` goes back.\nstep 2 of 4> "
    )
    #expect(walk.say("until", until: "4> ").contains("until takes a heading"))

    // The side: the walkthrough does not see it.
    #expect(
      walk.say("let a = 7", until: "aside> ").contains("`a` is redefined"))
    #expect(walk.say("print a", until: "aside> ") == "print a\n7\naside> ")
    #expect(
      walk.say("", until: "aside> ")
        == "\nYou are on the side: `resume` discards what you tried and"
        + " continues."
        + "\naside> ")
    #expect(walk.say("where", until: "aside> ").contains(", on the side\n"))
    #expect(
      walk.say("print nobody", until: "aside> ").contains(
        "error[unknown-name]: nothing is called `nobody`"))
    #expect(
      walk.say("resume", until: "2 of 4> ").hasPrefix(
        "resume\nBack in the walkthrough, which is unchanged.\n"))
    // Who only looks has not left it.
    #expect(
      walk.say("print a", until: "2 of 4> ") == "print a\n1.5\nstep 2 of 4> ")

    #expect(walk.say("until after", until: "4 of 4> ").contains("of net moved"))
    let trained = walk.say("", until: "end> ")
    #expect(
      trained.hasSuffix(
        """

        The end.

        That was the last step: `back` goes back, `quit` leaves.
        end>\(" ")
        """))
    #expect(walk.say("", until: "end> ").contains("That was the last step"))
    #expect(walk.say("where", until: "end> ") == "where\nat the end\nend> ")

    // Back over the training: again the same bits.
    #expect(walk.say("back 2", until: "3 of 4> ").contains("▌ train net"))
    _ = walk.say("", until: "4 of 4> ")
    #expect(walk.say("", until: "end> ") == trained)

    // Without the training it is another number.
    _ = walk.say("back 2", until: "3 of 4> ")
    _ = walk.say("skip", until: "4 of 4> ")
    let untrained = walk.say("", until: "end> ")
    #expect(untrained.hasSuffix("end> ") && untrained != trained)
    #expect(walk.say("restart", until: "1 of 4> ").contains("A lesson"))
    #expect(walk.say("help", until: "4> ").contains("until HEADING"))
    walk.type("quit\n")
    walk.process.waitUntilExit()
    #expect(walk.process.terminationStatus == 0)
    #expect(try folder.read("lesson.sluice") == Self.lesson)
  }

  @Test("Opening runs nothing; leaving and coming back goes on, with its state")
  func visits() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    var last = ""
    do {
      let walk = try walk(folder)
      _ = walk.until("1 of 4> ")
      for step in 2...4 { _ = walk.say("", until: "\(step) of 4> ") }
      last = walk.say("", until: "end> ")
      _ = walk.say("back", until: "4 of 4> ")
      walk.type("\u{4}")
      walk.process.waitUntilExit()
      #expect(walk.process.terminationStatus == 0)
    }
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    #expect(
      walk.screen(until: "> ") == """
        You were at step 4 of 4; `restart` goes to the first.

        Afterwards
        ──────────

          ▌ print loss(net, names, toy.test)

        step 4 of 4> \("")
        """)
    let again = walk.say("", until: "end> ")
    // How fast it trains is not part of what it says, and neither is what took
    // long enough to be kept.
    let shown = again.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("tokens/s") && !$0.contains("kept from an") }
      .joined(separator: "\n")
    #expect(
      shown == "\nRunning the 3 steps before this one again.\n"
        + last.dropFirst())
    walk.type("quit\n")
    walk.process.waitUntilExit()
    #expect(folder.names.contains(".sluice-cache"))
    #expect(try folder.read("lesson.sluice") == Self.lesson)
  }

  @Test("Ctrl-C in a training step stops it, and nothing of it is kept")
  func interrupted() throws {
    let text = Self.lesson.replacing(
      "train net epochs=2",
      with: "print \"begun\"\ntrain net epochs=50000 dev=none")
    let folder = try ExampleFolder(["lesson.sluice": text])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 4> ")
    _ = walk.say("until training", until: "2 of 4> ")
    _ = walk.say("", until: "3 of 4> ")
    walk.type("\n")
    #expect(walk.until("begun").contains("begun"))
    walk.process.interrupt()
    #expect(
      walk.screen(until: "3 of 4> ").hasSuffix(
        """
        error[interrupted]: the cell was stopped
          --> lesson.sluice:22:1
           |
        22 | ```sluice
           | ^^^^^^^^^
           = hint: what this cell did was undone
        Nothing from this step was kept: Enter tries again, `skip` skips it.
        step 3 of 4>\(" ")
        """))
    #expect(
      walk.say("print net.epochs", until: "3 of 4> ")
        == "print net.epochs\n0\nstep 3 of 4> ")
    // At the prompt it clears the entry.
    walk.type("print 1 +")
    _ = walk.until("print 1 +")
    walk.process.interrupt()
    #expect(walk.until("3 of 4> ").contains("^C"))
  }

  @Test("Prose follows the width of the terminal")
  func resize() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 4> ")
    walk.resize(columns: 40)
    #expect(
      walk.say("restart", until: "4> ").contains(
        """
        Some prose that says what comes next and
        is long enough to be broken.
        """))
    walk.resize(columns: 120)
    #expect(
      walk.say("restart", until: "4> ").contains(
        "Some prose that says what comes next and is long enough to be broken.")
    )
  }

  @Test("A step that fails can be tried again, passed over, or looked into")
  func failed() throws {
    let folder = try ExampleFolder([
      "lesson.sluice":
        "```sluice\nlet a = 2\n```\n\n```sluice\nprint 1 / 0\n```\n"
        + "\n```sluice no-run\nprint 3\n```\n"
    ])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 3> ")
    _ = walk.say("", until: "2 of 3> ")
    #expect(walk.say("", until: "2 of 3> ").contains("error[division-by-zero]"))
    #expect(
      walk.say("print a", until: "2 of 3> ") == "print a\n2\nstep 2 of 3> ")
    _ = walk.say("skip", until: "3 of 3> ")
    #expect(walk.say("", until: "end> ").contains("That was the last step"))
  }

  @Test(
    "For a screen reader it reads tables row by row",
    arguments: ["walk", "run"])
  func plain(command: String) throws {
    let folder = try ExampleFolder([
      "lesson.sluice": """
      `show` lists what there is.

      ```sluice
      corpus toy = toy_english(sentences=9)
      show toy
      ```

      """
    ])
    let shown = try ProgramTests.run(
      [command, "--plain", "lesson.sluice"], input: "\n", in: folder.path)
    #expect(shown.status == 0)
    #expect(shown.output.contains("`show` lists what there is."))
    #expect(shown.output.contains("\ndomain news, split train, sentences 9, "))
  }

  @Test("A notebook that is wrong is not opened")
  func wrong() throws {
    let folder = try ExampleFolder(["doc.sluice": "```sluice\nprint (\n```\n"])
    let ended = try ProgramTests.run(["walk", "doc.sluice"], in: folder.path)
    #expect(ended.status == 2)
    #expect(ended.complaint.hasPrefix("error["))
    #expect(
      try ProgramTests.run(["walk", "nowhere.sluice"], in: folder.path).status
        == 6)
  }
}

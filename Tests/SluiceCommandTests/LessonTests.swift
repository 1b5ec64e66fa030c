import Foundation
import Testing

/// `sluice walk` in a terminal through a lesson that asks.
@Suite("Lessons") struct LessonTests {
  static let lesson = """
    # Gates

    ```sluice
    let width = 4
    ```

    ```predict
    Is the river wide?

    - yes
    - no

    answer: width > 3
    ```

    ```sluice
    print width
    ```

    ```because
    Four is more than three.
    ```

    ```sluice exercise #shut
    let gate = …
    ```

    ```hint
    A gate that is shut lets **nothing** through.
    ```

    ```sluice solution
    let gate = 0
    ```

    ```sluice check
    assert gate < 1 "the gate is not wide open"
    assert gate == 0 "the gate is shut"
    ```

    ```sluice wrong "That is half open."
    let gate = 0.5
    ```

    ```sluice wrong "That is wide open."
    let gate = 1
    ```

    ```why
    What passes a gate that is shut?

    - [ ] Half.
      Half passes a gate of 0.5.
    - [x] Nothing.
      Its number is 0.
    ```

    ```sluice
    print gate
    ```

    """

  private func walk(
    _ folder: borrowing ExampleFolder, _ arguments: String...,
    columns: UInt16 = 80
  ) throws -> Dialogue {
    try Dialogue(
      ["walk", "lesson.sluice"] + arguments, home: folder.path, in: folder.path,
      columns: columns)
  }

  @Test("A prediction, wrong answers, hints, the solution, and a question")
  func whole() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 4> ")
    #expect(
      walk.say("", until: "guess 1-2> ") == """


        Is the river wide?

        1. yes
        2. no

        guess 1-2> \("")
        """)
    #expect(
      walk.say("3", until: "> ") == """
        3
        Choose a number from 1 to 2.
        guess 1-2> \("")
        """)
    #expect(walk.say("", until: "1-2> ").contains("A guess costs nothing"))
    #expect(walk.say("no", until: "2 of 4> ").contains("▌ print width"))
    #expect(
      walk.say("", until: "3 of 4> ") == """

        4

        You predicted “no”; it is “yes”.

        Four is more than three.

          ▌ let gate = …

        Your turn: type your answer. `hint` helps, `skip` passes it.
        exercise, step 3 of 4> \("")
        """)
    #expect(
      walk.say("", until: "4> ").contains("Type your answer, then Enter."))
    #expect(walk.say("solution", until: "4> ").contains("Try it first"))
    #expect(walk.say("print width", until: "4> ").contains("\n4\n"))
    #expect(
      walk.say("let gate = 1 / 2", until: "4> ") == """
        let gate = 1 / 2
        right: the gate is not wide open
        missing: the gate is shut
        That is half open.
        exercise, step 3 of 4> \("")
        """)
    #expect(
      walk.say("let gate = (", until: "...> ").contains("...>"))
    #expect(
      walk.say(")", until: "of 4> ").contains("error[unexpected-token]"))
    #expect(
      walk.say("hint", until: "of 4> ")
        == "hint\nA gate that is shut lets nothing through.\nexercise, step 3"
        + " of 4> ")
    #expect(walk.say("hint", until: "of 4> ").contains("no more hints"))
    #expect(
      walk.say("until end", until: "of 4> ").contains("exercise comes first"))
    #expect(
      walk.say("list", until: "of 4> ") == """
        list
        exercise  state  attempts  hints
        #shut     tried         2      1
        exercise, step 3 of 4> \("")
        """)
    #expect(walk.say("reset", until: "of 4> ").contains("begins anew"))
    #expect(
      walk.say("solution", until: "of 4> ") == """
        solution
          ▌ let gate = 0
        Enter runs it.
        exercise, step 3 of 4> \("")
        """)
    // Who types it instead has solved it.
    #expect(
      walk.say("let gate = 0", until: "1-2> ") == """
        let gate = 0
        That is right.
        right: the gate is not wide open
        right: the gate is shut

        What passes a gate that is shut?

        1. Half.
        2. Nothing.

        answer 1-2> \("")
        """)
    #expect(
      walk.say("1", until: "1-2> ").contains("No. Half passes a gate of 0.5."))
    #expect(
      walk.say("nothing.", until: "4 of 4> ").contains("Yes. Its number is 0."))
    #expect(walk.say("back", until: "3 of 4> ").contains("let gate = …"))
    #expect(
      walk.say("skip", until: "1-2> ").contains("Your earlier answer was taken")
    )
    #expect(walk.say("", until: "4 of 4> ").contains("print gate"))
    #expect(walk.say("", until: "end> ").contains("\n0\n"))
  }

  @Test("Who closes the window loses nothing")
  func killed() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    let walk = try walk(folder)
    _ = walk.until("1 of 4> ")
    _ = walk.say("", until: "1-2> ")
    _ = walk.say("1", until: "2 of 4> ")
    _ = walk.say("", until: "3 of 4> ")
    _ = walk.say("let gate = 0", until: "1-2> ")
    kill(walk.process.processIdentifier, SIGKILL)
    let again = try Self.run(
      ["walk", "lesson.sluice"], folder, lines: ["list", "quit"])
    #expect(again.output.contains("#shut     solved         1      0"))
  }

  @Test("Answers are kept; --fresh forgets them")
  func visits() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    func visit(_ arguments: String..., lines: [String]) throws -> String {
      try Self.run(["walk", "lesson.sluice"] + arguments, folder, lines: lines)
        .output
    }
    _ = try visit(lines: ["", "1", "", "let gate = 0", "2", "quit"])
    // The question that leads to the step is asked again.
    let again = try visit(lines: ["list", "2", "", "quit"])
    #expect(
      again.hasPrefix("You were at step 4 of 4; `restart` goes to the first."))
    #expect(again.contains("#shut     solved         1      0"))
    #expect(again.contains("Running the 3 steps before this one again.\n0\n"))
    let third = try visit(lines: ["quit"])
    #expect(third.hasPrefix("You have been through all of it"))
    let fresh = try visit("--fresh", lines: ["list", "quit"])
    #expect(!fresh.contains("You were") && fresh.contains("open"))
  }

  @Test(
    "In a folder that cannot be written the place is the user's, and so is out/"
  )
  func readOnly() throws {
    let folder = try ExampleFolder([
      "lesson.sluice": Self.lesson
        + "\n```sluice\nsweep s n=1..2 to=\"out/s.csv\" { let score = n }\n```\n"
    ])
    // A file where the folder of places would be.
    try folder.write("", to: ".sluice-cache")
    func visit(_ lines: String) throws -> String {
      try ProgramTests.shell(
        "printf '\(lines)' | XDG_STATE_HOME=\"$PWD/state\" sluice walk --out"
          + " elsewhere lesson.sluice", in: folder.path
      ).output
    }
    _ = try visit(#"\n1\n\nskip\n\n\n\nquit\n"#)
    #expect(try visit("quit").hasPrefix("You have been through all of it"))
    #expect(
      folder.names == ["elsewhere", "lesson.sluice", "state"]
        || folder.names == [
          ".sluice-cache", "elsewhere", "lesson.sluice", "state",
        ])
    #expect(try folder.read("elsewhere/s.csv").hasPrefix("n,score\n"))
  }

  @Test("Ctrl-C in a check that trains leaves the answer, which can be checked")
  func interrupted() throws {
    let text = """
      ```sluice
      corpus toy = toy_english(sentences=400)
      task pos = toy.pos
      let epochs = 1000
      ```

      ```sluice exercise #net
      network net tasks=[pos] hidden=…
      ```

      ```sluice solution
      network net tasks=[pos] layers=1 hidden=4
      ```

      ```sluice check
      train net epochs=epochs patience=1000
      assert net.hidden == 4 "it has four units"
      ```

      """
    let folder = try ExampleFolder(["lesson.sluice": text])
    let walk = try walk(folder)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 2> ")
    _ = walk.say("", until: "2 of 2> ")
    walk.type("network net tasks=[pos] layers=1 hidden=4\n")
    Thread.sleep(forTimeInterval: 2)
    walk.process.interrupt()
    #expect(walk.until("2 of 2> ").contains("The check was stopped."))
    #expect(
      walk.say("print net.hidden", until: "2 of 2> ")
        == "print net.hidden\n4\nexercise, step 2 of 2> ")
  }

  @Test("At 40 columns nothing is cut; without styles nothing is drawn")
  func narrow() throws {
    let folder = try ExampleFolder(["lesson.sluice": Self.lesson])
    let walk = try walk(folder, columns: 40)
    defer { walk.process.terminate() }
    _ = walk.until("1 of 4> ")
    _ = walk.say("", until: "1-2> ")
    _ = walk.say("1", until: "2 of 4> ")
    #expect(
      walk.say("", until: "3 of 4> ").contains("You predicted “yes”: so it is.")
    )
    let plain = try Self.run(
      ["walk", "--plain", "--fresh", "lesson.sluice"], folder,
      lines: ["", "1", "", "let gate = 1", "quit"])
    #expect(plain.output.contains("missing: the gate is shut\n"))
    #expect(!plain.output.contains("\u{1B}"))
  }

  /// Runs the program; what it says on either channel, one after the other.
  static func run(
    _ arguments: [String], _ folder: borrowing ExampleFolder,
    lines: [String] = []
  ) throws -> (output: String, status: Int32) {
    let ended = try ProgramTests.run(
      arguments, input: lines.map { $0 + "\n" }.joined(), in: folder.path)
    return (ended.output + ended.complaint, ended.status)
  }
}

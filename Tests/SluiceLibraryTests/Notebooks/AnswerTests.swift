import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

/// How answers are judged while a lesson is walked through.
@Suite("Answers to exercises") struct AnswerTests {
  /// A walkthrough at the exercise of the lesson.
  private func atExercise(
    _ text: String = LessonText.whole, from record: WalkRecord? = nil
  ) throws -> Walkthrough {
    let notebook = try Notebook(text, name: "lesson.sluice")
    var walk = Walkthrough(NotebookRun(notebook, in: Session()), from: record)
    #expect(walk.catchUp().isEmpty)
    while walk.exercise == nil, !walk.isDone {
      #expect(walk.step { _ in }.isEmpty)
    }
    return walk
  }

  /// What was said to an answer: `right`, what is missing, or a mistake.
  private func said(
    _ walk: inout Walkthrough, _ entries: String...
  ) -> String {
    var last = ""
    for entry in entries {
      switch walk.answer(entry, { _ in }) {
      case .looked(let isValue): last = isValue ? "value" : "looked"
      case .mistakes(let mistakes, let message):
        last = ([mistakes[0].code.rawValue] + [message].compactMap { $0 })
          .joined(separator: "; ")
      case .judged(let judgement):
        last =
          judgement.isRight
          ? "right"
          : (judgement.missing.map(\.message)
            + [judgement.message].compactMap { $0 }).joined(separator: "; ")
      }
    }
    return last
  }

  @Test(
    "Ten ways to the same state are right",
    arguments: [
      ["let gate = 0"], ["let gate = 0.0"], ["let gate = 1 - 1"],
      ["let gate = 0 * width"], ["let gate = -0"], ["let gate = min([0, 1])"],
      ["let gate = 1", "let gate = 0"],
      ["let nothing = 0", "let gate = nothing"],
      ["let gate = 4", "let gate = gate - 4"], ["let gate = round(0.2)"],
    ])
  func right(entries: [String]) throws {
    var walk = try atExercise()
    for entry in entries.dropLast() { _ = said(&walk, entry) }
    #expect(said(&walk, entries[entries.count - 1]) == "right")
    #expect(walk.next == 3 && walk.exercise == nil)
    // What follows finds the name, and none that was made on the way.
    #expect(walk.session.state["gate"]?.written == "0")
    #expect(walk.session.state["nothing"] == nil)
    #expect(walk.step { _ in }.isEmpty)
  }

  @Test("Wrong answers are told what is missing, and what was foreseen")
  func wrong() throws {
    var walk = try atExercise()
    #expect(said(&walk, "let gate = 1") == "the gate is shut")
    #expect(
      said(&walk, "let gate = 2 / 4") == "the gate is shut; That is half open.")
    #expect(
      said(&walk, "let other = 1") == "the gate is shut; That is half open.")
    #expect(said(&walk, "let gate = (") == "unclosed-bracket")
    #expect(said(&walk, "let gate = wide") == "unknown-name")
    #expect(said(&walk, "print gate") == "looked")
    #expect(said(&walk, "help let") == "looked")
    #expect(said(&walk, "7") == "value")
    #expect(walk.effort.tries == 5)
    walk.reset()
    #expect(!walk.hasAttempt && walk.session.state["gate"] == nil)
    #expect(said(&walk, "let gate = 0") == "right")
  }

  @Test("An answer may be typed anew, or build on what was typed before")
  func again() throws {
    let text = LessonText.whole
      .replacing("let gate = …", with: "let half = width / 2  # and …")
      .replacing("let gate = 0\n", with: "let half = width / 2\n")
      .replacing("let gate = 0.5\n", with: "let half = width / 4\n")
      .replacing("let seen = gate + 1", with: "let seen = half - 1")
      .replacing("print gate", with: "print half")
      .replacing("\n0\n", with: "\n2\n")
    var walk = try atExercise(text)
    #expect(said(&walk, "let half = width / 4") != "right")
    #expect(said(&walk, "let half = width / 2") == "right")
    walk = try atExercise(text)
    #expect(said(&walk, "let half = width / 4") != "right")
    #expect(said(&walk, "let half = half * 2") == "right")
    #expect(walk.efforts[0].effort.answer?.count == 2)
  }

  @Test("Names that a learner changes on the side are as before")
  func sideNames() throws {
    var walk = try atExercise()
    _ = said(&walk, "let width = 10")
    #expect(said(&walk, "let gate = 0") == "right")
    #expect(walk.session.state["width"]?.written == "4")
  }

  @Test("Hints come one by one; the solution is shown and then run")
  func help() throws {
    var walk = try atExercise()
    #expect(
      walk.hint() == "A gate that is shut lets **nothing** through.\n")
    #expect(walk.hint() == "Nothing is a number.\n" && walk.hint() == nil)
    #expect(walk.solution()?.bytes == Array("let gate = 0\n".utf8))
    #expect(walk.step { _ in }.isEmpty && walk.next == 3)
    #expect(walk.efforts.map(\.state.text) == ["solution shown"])
  }

  @Test("Another visit has the answers, and asks for what is new")
  func visits() throws {
    var walk = try atExercise()
    _ = said(&walk, "let gate = 1", "let gate = gate - 1")
    let record = walk.record
    // A cell was put in above, and another was changed.
    let edited = LessonText.whole
      .replacing("# Gates\n", with: "# Gates\n\n```sluice\nlet more = 1\n```\n")
      .replacing("let width = 4", with: "let width = 5")
      .replacing("\n4\n", with: "\n5\n")
    let notebook = try Notebook(edited, name: "lesson.sluice")
    var again = Walkthrough(NotebookRun(notebook, in: Session()), from: record)
    #expect(again.next == 4 && again.count == 5)
    #expect(again.efforts.map(\.state.text) == ["solved"])
    #expect(again.catchUp().isEmpty)
    #expect(again.session.state["gate"]?.written == "0")
    #expect(again.session.state["width"]?.written == "5")
    #expect(
      again.record.steps.last?.effort?.answer == [
        "let gate = 1", "let gate = gate - 1",
      ])
  }

  @Test("What was answered behind a step that fails now is not lost")
  func kept() throws {
    var walk = try atExercise()
    _ = said(&walk, "let gate = 0")
    let record = walk.record
    let broken = LessonText.whole.replacing(
      "print width\n", with: "print widht\n")
    let notebook = try Notebook(broken, name: "lesson.sluice")
    var again = Walkthrough(NotebookRun(notebook, in: Session()), from: record)
    #expect(again.catchUp().map(\.code) == [.unknownName] && again.next == 1)
    #expect(
      again.record.steps.map { $0.effort?.answer } == [nil, ["let gate = 0"]])
    // Once the lesson is mended, one is where one was.
    let mended = try atExercise(from: again.record)
    #expect(mended.isDone || mended.next == 3)
    #expect(mended.efforts.map(\.state.text) == ["solved"])
  }

  @Test("A skipped exercise has its solution's state, and stays skipped")
  func skipped() throws {
    var walk = try atExercise()
    #expect(walk.skipExercise().isEmpty)
    #expect(walk.session.state["gate"]?.written == "0")
    #expect(walk.efforts.map(\.state.text) == ["skipped"])
    #expect(walk.back() && walk.exercise != nil)
    #expect(said(&walk, "let gate = 0") == "right")
    #expect(walk.efforts.map(\.state.text) == ["solved"])
    // What was solved stays so, for who only goes back to look.
    #expect(walk.back() && walk.wasSolved && walk.skipExercise().isEmpty)
    #expect(walk.efforts.map(\.state.text) == ["solved"])
  }

  @Test("A foreseen answer is known as such after another wrong one, too")
  func foreseen() throws {
    var walk = try atExercise(
      LessonText.whole.replacing(
        "let gate = 0.5", with: "let gate = 3\nlet x = 1"))
    #expect(said(&walk, "let gate = 9") == "the gate is shut")
    #expect(
      said(&walk, "let gate = 3\nlet x = 1")
        == "the gate is shut; That is half open.")
  }

  @Test("Typed line by line, an answer has the random numbers of a cell")
  func randomness() throws {
    let text = """
      ```sluice
      corpus toy = toy_english(sentences=5)
      task pos = toy.pos
      ```

      ```sluice exercise #nets
      network net tasks=[pos] layers=1 hidden=…
      ```

      ```sluice solution
      network net tasks=[pos] layers=1 hidden=4 spelling=2
      train net epochs=1 dev=none
      ```

      ```sluice check
      assert net.hidden == 4 "four units"
      assert net.run.epochs == 1 "one epoch"
      ```

      ```sluice wrong "Too wide."
      network net tasks=[pos] layers=1 hidden=8 spelling=2
      train net epochs=1 dev=none
      ```

      """
    var one = try atExercise(text)
    #expect(one.solution() != nil)
    #expect(one.step { _ in }.isEmpty)
    var other = try atExercise(text)
    #expect(
      said(
        &other, "network net tasks=[pos] layers=1 hidden=4 spelling=2",
        "print net.hidden", "train net epochs=1 dev=none") == "right")
    func loss(_ walk: Walkthrough) -> String {
      var said = ""
      var session = walk.session
      _ = session.run(
        SourceText("print loss(net, pos, toy.dev)", name: "test"), mode: .prompt
      ) { said += TerminalRenderer().render($0) }
      return said
    }
    #expect(loss(one) == loss(other) && !loss(one).isEmpty)
  }

  @Test("Predictions are kept with how they turned out")
  func predictions() throws {
    var walk = try atExercise(
      LessonText.whole.replacing("sluice exercise #shut", with: "sluice #shut2")
        .replacing("let gate = …", with: "let gate = 0").components(
          separatedBy: "```hint")[0])
    walk.restart()
    #expect(walk.step { _ in }.isEmpty)
    let question = try #require(walk.notebook.predictions[1])
    #expect(
      question.read("2") == .choice(1) && question.read("NO") == .choice(1))
    #expect(question.read("3") == nil && question.read("perhaps") == nil)
    walk.predict(.choice(1), of: question)
    #expect(walk.hasPredicted(question))
    let prediction = try #require(walk.prediction)
    #expect(walk.step { _ in }.isEmpty)
    #expect(walk.settle(prediction.0, prediction.1) == .choice(0))
    #expect(walk.record.steps.map(\.wasPredicted) == [nil, false])
    var again = Walkthrough(
      NotebookRun(walk.notebook, in: Session()), from: walk.record)
    #expect(again.catchUp().isEmpty)
    #expect(again.record == walk.record)
  }

  @Test(
    "Assertions that hold show their numbers, and announced mistakes say so")
  func told() throws {
    let text = """
      ```sluice
      let a = 0.5
      assert a > 0.2 and a + 1 < 2
      ```

      ```sluice error=division-by-zero
      print 1 / 0
      ```

      """
    let notebook = try Notebook(text, name: "lesson.sluice")
    var walk = Walkthrough(NotebookRun(notebook, in: Session()))
    var said = ""
    while !walk.isDone {
      #expect(
        walk.step { said += TerminalRenderer().render($0) + "\n" }.isEmpty)
    }
    #expect(said.contains("it holds: a = 0.5, wanted > 0.2"))
    #expect(said.contains("it holds: a + 1 = 1.5, wanted < 2"))
    #expect(
      said.contains("as announced: the step was to fail with division-by-zero"))
  }
}

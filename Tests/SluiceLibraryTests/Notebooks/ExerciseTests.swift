import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

/// How exercises, predictions and questions are read, laid out and proved.
@Suite("Exercises") struct ExerciseTests {
  private func notebook(_ text: String) throws -> Notebook {
    try Notebook(text, name: "lesson.sluice")
  }

  private func results(_ text: String) throws -> [CellResult] {
    var test = NotebookTest(
      NotebookRun(try notebook(text), in: Session()))
    return test.results()
  }

  /// What is wrong with the reading of a text: the title and the line.
  private func mistake(_ text: String) -> String? {
    do throws(Diagnostic) {
      _ = try Notebook(text, name: "lesson.sluice")
      return nil
    } catch { return "\(error.place?.line ?? 0): \(error.title)" }
  }

  // MARK: - Reading

  @Test("A lesson has its parts, and its solution is what runs")
  func parts() throws {
    let lesson = try notebook(LessonText.whole)
    let cell = lesson.cells[2]
    let exercise = try #require(cell.exercise)
    #expect(lesson.cells.count == 4 && Array(lesson.predictions.keys) == [1])
    #expect(lesson.source(cell).bytes == Array("let gate = 0\n".utf8))
    #expect(exercise.start.text == ["let gate = …"])
    #expect(exercise.hints.count == 2 && exercise.wrong.count == 1)
    #expect(exercise.wrong[0].message == "That is half open.")
    #expect(
      !exercise.isUnsolved && lesson.isLesson && lesson.lookalikes.isEmpty)
  }

  private static let unreadable: [(text: String, mistake: String)] = [
    (
      "```sluice exercise\nlet a = …\n```\n", "1: an exercise needs a name"
    ),
    (
      "```sluice exercise #a no-run\nlet a = …\n```\n",
      "1: an exercise cannot have `no-run`"
    ),
    (
      "```sluice exercise #a error=out-of-range\nlet a = …\n```\n",
      "1: an exercise cannot have `error=`"
    ),
    (
      LessonText.exercise(check: ""), "1: this exercise has no check"
    ),
    (
      "```hint\nNothing.\n```\n", "1: this hint belongs to no exercise"
    ),
    (
      LessonText.solution, "1: this solution belongs to no exercise"
    ),
    (
      LessonText.exercise() + "\nWords.\n\n" + LessonText.wrong,
      "16: this wrong answer belongs to no exercise"
    ),
    (
      LessonText.exercise() + "\n" + LessonText.solution,
      "14: an exercise has only one solution"
    ),
    (
      LessonText.exercise() + "\n" + LessonText.check,
      "14: an exercise has only one check"
    ),
    (
      LessonText.start + "\n```output\n```\n\n" + LessonText.solution,
      "8: a recorded output follows the solution"
    ),
    (
      LessonText.exercise() + "\n```sluice wrong\nlet gate = 1\n```\n",
      "14: a wrong answer needs a message in quotes"
    ),
    (
      LessonText.exercise(solution: "```sluice solution #b\nlet a = 1\n```\n"),
      "5: nothing follows `solution`"
    ),
    (
      "```predict\nHow many?\n\nwithin: 2\n```\n\n```sluice\nprint 1\n```\n",
      "1: this prediction has no answer"
    ),
    (
      "```predict\nHow many?\n\nanswer: 1\nwithin: x\n```\n",
      "5: `within:` takes a number"
    ),
    (
      "```predict\nHow many?\n\n- one\n\nanswer: 1\n```\n",
      "1: there is only one choice"
    ),
    (
      "```predict\n- one\n- two\n\nanswer: 1\n```\n", "1: this asks nothing"
    ),
    (
      "```predict\nWhich?\n\n- one\n- one\n\nanswer: 1\n```\n",
      "1: two choices are the same, or one is empty"
    ),
    (
      "```predict\nHow many?\n\nanswer: 1\nwithin: 1\n```\n",
      "1: no cell shows whether this prediction is right"
    ),
    (
      "```predict\nHow many?\n\nanswer: 1\nwithin: 1\n```\n\n"
        + "```sluice\nprint 1\n```\n",
      "1: this prediction has no `because`"
    ),
    (
      "```because\nSo it is.\n```\n",
      "1: this `because` belongs to no prediction"
    ),
    (
      "```why\nWhy?\n\n- [x] So.\n  Yes.\n```\n",
      "1: this question has fewer than two choices"
    ),
    (
      "```why\nWhy?\n\n- [ ] So.\n  No.\n- [ ] Thus.\n  No.\n```\n",
      "1: no choice is right"
    ),
    (
      "```why\nWhy?\n\n- [x] So.\n  Yes.\n- Thus.\n  No.\n```\n",
      "6: this choice does not say whether it is right"
    ),
  ]

  @Test(
    "What is not written as it should be is told with its line",
    arguments: unreadable.indices)
  func unread(number: Int) {
    let (text, expected) = Self.unreadable[number]
    #expect(mistake(text) == expected)
  }

  // MARK: - Checking

  private func findings(_ text: String) throws -> [String] {
    var check = NotebookCheck(NotebookRun(try notebook(text), in: Session()))
    return check.findings().map { "\($0.place?.line ?? 0): \($0.title)" }
  }

  @Test("A check finds mistakes in each fence, and assertions without words")
  func checking() throws {
    #expect(try findings(LessonText.whole).isEmpty)
    let river = "```sluice\nlet width = 4\n```\n\n"
    func found(_ check: String, wrong: String = "") throws -> [String] {
      try findings(
        river
          + LessonText.exercise(
            check: "```sluice check\n\(check)\n```\n", wrong: wrong))
    }
    #expect(
      try found("assert gate == 0")
        == ["14: this check does not say what it asks for"])
    #expect(
      try found("print gate")
        == ["13: this check asserts nothing, so every answer passes"])
    #expect(
      try found(
        "if gate == 0 { assert width == 4 \"it is narrow\" }\n"
          + "assert gate == 0 \"it is shut\"")
        == ["14: an assertion of a check stands in no block"])
    #expect(
      try found("assert gat == 0 \"it is shut\"")
        == ["14: nothing is called `gat`"])
    #expect(
      try found(
        "assert gate == 0 \"it is shut\"",
        wrong: "```sluice wrong \"No.\"\nlet gate = (1\n```\n")
        == ["18: this `(` is never closed"])
    #expect(
      try findings(LessonText.whole.replacing("gate = …", with: "gate = 2"))
        == ["28: this start has no `…`"])
    #expect(
      try findings(
        LessonText.whole
          .replacing("```because\nFour is more than three.\n```\n\n", with: "")
          .replacing("answer: width > 3\n```", with: "answer: 1\n```")
          .replacing("```predict", with: "```predit"))
        == [
          "7: this asks nothing: its first word is `predit`, not `predict`"
        ])
    #expect(
      try findings(
        LessonText.whole.replacing("answer: width > 3", with: "answer: wide"))
        == ["13: nothing is called `wide`"])
  }

  // MARK: - Layout

  @Test("Laid out, it is as it was; twice changes nothing more")
  func layout() throws {
    let lesson = try notebook(LessonText.whole)
    #expect(
      try lesson.laidOut(shapes: Registry.standard.shapes) == LessonText.whole)
    let loose = LessonText.whole
      .replacing("sluice exercise #shut", with: "sluice  #shut   exercise")
      .replacing("let gate = 0.5", with: "let  gate=0.5")
      .replacing("```\n\n```hint", with: "```\n```hint")
    #expect(
      try notebook(loose).laidOut(shapes: Registry.standard.shapes)
        == LessonText.whole)
  }

  @Test("A copy for learners has no solution and none of its outputs")
  func stripped() throws {
    let lesson = try notebook(
      LessonText.whole.replacing(
        "let gate = 0\n```",
        with: "let gate = 0\nprint gate\n```\n\n"
          + "```output\n0\n```"))
    let copy = try notebook(lesson.stripped(solutions: true))
    #expect(
      copy.text
        == LessonText.whole.replacing(LessonText.solution + "\n", with: ""))
    #expect(copy.cells[2].exercise?.isUnsolved == true)
    #expect(copy.cells[1].outputs.count == 1)
    let bare = lesson.stripped(solutions: false)
    #expect(!bare.contains("```output") && bare.contains("sluice solution"))
  }

  // MARK: - Proving

  @Test("A lesson that does what it should passes")
  func passes() throws {
    #expect(
      try results(LessonText.whole).map(\.verdict.word)
        == ["unchecked", "passed", "asserted", "passed"])
  }

  /// What is wrong with an exercise below `let width = 4`, by line.
  private func proof(_ exercise: String) throws -> [String] {
    try results("```sluice\nlet width = 4\n```\n\n" + exercise)
      .flatMap(\.diagnostics).map { "\($0.place?.line ?? 0): \($0.title)" }
  }

  @Test("Each rule that an exercise breaks is told at its place")
  func proofs() throws {
    let whole = LessonText.exercise(wrong: LessonText.wrong)
    #expect(try proof(whole) == [])
    #expect(
      try proof(whole.replacing("let gate = 0\n```", with: "let gate = 1\n```"))
        == ["14: the solution does not pass this check"])
    #expect(
      try proof(
        whole.replacing("let gate = …", with: "let gate = 0  # …"))
        == ["5: the start passes already: nothing is left to do"])
    #expect(
      try proof(whole.replacing("let gate = 0.5", with: "let gate = 0.0"))
        == ["18: this wrong answer passes"])
    #expect(
      try proof(
        whole.replacing(
          "let gate = 0\nlet width = 10", with: "let gate = 1 / 2"))
        == [
          "22: to the checks this wrong answer is one that stands above it",
          "15: neither the start nor a wrong answer fails this check",
        ])
    #expect(
      try proof(LessonText.exercise())
        == ["15: neither the start nor a wrong answer fails this check"])
  }

  @Test("The answer to a prediction is one of its choices, or a number")
  func predictions() throws {
    func wrong(_ answer: String) throws -> [String] {
      try results(
        LessonText.whole.replacing("answer: width > 3", with: answer)
      ).flatMap(\.diagnostics).map(\.title)
    }
    #expect(try wrong("answer: \"no\"") == [])
    #expect(try wrong("answer: \"`yes`\"") == [])
    #expect(
      try wrong("answer: \"perhaps\"")
        == ["the answer, \"perhaps\", is none of the choices"])
    #expect(
      try wrong("answer: 7") == ["the answer, \"7\", is none of the choices"])
    #expect(try wrong("answer: width / 0") == ["this divides by zero"])
  }

  @Test("In a copy without solutions cells wait, and a mistake costs one cell")
  func copies() throws {
    let copy = try notebook(LessonText.whole).stripped(solutions: true)
    func words(_ answer: String) throws -> [String] {
      try results(copy.replacing("let gate = …", with: answer))
        .map(\.verdict.word)
    }
    #expect(
      try words("let gate = …")
        == ["unchecked", "passed", "unsolved", "blocked"])
    // Whatever the start tells, cells wait for what the check needs.
    #expect(
      try words("…") == ["unchecked", "passed", "unsolved", "blocked"])
    #expect(
      try words("let gate = 2  # …")
        == ["unchecked", "passed", "unsolved", "blocked"])
    #expect(
      try words("let gate = 1 - 1")
        == ["unchecked", "passed", "asserted", "passed"])
    #expect(
      try words("let gate = 0.5")
        == ["unchecked", "passed", "failed", "blocked"])
    #expect(
      try words("let gate = (")
        == ["unchecked", "passed", "failed", "blocked"])
    let wrong = try results(
      copy.replacing("let gate = …", with: "let gate = 0.5"))
    #expect(
      wrong[2].diagnostics.map(\.title)
        == ["#shut is not right yet: the gate is shut"])
    #expect(wrong[2].diagnostics.map(\.hint) == ["That is half open."])
  }
}

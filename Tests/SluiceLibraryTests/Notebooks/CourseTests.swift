import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

/// A course's index, its terms, and the grading of answers.
@Suite("Courses") struct CourseTests {
  private static let index = """
    # What to share

    An afternoon.

    1. [Two taggers](1-two.sluice), 12 minutes. You can say what
       could be shared.
    2. [One network](2-one.sluice), 10 minutes. You can share it.

    ## Terms

    - Lesson 1: task, hidden state
    - Lesson 2: hard sharing

    """

  private func mistake(_ text: String) -> String? {
    do throws(Diagnostic) {
      _ = try Course(text, name: "course.md", folder: "c")
      return nil
    } catch { return error.title }
  }

  @Test("An index lists lessons and terms")
  func index() throws {
    let course = try Course(Self.index, name: "course.md", folder: "c")
    #expect(course.title == "What to share")
    #expect(course.lessons.map(\.file) == ["1-two.sluice", "2-one.sluice"])
    #expect(course.lessons.map(\.minutes) == [12, 10])
    #expect(course.lessons[0].goal == "You can say what could be shared.")
    #expect(course.path(of: course.lessons[1]) == "c/2-one.sluice")
    #expect(
      course.terms.map { "\($0.lesson) \($0.text)" }
        == ["1 task", "1 hidden state", "2 hard sharing"])
  }

  @Test("What is wrong with an index is told")
  func wrong() {
    #expect(
      mistake("1. [A](a.sluice), 3 minutes.\n") == "course.md has no title")
    #expect(mistake("# A\n") == "course.md lists no lesson")
    #expect(
      mistake("# A\n\n1. [A](a.sluice), long.\n") == "this line is no lesson")
    #expect(
      mistake("# A\n\n1. [A](a.sluice), 3 minutes.\n\n- Lesson 2: task\n")
        == "there is no lesson 2")
  }

  @Test(
    "A term stands in bold where its lesson first uses it, and never before")
  func terms() throws {
    let course = try Course(Self.index, name: "course.md", folder: "c")
    func mistakes(_ one: String, _ two: String) throws -> [String] {
      course.mistakes(inTermsOf: [
        try Notebook(one, name: "1"), try Notebook(two, name: "2"),
      ]).map { "\($0.place?.file ?? ""):\($0.place?.line ?? 0): \($0.title)" }
    }
    let first = "A **task** is a question. A\n**hidden state** is an answer.\n"
    #expect(try mistakes(first, "**Hard sharing** shares all.\n") == [])
    #expect(
      try mistakes("Tasks! " + first, "Hard sharing shares all.\n")
        == ["2:1: lesson 2 does not explain \"hard sharing\""])
    #expect(
      try mistakes(first + "`hard sharing`, multitasking\n", "Words.\n")
        == ["course.md:12: lesson 2 does not explain \"hard sharing\""])
    #expect(
      try mistakes(first + "Not hard sharing.\n", "**hard sharing**\n")
        == [
          "1:3: \"hard sharing\" is used before lesson 2, which explains it"
        ])
    #expect(
      try mistakes(
        "The task.\n\nA **task** **hidden state**\n", "**hard sharing**")
        == ["1:1: lesson 1 does not explain \"task\""])
  }

  @Test("Two exercises of one name are told")
  func names() throws {
    let course = try Course(Self.index, name: "course.md", folder: "c")
    let found = course.mistakes(inExercisesOf: [
      try Notebook(LessonText.whole, name: "one"), nil,
      try Notebook(LessonText.whole, name: "two"),
    ])
    #expect(found.map(\.title) == ["one has an exercise #shut, too"])
    #expect(found[0].place?.file == "two")
  }

  // MARK: - Grading

  private func grades(_ answers: [String?]) throws -> [Grade] {
    let lesson = try Notebook(
      "```sluice\nlet width = 4\n```\n\n"
        + LessonText.exercise(wrong: LessonText.wrong), name: "lesson")
    var grading = Grading(NotebookRun(lesson, in: Session()), seconds: 20)
    #expect(grading.exercises == ["shut"])
    let copy = lesson.stripped(solutions: true)
    return try grading.grades(
      of: answers.map { answer in
        HandedIn(
          student: "anna",
          copy: try Notebook(
            answer.map { copy.replacing("let gate = …", with: $0) } ?? copy,
            name: "copy"))
      }
    ).map { $0[0] }
  }

  @Test("Each check counts; a mistake costs that exercise and nothing else")
  func grading() throws {
    let grades = try grades([
      "let gate = 0", "let gate = 1", "let gate = 0\nlet width = 10",
      "let gate = 0.5", "let gate = (", nil, "let gate = wide",
    ])
    #expect(
      grades.map { "\($0.reached)/\($0.of)" } == [
        "2/2", "1/2", "1/2", "1/2", "0/2", "0/2", "0/2",
      ])
    #expect(
      grades.map(\.remark) == [
        nil, nil, "That widens the river.", "That is half open.",
        "this `(` is never closed", "no answer", "nothing is called `wide`",
      ])
  }

  @Test("An answer that never ends is stopped, and the others are graded")
  func slow() throws {
    let lesson = try Notebook(
      LessonText.exercise(wrong: LessonText.wrong)
        .replacing("width < 5", with: "gate < 5"), name: "lesson")
    var grading = Grading(NotebookRun(lesson, in: Session()), seconds: 0.5)
    func handedIn(_ answer: String) -> HandedIn {
      HandedIn(student: "x", answers: ["shut": [answer]])
    }
    let grades = try grading.grades(of: [
      handedIn("for i in 1..1000000 { for j in 1..1000000 { let gate = 0 } }"),
      handedIn("let gate = 0"),
    ])
    #expect(grades.map { $0[0].remark } == ["too slow", nil])
    #expect(grades[1][0].reached == 2)
  }
}

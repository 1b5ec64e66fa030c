import Foundation
import Testing

/// What learners and teachers do with a course in a shell.
@Suite("The course command") struct CourseCommandTests {
  private static let index = """
    # Rivers

    1. [Gates](lesson.sluice), 5 minutes. You can shut a gate.
    2. [More gates](more.sluice), 7 minutes. You can shut another.

    ## Terms

    - Lesson 1: river

    """

  private func courseFolder() throws -> ExampleFolder {
    try ExampleFolder([
      "course/course.md": Self.index,
      "course/lesson.sluice": LessonTests.lesson.replacing(
        "# Gates\n", with: "# Gates\n\nA **river** flows.\n"),
      "course/more.sluice": LessonTests.lesson.replacing(
        "#shut", with: "#other"),
    ])
  }

  @Test("A course goes on from lesson to lesson, with progress")
  func course() throws {
    let folder = try courseFolder()
    let first = try LessonTests.run(
      ["walk", "course"], folder,
      lines: ["", "1", "", "let gate = 0", "2", "", "", "quit"])
    #expect(
      first.output.hasPrefix(
        """
        Rivers

           lesson      minutes  state      solved  predicted
        1  Gates             5  not begun  0 of 1  0 of 1
        2  More gates        7  not begun  0 of 1  0 of 1

        Lesson 1 of 2, 5 minutes
        Afterwards: You can shut a gate.
        """), "\(first.output)")
    #expect(
      first.output.contains(
        "That was the last step: Enter goes on with lesson 2, More gates; `quit`"
          + " leaves."))
    #expect(first.output.contains("Lesson 2 of 2, 7 minutes"))
    let progress = try LessonTests.run(
      ["course", "progress", "course"], folder)
    #expect(
      progress.output == """
           lesson      minutes  state      solved  predicted
        1  Gates             5  done       1 of 1  1 of 1
        2  More gates        7  not begun  0 of 1  0 of 1

        """)
    let handed = try LessonTests.run(
      ["course", "progress", "course", "--to", "anna.json"], folder)
    #expect(handed.status == 0 && handed.output.isEmpty)
    let report = try LessonTests.run(["course", "report", "anna.json"], folder)
    #expect(
      report.output == """
        lesson         exercise  reached  solved  gave up  attempts  hints
        lesson.sluice  #shut     1 of 1        1        0         1      0
        more.sluice    #other    0 of 1        0        0         –      –

        """)
  }

  @Test("A course is checked with its terms, also under other seeds")
  func check() throws {
    let folder = try courseFolder()
    let fine = try LessonTests.run(["course", "check", "course"], folder)
    #expect(fine.status == 0, "\(fine.output)")
    #expect(fine.output.hasSuffix("Rivers: 2 lessons, 12 minutes, 1 term\n"))
    let seeds = try LessonTests.run(
      ["course", "check", "course", "--seeds", "3..4"], folder)
    #expect(seeds.status == 0)
    #expect(
      seeds.output.contains("seed 3\n") && seeds.output.contains("seed 4\n"))
    try folder.write(
      LessonTests.lesson.replacing("let gate = 0\n", with: "let gate = 2\n"),
      to: "course/more.sluice")
    let broken = try LessonTests.run(["course", "check", "course"], folder)
    #expect(broken.status == 2)
    #expect(
      broken.output.contains("course/lesson.sluice has an exercise #shut, too"))
    #expect(broken.output.contains("the solution does not pass this check"))
    let none = try LessonTests.run(["course", "check", "nowhere"], folder)
    #expect(none.output.contains("nowhere is no course: it has no course.md"))
    #expect(none.status == 6)
  }

  @Test("Thirty copies are graded in one table, whatever is in them")
  func grade() throws {
    let folder = try courseFolder()
    let copy = try LessonTests.run(
      ["strip", "--solutions", "course/more.sluice"], folder)
    #expect(copy.output == "course/more.sluice\n")
    let text = try folder.read("course/more.sluice")
    #expect(!text.contains("let gate = 0\n```"))
    for (name, answer) in [
      ("anna", "let gate = 0"), ("ben", "let gate = 0.5"),
      ("cleo", "let gate = ("),
      ("dora", "let gate = …"),
    ] {
      try folder.write(
        text.replacing("let gate = …", with: answer), to: "in/\(name).sluice")
    }
    try folder.write(
      text.replacing("…", with: "1 - 1"), to: "in/ed/more.sluice")
    try folder.write("```sluice exercise\n```\n", to: "in/fay.sluice")
    try folder.write(
      LessonTests.lesson.replacing("#shut", with: "#other"),
      to: "course/more.sluice")
    let graded = try LessonTests.run(
      ["course", "grade", "course/more.sluice", "in", "--to", "grades.csv"],
      folder)
    #expect(graded.status == 2)
    #expect(
      graded.output.contains("error[bad-exercise]: an exercise needs a name"))
    #expect(
      graded.output.contains(
        """
        learner  #other  points  of
        anna        2/2       2   2
        ben         1/2       1   2
        cleo        0/2       0   2
        dora        0/2       0   2
        ed          2/2       2   2
        note: ben, #other: That is half open.
        note: cleo, #other: this `(` is never closed
        note: dora, #other: no answer
        """), "\(graded.output)")
    #expect(
      try folder.read("grades.csv").hasPrefix(
        "learner,#other,points,of\nanna,2,2,2\n"))
  }
}

import Foundation
import Testing

/// What `test` says that it has shown, and what it has not.
@Suite("Evidence of tests") struct EvidenceTests {
  private static let cell = NotebookCommandTests.cell

  private static func output(_ text: String) -> String {
    "\n```output\n\(text)\n```\n\n"
  }

  /// A notebook, the options of `test`, what it says and ends with.
  struct Case: CustomTestStringConvertible {
    var text: String
    var options: [String] = []
    var says: String
    var status: Int32 = 0
    var testDescription: String { "\(options) \(says)" }
  }

  private static let parameter =
    "<!-- sluice: profile ci: n=7 -->\n\n"
    + cell("param n = 2\nprint n", "") + output("2")

  static let cases = [
    Case(
      text: cell("print 1", "") + output("1"),
      says: "ok   a.sluice: 1 of 1 cell compared, all as recorded"),
    Case(
      text: cell("print 1", "") + output("1") + cell("assert 1 < 2", ""),
      says: "ok   a.sluice: 1 of 2 cells compared, 1 asserted, all as recorded"),
    // Nothing compared is never as recorded.
    Case(
      text: cell("print 1", ""), says: "ok   a.sluice: 1 cell, nothing compared"
    ),
    Case(
      text: cell("assert 1 < 2", "") + "\n"
        + cell("print 1 / 0", "error=division-by-zero"),
      says: "ok   a.sluice: 2 cells, 2 asserted, none compared"),
    // In a sweep or a branch, too; one that is not come to shows nothing.
    Case(
      text: cell("sweep t i=1..3 { assert i < 4\n let v = i }", "") + "\n"
        + cell("let a = 1\nif a > 1 { assert a == 1 }", ""),
      says: "ok   a.sluice: 2 cells, 1 asserted, none compared"),
    Case(
      text: cell("print 1", "") + output("1") + "```\n\n"
        + cell("assert 1 == 2", ""),
      says: "ok   a.sluice: 1 of 1 cell compared, all as recorded; 1 place is"
        + " not used, see sluice check"),
    // What stands below `quit` shows nothing.
    Case(
      text: cell("print 1\nquit", "") + output("1") + cell("assert 1 == 2", "")
        + "\n" + cell("assert 1 == 3", ""),
      says: "ok   a.sluice: 1 of 1 cell compared, all as recorded; 2 places are"
        + " not used, see sluice check"),
    Case(
      text: cell("print 1", "") + "\nText.\n" + output("1")
        + "```{sluice}\n```\n",
      says: "ok   a.sluice: 1 cell, nothing compared; 2 places are not used,"
        + " see sluice check"),
    Case(
      text: cell("print 1", ""), options: ["--recorded"],
      says: "FAIL a.sluice: 1 mistake", status: 1),
    Case(
      text: cell("assert 1 < 2", ""), options: ["--recorded"],
      says: "ok   a.sluice: 1 cell, 1 asserted, none compared"),
    // A profile has an output of its own, or the one without a name.
    Case(
      text: parameter, options: ["--profile", "ci"],
      says: "FAIL a.sluice: 1 cell: 1 different", status: 1),
    Case(
      text: parameter.replacing("n=7", with: "n=2"),
      options: ["--profile", "ci"],
      says: "ok   a.sluice: 1 of 1 cell compared, all as recorded"),
    // What was recorded with other values is not compared.
    Case(
      text: parameter, options: ["-p", "n=3"],
      says: "ok   a.sluice: 1 cell, none compared: recorded with other n"),
    Case(
      text: parameter, options: ["-p", "n=2.0"],
      says: "ok   a.sluice: 1 of 1 cell compared, all as recorded"),
    Case(
      text: parameter, options: ["-p", "n=3", "--recorded"],
      says: "FAIL a.sluice: 1 mistake", status: 1),
  ]

  @Test("It says what was compared and asserted", arguments: cases)
  func said(_ one: Case) throws {
    let folder = try ExampleFolder(["a.sluice": one.text])
    let ended = try ProgramTests.run(
      ["test"] + one.options + ["a.sluice"], in: folder.path)
    let line = ended.output.split(separator: "\n").first ?? ""
    #expect(line.replacing(#/ \(\d+\.\d s\)/#, with: "") == one.says)
    #expect(ended.status == one.status, "\(ended.output)")
  }

  @Test("--recorded says what to do")
  func recorded() throws {
    let folder = try ExampleFolder(["a b.sluice": Self.cell("print 1", "")])
    #expect(
      try folder.run("test", "--recorded", "a b.sluice").output.contains(
        """
        error[output-differs]: nothing in a b.sluice is compared or asserted
          = hint: record what its cells print: sluice accept 'a b.sluice'
        """))
  }

  @Test("accept records what a notebook prints by itself, or under a profile")
  func accept() throws {
    let folder = try ExampleFolder(["a.sluice": Self.parameter])
    let refused = try folder.run("accept", "-p", "n=5", "a.sluice")
    #expect(refused.status == 2)
    #expect(
      refused.complaint == """
        error[bad-notebook]: a.sluice is recorded with its own values, and n has \
        another
          = hint: set n in a profile, a line of the comment at the top: `profile \
        NAME: n=…`; then sluice accept --profile NAME a.sluice

        """)
    #expect(try folder.read("a.sluice") == Self.parameter)
    #expect(try folder.run("accept", "-p", "n=2", "a.sluice").status == 0)
    // A file's place is no such value.
    try folder.write(
      Self.cell("param f: path = \"x\"\nprint 1", ""), to: "b.sluice")
    #expect(try folder.run("accept", "-p", "f=y", "b.sluice").status == 0)

    #expect(try folder.run("accept", "--profile", "ci", "a.sluice").status == 0)
    let two = try folder.read("a.sluice")
    #expect(two.hasSuffix("```output\n2\n```\n\n```output ci\n7\n```\n\n"))
    #expect(try folder.run("test", "--profile", "ci", "a.sluice").status == 0)
    // Where it is the same again the second one goes.
    try folder.write(two.replacing("n=7", with: "n=2"), to: "a.sluice")
    #expect(try folder.run("accept", "--profile", "ci", "a.sluice").status == 0)
    #expect(
      try folder.read("a.sluice").trimmingCharacters(in: .newlines)
        == Self.parameter.replacing("n=7", with: "n=2")
        .trimmingCharacters(in: .newlines))
  }

  @Test("A value is for the notebooks of a folder that know it")
  func folderOfSome() throws {
    let folder = try ExampleFolder([
      "a.sluice": Self.parameter, "b.sluice": Self.cell("print 1", ""),
    ])
    #expect(
      try folder.run("run", "--quiet", "-p", "n=3", ".").output == "3\n1\n")
    #expect(try folder.run("run", "--quiet", "-p", "m=3", ".").status == 2)
    #expect(
      try folder.run("run", "--quiet", "-p", "n=3", "b.sluice").status == 2)
  }

  @Test(
    "An option that is given twice is refused",
    arguments: [
      ["test", "--profile", "a", "--profile", "b"],
      [
        "run", "--timeout=1",
        "--timeout", "2",
      ], ["accept", "-p", "i=3", "-p", "i=4"],
      ["check", "--params", "a", "--params", "b"],
      ["test", "--jobs", "1", "--jobs", "2"],
    ])
  func twice(arguments: [String]) throws {
    let folder = try ExampleFolder(["a.sluice": Self.parameter])
    let ended = try ProgramTests.run(arguments + ["a.sluice"], in: folder.path)
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.complaint.contains("given twice: remove one of the two"))
  }

  @Test("Letters behind a dash are no options")
  func dash() throws {
    let ended = try ProgramTests.run(["test", "-dash"])
    #expect(ended.status == 2)
    #expect(ended.complaint.contains("unknown option -dash"))
  }

  @Test("--timeout ends a test and an accept with 4, whatever came before")
  func timeouts() throws {
    let text =
      Self.cell("print 2", "") + Self.output("1")
      + Self.cell(NotebookCommandTests.training, "") + "\n"
      + Self.cell("print 3", "")
    let folder = try ExampleFolder(["a.sluice": text])
    let tested = try folder.run("test", "--timeout", "0.5", "a.sluice")
    #expect(tested.status == 4)
    #expect(
      tested.output.contains("FAIL a.sluice: 2 cells: 1 failed, 1 different"))
    #expect(tested.output.contains("error[timeout]"))
    let accepted = try folder.run("accept", "--timeout", "0.5", "a.sluice")
    #expect(accepted.status == 4)
    // The error's line is that of the file as it is now.
    #expect(accepted.complaint.contains("a.sluice:9:1"))
  }
}

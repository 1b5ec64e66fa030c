import Foundation
import Testing

/// Names that the system would cut short are refused, and nothing is read or
/// written under a shorter one.
@Suite("Names of files with U+0000") struct FileNameTests {
  private static let reading = [
    ("corpus c = columns(\"x\\u{0}.tsv\")", 12, 7, "x\u{FFFD}.tsv"),
    ("load n \"x\\u{0}\"", 8, 8, "x\u{FFFD}"),
    ("corpus c = conllu(\"./x\\u{0}\")", 12, 6, "./x\u{FFFD}"),
    ("corpus c = conll2003(\"x\\u{0}/x\")", 12, 9, "x\u{FFFD}/x"),
  ]
  private static let writing = [
    (
      "sweep s i=1..2 to=\"out/s\\u{0}.csv\" { let v = i }", 19, 16,
      "out/s\u{FFFD}.csv"
    ),
    (
      "sweep s i=1..2 { let v = i }\nsave s \"out/s\\u{0}\"", 8, 12,
      "out/s\u{FFFD}"
    ),
    (
      "sweep s i=1..2 { let v = i }\nsave s \"out\\u{0}/s.csv\"", 8, 16,
      "out\u{FFFD}/s.csv"
    ),
    ("sweep s i=1..2 { let v = i }\nsave s \"\\u{0}\"", 8, 7, "\u{FFFD}"),
  ]

  /// Commands, what is said of their last line, and the exit status.
  struct Case: CustomTestStringConvertible {
    var commands, said: String
    var testDescription: String { commands }

    init(
      _ code: String, _ commands: String, _ column: Int, _ width: Int,
      _ name: String
    ) {
      self.commands = commands
      let lines = commands.split(separator: "\n")
      said = """
        error[\(code)]: no file can be called \(name): it has the character U+0000
         --> doc.sluice:\(lines.count + 1):\(column)
          |
        \(lines.count + 1) | \(lines.last ?? "")
          | \(String(repeating: " ", count: column - 1))\
        \(String(repeating: "^", count: width))
          = hint: remove it: in a text it is written \\u{0}, in YAML \\0
        """
    }
  }

  static let cases =
    reading.map { Case("file-not-found", $0.0, $0.1, $0.2, $0.3) }
    + writing.map { Case("unwritable", $0.0, $0.1, $0.2, $0.3) }

  @Test("A text of a notebook", arguments: cases)
  func texts(_ one: Case) throws {
    let folder = try ExampleFolder([
      "x": "a\tX\n\n",
      "doc.sluice": NotebookCommandTests.cell(one.commands, ""),
    ])
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(ran.complaint == one.said + "\nstopped at cell 1 of 1\n")
    #expect(ran.status == 6)
    let checked = try folder.run("check", "doc.sluice")
    #expect(
      checked.output == "FAIL doc.sluice: 1 mistake\n\(one.said)\n\n")
    #expect(folder.names == ["doc.sluice", "x"])
  }

  @Test(
    "An empty name is none, and never the folder",
    arguments: [
      "corpus c = columns(\"\")", "load n \" \"", "print rows(\"\")",
      "sweep t x=1..2 to=\"\" { let y = x }",
      "sweep t x=1..2 { let y = x }\nsave t \"\\t\"",
    ])
  func empty(commands: String) throws {
    let folder = try ExampleFolder(["x.tsv": "a\tX\n"])
    for ended in [
      try folder.run("-c", commands),
      try folder.run("--keep-going", "-c", commands),
    ] {
      #expect(ended.complaint.contains("an empty text is no file's name"))
      #expect(folder.names == ["x.tsv"])
    }
  }

  @Test("A notebook from a pipe is not written", arguments: ["fmt", "strip"])
  func pipe(verb: String) throws {
    let text =
      NotebookCommandTests.cell("print  1", "") + "\n```output\n2\n```\n"
    #expect(
      try ProgramTests.run([verb, "-"], input: text).complaint
        == """
        error[unwritable]: a notebook from a pipe has no file to be written to
          = hint: name its file instead of `-`

        """)
  }

  @Test(
    "A value of a file of parameters",
    arguments: [
      ("param f = \"x\"", "x\\0.tsv", "x\u{FFFD}.tsv"),
      ("param f = \"x\"", "./x\\0", "./x\u{FFFD}"),
      ("param f: path = \"x\"", "x\\0", "x\u{FFFD}"),
      ("param f: path = \"x\"", "x/\\0", "x/\u{FFFD}"),
    ])
  func parameters(declared: String, value: String, shown: String) throws {
    let folder = try ExampleFolder([
      "x": "a\tX\n\n", "p.yaml": "f: \"\(value)\"\n",
      "doc.sluice": NotebookCommandTests.cell(
        "\(declared)\ncorpus c = columns(f)", ""),
    ])
    let ran = try folder.run(
      "run", "--quiet", "--params", "p.yaml", "doc.sluice")
    #expect(
      ran.complaint == """
        error[file-not-found]: no file can be called \(shown): it has the \
        character U+0000
         --> doc.sluice:3:12
          |
        3 | corpus c = columns(f)
          |            ^^^^^^^
          = hint: remove it: in a text it is written \\u{0}, in YAML \\0
        stopped at cell 1 of 1

        """)
    #expect(ran.output.isEmpty)
  }
}

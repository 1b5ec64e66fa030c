import Foundation
import Testing

/// Values of parameters from a YAML file, and what is said of wrong ones: at
/// the line where they stand.
@Suite("Files of parameters") struct ParameterFileTests {
  private static let notebook = NotebookCommandTests.cell(
    """
    param n: int = 2
    param t = "x"
    param b = true
    param l = [a]
    print n t b l
    """, "")

  private func run(_ yaml: String) throws -> ProgramTests.Ended {
    let folder = try ExampleFolder([
      "p.yaml": yaml, "doc.sluice": Self.notebook,
    ])
    return try folder.run("run", "--quiet", "--params", "p.yaml", "doc.sluice")
  }

  @Test(
    "Values keep what YAML makes of them",
    arguments: [
      ("n: 3\nt: y", "3 y true [a]"), ("t: \"7\"", "2 7 true [a]"),
      ("t: 7", "2 7 true [a]"), ("t: 'null'", "2 null true [a]"),
      ("t: N/A\nb: false", "2 N/A false [a]"),
      ("t: 2020-01-01", "2 2020-01-01 true [a]"),
      ("n: &a 3\nt: *a", "3 3 true [a]"), ("{n: 3, t: y}", "3 y true [a]"),
      (
        "l: [\"7\", 7, a, \"b c\", 'no']",
        "2 x true [\"7\", 7, a, \"b c\", \"no\"]"
      ),
      ("l:\n- a\n- 1.5", "2 x true [a, 1.5]"), ("", "2 x true [a]"),
      ("# nothing\n", "2 x true [a]"), ("n: 3\r\nt: y\r\n", "3 y true [a]"),
      // A mark at the start is the file's, one in a value is the value's.
      ("\u{FEFF}n: 3\nt: \u{FEFF}y", "3 \u{FEFF}y true [a]"),
      ("t: \"\u{FEFF}\u{FEFF}y\"", "2 \u{FEFF}\u{FEFF}y true [a]"),
      ("l: [\u{FEFF}y, z]", "2 x true [\"\u{FEFF}y\", z]"),
      ("\"t\": y\u{FEFF}", "2 y\u{FEFF} true [a]"),
    ])
  func values(yaml: String, printed: String) throws {
    let ended = try run(yaml)
    #expect(Array(ended.output.utf8) == Array("\(printed)\n".utf8))
    #expect(ended.complaint.isEmpty)
  }

  /// A file and what is said of it; of messages that begin alike only the end.
  struct Wrong: CustomTestStringConvertible {
    var yaml, said: String
    var testDescription: String { yaml.debugDescription }
    init(_ yaml: String, _ said: String) {
      (self.yaml, self.said) = (yaml, said)
    }
  }

  static let wrongValues = [
    Wrong(
      "# values\n\nn: 3\nb: yes",
      """
      error[wrong-type]: expected true or false, found `yes`
       --> p.yaml:4:4
        |
      4 | b: yes
        |    ^^^
        = hint: b is true if nothing is given
      """),
    Wrong(
      "n: \"7\"",
      """
      error[wrong-type]: expected a whole number, found the text "7"
       --> p.yaml:1:4
        |
      1 | n: "7"
        |    ^^^
        = hint: remove the quotes
      """),
    Wrong(
      "t: é\nn:   viel  ",
      """
      error[wrong-type]: expected a whole number, found `viel`
       --> p.yaml:2:6
        |
      2 | n:   viel
        |      ^^^^
        = hint: n is 2 if nothing is given
      """),
    Wrong(
      "n: 3\nm: 4",
      """
      error[unknown-name]: doc.sluice has no parameter m
       --> p.yaml:2:1
        |
      2 | m: 4
        | ^^^^
        = hint: it has n, t, b, l
      """),
  ]

  static let noValues = ["t: ~", "t: null", "t: NULL", "t:"].map { line in
    Wrong(
      "n: 3\n" + line,
      """
      error[bad-notebook]: p.yaml cannot be used: t has no value
       --> p.yaml:2:1
        |
      2 | \(line)
        | \(String(repeating: "^", count: line.count))
        = hint: write a value, or remove the line: then t is as the notebook has it
      """)
  }

  static let wrongForms = [
    Wrong(
      "n: 3\nt: x\n\"n\": 4",
      """
      error[bad-notebook]: p.yaml cannot be used: n is there twice
       --> p.yaml:3:1
        |
      3 | "n": 4
        | ^^^^^^
        = hint: remove one of the two
      """),
    Wrong(
      "t: {a: 1}",
      """
      error[bad-notebook]: p.yaml cannot be used: t is neither a value nor a list
       --> p.yaml:1:4
        |
      1 | t: {a: 1}
        |    ^^^^^^
        = hint: write `t: 3`, or `t: [a, b]` for a list
      """),
    Wrong(
      "l: [a, [b]]",
      """
      error[bad-notebook]: p.yaml cannot be used: an item of l is a list or a mapping
       --> p.yaml:1:8
        |
      1 | l: [a, [b]]
        |        ^^^^
        = hint: write `l: [a, b]`
      """),
    Wrong(
      "l:\n- a\n- null",
      """
      error[bad-notebook]: p.yaml cannot be used: an item of l has no value
       --> p.yaml:3:3
        |
      3 | - null
        |   ^^^^
        = hint: write `l: [a, b]`
      """),
    Wrong(
      "- n\n- t",
      """
      error[bad-notebook]: p.yaml cannot be used: it has no names
       --> p.yaml:1:1
        |
      1 | - n
        | ^^^
        = hint: write a line for each value, such as `epochs: 3`
      """),
  ]

  /// Mistakes that the parser finds, where they begin.
  static let notYAML =
    [
      ("n: 3\n\tt: 4", 2, 1, "found a tab character that violates indentation"),
      ("n: 3\nt: [a\n", 2, 4, "did not find expected ',' or ']'"),
      ("t: \"a\n\n", 1, 4, "found unexpected end of stream"),
      ("t: *nobody", 1, 4, "found undefined alias"),
      ("t: @x", 1, 4, "found character that cannot start any token"),
      (
        "n: 3\n---\nn: 4", 2, 1,
        "expected a single document in the stream, but found another document"
      ),
    ].map { yaml, line, column, why in
      let text = String(yaml.split(separator: "\n")[line - 1])
        .replacing("\t", with: "    ")
      let start = text.hasPrefix(" ") ? 0 : column - 1
      return Wrong(
        yaml,
        """
        error[bad-notebook]: p.yaml cannot be used: it is not YAML (\(why))
         --> p.yaml:\(line):\(column)
          |
        \(line) | \(text)
          | \(String(repeating: " ", count: start))\
        \(String(repeating: "^", count: text.count - start))
          = hint: write a line for each value, such as `epochs: 3`; put a text with \
        special characters in quotes
        """)
    } + [
      Wrong(
        "n: 3\nt: a\u{1}b",
        """
        error[bad-notebook]: p.yaml cannot be used: it is not YAML (control \
        characters are not allowed)
         --> p.yaml:2:1
          |
        2 | t: a\u{FFFD}b
          | ^^^^^^
          = hint: remove the character, or write it as an escape in double quotes
        """)
    ]

  @Test(
    "What is wrong is said where it stands",
    arguments: wrongValues + noValues + wrongForms + notYAML)
  func wrong(_ one: Wrong) throws {
    let ended = try run(one.yaml)
    #expect(ended.complaint == one.said + "\n")
    #expect(ended.output.isEmpty)
    #expect(ended.status == 2)
  }

  @Test("What is no file of parameters is said as of any file")
  func files() throws {
    let folder = try ExampleFolder(["doc.sluice": Self.notebook])
    func said(_ path: String) throws -> String {
      let ended = try folder.run("run", "--params", path, "doc.sluice")
      #expect(ended.status == 6)
      return ended.complaint
    }
    #expect(
      try said(".") == """
        error[not-a-file]: . is a folder, not a file
          = hint: give a YAML file

        """)
    #expect(
      try said("p.yaml") == """
        error[file-not-found]: there is no file of parameters p.yaml
          = hint: check the name and the folder

        """)
    #expect(
      try said("/dev/null") == """
        error[not-a-file]: /dev/null is a device or a pipe, not a file
          = hint: write its output to a file first

        """)
    try Data([0x74, 0x3A, 0x20, 0xE4]).write(
      to: URL(filePath: "\(folder.path)/latin.yaml"))
    #expect(
      try said("latin.yaml").hasPrefix(
        "error[invalid-utf8]: `latin.yaml` is not UTF-8 text\n"))
  }
}

import Foundation
import Testing

/// What is given to a notebook from outside, and what it may read.
@Suite("Parameters and paths") struct NotebookParameterTests {
  private static let parameters = """
    <!-- sluice: seed=3
         profile ci: epochs=2 -->

    ```sluice
    param epochs: int = 50 in 1..500 "passes over the data"
    param domains = [mail, travel] "where it learns"
    param name = "a b"
    print epochs domains name
    ```

    """

  @Test("Parameters come from -p, from a file of them, and from a profile")
  func parameters() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.parameters,
      "sub/other.sluice": NotebookCommandTests.cell("print 7"),
      "p.yaml": "epochs: 7\ndomains: [x, y]\nname: c d\n",
      "wrong.yaml": "epochs: {a: 1}\n", "none.yaml": "- a\n",
      "broken.yaml": "a: [\n",
    ])
    func said(_ arguments: String...) throws -> String {
      try ProgramTests.run(
        ["run", "--quiet"] + arguments + ["doc.sluice"], in: folder.path
      ).output
    }
    #expect(try said() == "50 [mail, travel] a b\n")
    #expect(
      try said("-p", "epochs=3", "-p", "name=x=y") == "3 [mail, travel] x=y\n")
    #expect(try said("--params", "p.yaml") == "7 [x, y] c d\n")
    #expect(
      try said("--params", "p.yaml", "-p", "epochs=9") == "9 [x, y] c d\n")
    #expect(try said("--profile", "ci") == "2 [mail, travel] a b\n")
    #expect(
      try said("--profile", "ci", "-p", "epochs=4") == "4 [mail, travel] a b\n")
    // A profile is for the notebooks that have it.
    #expect(
      try folder.run("run", "--quiet", "--profile", "ci", ".").output
        == "2 [mail, travel] a b\n7\n")

    func complaint(_ arguments: String...) throws -> String {
      let ended = try ProgramTests.run(
        ["run"] + arguments + ["doc.sluice"], in: folder.path)
      #expect(ended.status == (arguments.last == "nowhere.yaml" ? 6 : 2))
      #expect(ended.output.isEmpty)
      return ended.complaint
    }
    #expect(
      try complaint("-p", "epoch=3") == """
        error[unknown-name]: doc.sluice has no parameter epoch
          = hint: did you mean `epochs`?

        """)
    #expect(
      try complaint("-p", "epochs=2.5") == """
        error[wrong-type]: expected a whole number, found `2.5`
         --> -p:1:8
          |
        1 | epochs=2.5
          |        ^^^
          = hint: epochs is 50 if nothing is given, and in 1..500

        """)
    #expect(
      try complaint("-p", "epochs=501").hasPrefix(
        "error[out-of-range]: `epochs` must be from 1 to 500, not 501\n"))
    #expect(
      try complaint("--params", "p.yaml", "-p", "epochs=many").hasPrefix(
        "error[wrong-type]: expected a whole number, found `many`\n"))
    #expect(
      try complaint("--params", "wrong.yaml").hasPrefix(
        "error[bad-notebook]: wrong.yaml cannot be used: epochs is neither"
          + " a value nor a list\n"))
    #expect(
      try complaint("--params", "none.yaml").contains("it has no names"))
    #expect(try complaint("--params", "broken.yaml").contains("it is not YAML"))
    #expect(try complaint("--params", "nowhere.yaml").contains("nowhere.yaml"))
    #expect(
      try complaint("--profile", "cl").contains(
        "no notebook here has a profile cl\n  = hint: did you mean `ci`?"))
    #expect(try complaint("-p", "epochs").contains("-p takes NAME=VALUE"))
  }

  @Test("params lists them")
  func listed() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.parameters,
      "none.sluice": NotebookCommandTests.cell("print 1"),
    ])
    #expect(
      try folder.run("params", "doc.sluice").output == """
        parameter  type  value               in  ci  what it is
        epochs     int   50              1..500   2  passes over the data
        domains          [mail, travel]              where it learns
        name             "a b"

        """)
    #expect(
      try folder.run("params", "none.sluice").output
        == "none.sluice has no parameters\n")
  }

  @Test("Paths outside are refused however they are written, unless allowed")
  func trust() throws {
    let words = "a\tX\nb\tY\n\n"
    let outer = try ExampleFolder([
      "secret/data.txt": words, "book/data/data.txt": words, "book/x": "",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: "\(outer.path)/book/link",
      withDestinationPath: "\(outer.path)/secret")
    let secret = "\(outer.path)/secret"
    let cases: [(path: String, flags: [String], status: Int32)] = [
      ("data/data.txt", [], 0), ("../secret/data.txt", [], 5),
      ("link/data.txt", [], 5), ("data/../../secret/data.txt", [], 5),
      ("\(secret)/data.txt", [], 5),
      ("../secret/data.txt", ["--allow-read", "secret"], 0),
      ("link/data.txt", ["--allow-read", secret], 0),
    ]
    for (path, flags, status) in cases {
      try outer.write(
        NotebookCommandTests.cell(
          "corpus c = columns(\"\(path)\", columns=[word, tag], word=\"word\")"),
        to: "book/doc.sluice")
      let ended = try ProgramTests.run(
        ["run", "--quiet"] + flags + ["book/doc.sluice"], in: outer.path)
      #expect(ended.status == status, "\(path) \(flags) \(ended.complaint)")
      if status == 5 { #expect(ended.complaint.contains("--allow-read DIR")) }
    }
    // What the user names is allowed.
    try outer.write(
      NotebookCommandTests.cell(
        "param file = \"\"\ncorpus c = columns(file, columns=[word, tag], word=\"word\")"
      ),
      to: "book/doc.sluice")
    let given = try outer.run(
      "run", "--quiet", "-p", "file=secret/data.txt", "book/doc.sluice")
    #expect(given.status == 0, "\(given.complaint)")
    try outer.write("file: secret/data.txt\n", to: "p.yaml")
    let listed = try outer.run(
      "run", "--quiet", "--params", "p.yaml", "book/doc.sluice")
    #expect(listed.status == 0, "\(listed.complaint)")
    // One that is not there is missing, not forbidden.
    let missing = try outer.run(
      "run", "--quiet", "-p", "file=nowhere/data.txt", "book/doc.sluice")
    #expect(missing.status == 6, "\(missing.complaint)")
    // What was named is allowed, and nothing beside it.
    let beside = try outer.run(
      "run", "--quiet", "-p", "file=secret/../secret2/data.txt",
      "book/doc.sluice")
    #expect(beside.status == 6, "\(beside.complaint)")
    try outer.write(
      NotebookCommandTests.cell(
        "param file = \"\"\ncorpus c = columns(\"\(secret)/data.txt\","
          + " columns=[word, tag], word=\"word\")\nprint file"),
      to: "book/doc.sluice")
    let other = try outer.run(
      "run", "--quiet", "-p", "file=secret/other.txt", "book/doc.sluice")
    #expect(other.status == 5, "\(other.complaint)")
  }

  @Test("Only a text that is given is a path, whatever its sign or name")
  func values() throws {
    let folder = try ExampleFolder([
      "book/doc.sluice": NotebookCommandTests.cell(
        """
        param share = 0.5
        param method = sluice
        param epochs = 3
        param kind = "a/b" in ["a/b", "c/d"]
        param name = "x"
        param list = [a, b]
        print share method epochs kind name list
        """), "sluice": "", "3": "", "here": "", "link/x": "",
    ])
    let ended = try folder.run(
      "run", "--quiet", "-p", "share=1/2", "-p", "method=sluice", "-p",
      "epochs=3", "-p", "kind=c/d", "-p", "name=nobody", "-p",
      "list=[sluice, here]", "book/doc.sluice")
    #expect(
      ended.output == "0.5 sluice 3 c/d nobody [sluice, here]\n",
      "\(ended.complaint)")
    let named = try folder.run(
      "run", "--quiet", "-p", "name=here", "book/doc.sluice")
    #expect(named.output == "0.5 sluice 3 a/b here [a, b]\n")
  }

  @Test("A list of a file of parameters keeps its texts")
  func lists() throws {
    let folder = try ExampleFolder([
      "doc.sluice": NotebookCommandTests.cell(
        "param w = [a]\nfor x in w { print length([x]) x }"),
      "p.yaml": #"w: ["a b", c d, word, 1.5, -2, "say \"no\"\\", 'x/y', "7"]"#,
    ])
    let ended = try folder.run(
      "run", "--quiet", "--params", "p.yaml", "doc.sluice")
    #expect(
      ended.output == #"""
        1 a b
        1 c d
        1 word
        1 1.5
        1 -2
        1 say "no"\
        1 x/y
        1 7

        """#, "\(ended.complaint)")
  }
}

import Foundation
import Testing

/// `run`, `test`, `accept`, `fmt`, `strip` and `params`, as a user calls them.
@Suite("Notebook commands") struct NotebookCommandTests {
  private func run(
    _ folder: borrowing ExampleFolder, _ arguments: String...
  ) throws -> ProgramTests.Ended {
    try ProgramTests.run(arguments, in: folder.path)
  }

  private static func cell(_ code: String, _ options: String = "") -> String {
    "```sluice\(options.isEmpty ? "" : " " + options)\n\(code)\n```\n"
  }

  private static let training = """
    corpus toy = toy_english(sentences=200)
    task pos = toy.pos
    network net tasks=[pos] layers=1 hidden=64
    train net epochs=100000 patience=100000
    """

  /// A notebook and what it ends with.
  struct Ending: CustomTestStringConvertible {
    var text: String
    var status: Int32
    var testDescription: String { text.replacing("\n", with: "⏎") }
    init(_ text: String, _ status: Int32) {
      self.text = text
      self.status = status
    }
  }

  static let endings: [Ending] = [
    Ending(cell("print 1"), 0),
    Ending(cell("assert 1 > 2"), 1),
    Ending(cell("print 1", "error=unknown-name"), 1),
    Ending(cell("print ("), 2),
    Ending(cell("print nobody"), 2),
    Ending("no cell\n", 2),
    Ending(cell("print 1", "nonsense"), 2),
    Ending(cell("print 1 / 0"), 3),
    Ending(cell(training, "timeout=0.3s"), 4),
    Ending(cell("corpus a = columns(\"../other\")"), 5),
    Ending(cell("corpus a = columns(\"nowhere\")"), 6),
    // The first failing cell decides.
    Ending(
      cell("print 1 / 0") + "\n" + cell("corpus a = columns(\"nowhere\")"), 3),
    Ending(
      cell("corpus a = columns(\"nowhere\")") + "\n" + cell("print 1 / 0"), 6),
    // The whole file is parsed first.
    Ending(cell("print 1 / 0") + "\n" + cell("print ("), 2),
  ]

  @Test(
    "The exit code says how a notebook ended, in run and in test",
    arguments: endings)
  func status(_ ending: Ending) throws {
    let folder = try ExampleFolder(["doc.sluice": ending.text])
    let ran = try run(folder, "run", "--quiet", "doc.sluice")
    #expect(ran.status == ending.status)
    let tested = try run(folder, "test", "doc.sluice")
    #expect(tested.status == ending.status)
  }

  @Test("An output that differs ends a test with 1, a missing file with 6")
  func testStatus() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.cell("print 1") + "\n```output\n2\n```\n"
    ])
    #expect(try run(folder, "run", "--quiet", "doc.sluice").status == 0)
    #expect(try run(folder, "test", "doc.sluice").status == 1)
    #expect(try run(folder, "test", "nowhere.sluice").status == 6)
    #expect(try run(folder, "test", ".", "nowhere.sluice").status == 6)
    #expect(try run(folder, "test").status == 2)
    #expect(try run(folder, "run", "--timeout", "0", "doc.sluice").status == 2)
    #expect(try run(folder, "test", "--jobs", "0", "doc.sluice").status == 2)
  }

  @Test("--timeout ends a run with 4")
  func stopped() throws {
    let folder = try ExampleFolder(["doc.sluice": Self.cell(Self.training)])
    let late = try run(
      folder, "run", "--quiet", "--timeout", "0.3", "doc.sluice")
    #expect(late.status == 4)
    #expect(
      late.complaint.contains(
        "error[timeout]: the run took longer than its timeout"))
  }

  /// Cells of which the second leaves a file and then trains for ever.
  private static let endless =
    cell("print 1") + "\n"
    + cell("sweep t a=[1] to=\"out/begun.csv\" { let b = a }\n" + training)

  @Test(
    "Ctrl-C ends it with 130, begins no other notebook and records nothing",
    arguments: [
      ["run", "--quiet"], ["test"], ["test", "--jobs", "2"], ["accept"],
    ])
  func interrupted(_ command: [String]) throws {
    let other = Self.cell(
      "print 7\nsweep t a=[1] to=\"out/other.csv\" { let b = a }")
    let folder = try ExampleFolder([
      "a.sluice": Self.endless, "b/b.sluice": other, "c/c.sluice": other,
    ])
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = command + ["a.sluice", "b/b.sluice", "c/c.sluice"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let isBegun = folder.waits(for: "out/begun.csv")
    #expect(isBegun)
    process.interrupt()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(process.terminationReason == .exit)
    #expect(!String(decoding: said, as: UTF8.self).contains("c.sluice"))
    #expect(try folder.read("a.sluice") == Self.endless)
    if !command.contains("--jobs") {
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/b/out"))
    }
  }

  @Test("Ctrl-C at the question of accept -i ends it, and nothing is recorded")
  func interruptedQuestion() throws {
    let text = Self.cell("print 1") + "\n" + Self.cell("print 2")
    let folder = try ExampleFolder(["a.sluice": text, "b.sluice": text])
    let dialogue = try Dialogue(
      ["accept", "-i", "a.sluice", "b.sluice"], home: folder.path,
      in: folder.path)
    #expect(dialogue.until("record this?").contains("+ 1"))
    dialogue.type("y\n")
    #expect(dialogue.until("record this?").contains("+ 2"))
    dialogue.process.interrupt()
    #expect(dialogue.ends())
    #expect(dialogue.process.terminationStatus == 130)
    #expect(try folder.read("a.sluice") == text)
  }

  @Test("After a failure no thread begins another notebook")
  func jobsStop() throws {
    let folder = try ExampleFolder([
      "a/a.sluice": Self.cell(Self.training, "timeout=2s"),
      "b/b.sluice": Self.cell("print 1 / 0"),
      "c/c.sluice": Self.cell(
        "sweep t a=[1] to=\"out/c.csv\" { let b = a }"),
    ])
    _ = try run(
      folder, "test", "--jobs", "2", "--fail-fast", "a/a.sluice", "b/b.sluice",
      "c/c.sluice")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/c/out"))
  }

  @Test("A reader that goes away ends a run, without a crash")
  func closedPipe() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.cell("for i in 1..20000 { print i }")
    ])
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = [
      "-c",
      "'\(ProgramTests.program.path)' run doc.sluice | head -1 >/dev/null;"
        + " exit ${PIPESTATUS[0]}",
    ]
    shell.currentDirectoryURL = URL(filePath: folder.path)
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 128 + SIGPIPE)
  }

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
      "doc.sluice": Self.parameters, "sub/other.sluice": Self.cell("print 7"),
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
      try run(folder, "run", "--quiet", "--profile", "ci", ".").output
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
        "error[bad-notebook]: wrong.yaml holds no parameters: epochs is neither"
          + " a value nor a list\n"))
    #expect(try complaint("--params", "none.yaml").contains("it is no mapping"))
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
      "doc.sluice": Self.parameters, "none.sluice": Self.cell("print 1"),
    ])
    #expect(
      try run(folder, "params", "doc.sluice").output == """
        parameter  type  value               in  ci  what it is
        epochs     int   50              1..500   2  passes over the data
        domains          [mail, travel]              where it learns
        name             "a b"

        """)
    #expect(
      try run(folder, "params", "none.sluice").output
        == "none.sluice has no parameters\n")
  }

  @Test("--json tells one event a line")
  func events() throws {
    let folder = try ExampleFolder([
      "doc.sluice": "# T\n\n" + Self.cell("print 1", "#one") + "\n"
        + Self.cell("print 1 / 0")
    ])
    let told = try run(folder, "run", "--json", "doc.sluice")
    #expect(told.status == 3)
    #expect(
      told.output == #"""
        {"event":"notebook","file":"doc.sluice"}
        {"event":"prose","file":"doc.sluice","line":1,"text":"# T\n\n"}
        {"cell":"#one","event":"cell","file":"doc.sluice","line":3,"text":"print 1\n"}
        {"cell":"#one","event":"output","file":"doc.sluice","line":3,"text":"1"}
        {"event":"prose","file":"doc.sluice","line":6,"text":"\n"}
        {"cell":"cell 2","event":"cell","file":"doc.sluice","line":7,"text":"print 1 / 0\n"}
        {"cell":"cell 2","diagnostics":[{"code":"division-by-zero","column":11,"endColumn":12,"file":"doc.sluice","label":"is 0","line":8,"title":"this divides by zero"}],"event":"error","file":"doc.sluice","line":7}
        {"event":"end","file":"doc.sluice","status":3}

        """#)
    let lasts = [
      ("print 1", #"{"event":"end","file":"doc.sluice","status":0}"#),
      ("print (", #"{"event":"end","file":"doc.sluice","status":2}"#),
    ]
    for (code, last) in lasts {
      try folder.write(Self.cell(code), to: "doc.sluice")
      let told = try run(folder, "run", "--json", "doc.sluice")
      #expect(told.output.split(separator: "\n").last.map(String.init) == last)
      #expect(told.complaint.isEmpty)
    }
  }

  @Test("test reports a folder of notebooks, as text, JSON and XML")
  func reports() throws {
    let folder = try ExampleFolder([
      "a.sluice": Self.cell("print 0.5") + "\n```output\n0.5\n```\n",
      "b.sluice.md": Self.cell("print 0.5", "#half") + "\n```output\n0.6\n```\n"
        + "\n" + Self.cell("let x = 1 / 0") + "\n" + Self.cell("print x"),
      "out/c.sluice": Self.cell("print ("), ".hidden/d.sluice": "",
    ])
    let before = try folder.read("b.sluice.md")
    let ended = try run(folder, "test", "--junit", "report.xml", ".")
    #expect(ended.status == 1)
    let shown = ended.output.replacing(/\(\d+\.\d s\)/, with: "(TIME)")
    #expect(
      shown == """
        ok   a.sluice: 1 of 1 cells compared, all as recorded (TIME)
        FAIL b.sluice.md: 3 cells: 1 failed, 1 different, 1 blocked (TIME)
        error[output-differs]: #half does not print what is recorded
         --> b.sluice.md:6:1
          |
        6 | 0.6
          | ^^^ 0.6 → 0.5: off by 0.1, tolerance 6.01e-4
          = hint: if the new output is right: sluice accept b.sluice.md

        @ b.sluice.md:6
        - 0.6
        + 0.5
        ~ b.sluice.md:6: 0.6 → 0.5: off by 0.1, tolerance 6.01e-4

        error[division-by-zero]: this divides by zero
          --> b.sluice.md:10:13
           |
        10 | let x = 1 / 0
           |             ^ is 0

        blocked: b.sluice.md:13 cell 3 needs x

        2 notebooks, 1 not as recorded (TIME)

        """)
    #expect(try folder.read("b.sluice.md") == before)
    #expect(
      try folder.read("report.xml").contains("<testsuite name=\"a.sluice\""))

    let told = try run(folder, "test", "--json", "b.sluice.md")
    let verdicts = told.output.split(separator: "\n").compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8)))
        as? [String: Any]
    }
    #expect(
      verdicts.compactMap { $0["verdict"] as? String } == [
        "differs", "failed", "blocked",
      ])
    #expect(verdicts.last?["status"] as? Int == 1)

    let fast = try run(folder, "test", "--fail-fast", "b.sluice.md")
    #expect(fast.output.contains("1 cell: 1 different"))
  }

  @Test("Several notebooks at once give the same report in the same order")
  func jobs() throws {
    var files: [String: String] = [:]
    for number in 1...6 {
      files["n\(number).sluice"] =
        Self.cell("let x = \(number)\nprint x * 2")
        + "\n```output\n\(number == 4 ? 0 : number * 2)\n```\n"
    }
    let folder = try ExampleFolder(files)
    func report(_ jobs: String) throws -> String {
      try run(folder, "test", "--jobs", jobs, ".").output
        .replacing(/\(\d+\.\d s\)/, with: "(TIME)")
    }
    let one = try report("1")
    #expect(one.contains("6 notebooks, 1 not as recorded (TIME)"))
    #expect(try report("4") == one)
  }

  @Test("accept records, asks with -i, takes one cell, and then tests pass")
  func accept() throws {
    let text =
      Self.cell("print 1", "#a") + "\n" + Self.cell("print 2", "#b")
    let folder = try ExampleFolder(["doc.sluice": text])
    #expect(
      try run(folder, "accept", "--cell", "b", "doc.sluice").output == """
        doc.sluice:5 #b: new
        + 2

        doc.sluice: recorded 1 output

        """)
    #expect(
      try folder.read("doc.sluice") == text + "\n```output\n2\n```\n")
    let asked = try ProgramTests.run(
      ["accept", "-i", "doc.sluice"], input: "perhaps\nn\n", in: folder.path)
    #expect(asked.output.hasSuffix("doc.sluice: nothing to record\n"))
    #expect(try run(folder, "accept", "doc.sluice").status == 0)
    #expect(try run(folder, "test", "doc.sluice").status == 0)
    #expect(
      try run(folder, "accept", "doc.sluice").output
        == "doc.sluice: nothing to record\n")
    #expect(
      try run(folder, "accept", "--cell", "c", "doc.sluice").complaint
        == """
        error[unknown-name]: doc.sluice has no cell c
          = hint: it has 2 cells; a number counts from 1

        """)
  }

  @Test("q, and the end of input, end accept; what failed is still told")
  func quitting() throws {
    let text = Self.cell("print 1") + "\n" + Self.cell("print 1 / 0")
    for input in ["q\n", ""] {
      let folder = try ExampleFolder(["a.sluice": text, "b.sluice": text])
      let ended = try ProgramTests.run(
        ["accept", "-i", "."], input: input, in: folder.path)
      #expect(!ended.output.contains("b.sluice"))
      #expect(ended.output.hasSuffix("a.sluice: nothing recorded\n"))
      #expect(ended.complaint.hasPrefix("error[division-by-zero]"))
      #expect(ended.status == 3)
      #expect(try folder.read("a.sluice") == text)
      #expect(try folder.read("b.sluice") == text)
    }
  }

  @Test("A notebook that cannot be recorded hides no other's failure")
  func gathered() throws {
    let folder = try ExampleFolder([
      "a.sluice": Self.cell("print 1 / 0"), "b.sluice": "```sluice\nprint 2\n",
    ])
    let ended = try run(folder, "accept", "a.sluice", "b.sluice")
    #expect(ended.complaint.contains("error[division-by-zero]"))
    #expect(ended.complaint.contains("error[bad-notebook]"))
    #expect(ended.status == 3)
  }

  @Test("accept refuses an error, keeps the rest, and ends as the error says")
  func refused() throws {
    let text =
      Self.cell("print 1") + "\n" + Self.cell("print 1 / 0") + "\n"
      + Self.cell("print 3")
    let folder = try ExampleFolder(["doc.sluice": text])
    let ended = try run(folder, "accept", "doc.sluice")
    #expect(ended.status == 3)
    #expect(ended.complaint.hasPrefix("error[division-by-zero]"))
    let recorded = try folder.read("doc.sluice")
    #expect(recorded.components(separatedBy: "```output").count == 3)
    #expect(
      try run(folder, "accept", "--allow-errors", "doc.sluice").status == 0)
    #expect(
      try folder.read("doc.sluice").contains(
        "```sluice error=division-by-zero\nprint 1 / 0\n"))
    #expect(try run(folder, "test", "doc.sluice").status == 0)
  }

  @Test("accept and fmt write through a link, and leave what they cannot read")
  func links() throws {
    let folder = try ExampleFolder(["real/doc.sluice": Self.cell("print   1")])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.sluice",
      withDestinationPath: "real/doc.sluice")
    #expect(try run(folder, "fmt", "link.sluice").status == 0)
    #expect(try run(folder, "accept", "link.sluice").status == 0)
    #expect(
      try folder.read("real/doc.sluice")
        == Self.cell("print 1") + "\n```output\n1\n```\n")
    let kind = try FileManager.default.attributesOfItem(
      atPath: "\(folder.path)/link.sluice")[.type]
    #expect(kind as? FileAttributeType == .typeSymbolicLink)
  }

  @Test("fmt has one layout, fmt --check asks, strip takes outputs out")
  func layout() throws {
    let odd = """


      <!-- sluice: rtol=0.01   seed=3 -->
      # Title
      ~~~sluice timeout=60 #a
      let   x=[1,
      2]   # why
      print x
      ~~~
      ```output
      [1, 2]
      ```
      Text.


      """.replacing("\n", with: "\r\n")
    let folder = try ExampleFolder([
      "doc.sluice": odd, "wrong.sluice": Self.cell("print ("),
    ])
    let asked = try run(folder, "fmt", "--check", "doc.sluice")
    #expect(asked.status == 1)
    #expect(asked.output == "doc.sluice would change\n")
    #expect(try folder.read("doc.sluice") == odd)
    let done = try run(folder, "fmt", "wrong.sluice", "doc.sluice")
    #expect(done.status == 2)
    #expect(done.output == "doc.sluice\n")
    #expect(try folder.read("wrong.sluice") == Self.cell("print ("))
    let laidOut = """
      <!-- sluice: seed=3 rtol=0.01 -->

      # Title

      ```sluice #a timeout=60s
      let x = [1,
        2]  # why
      print x
      ```

      ```output
      [1, 2]
      ```

      Text.

      """
    #expect(try folder.read("doc.sluice") == laidOut)
    #expect(try run(folder, "fmt", "--check", "doc.sluice").status == 0)
    #expect(try run(folder, "test", "doc.sluice").status == 0)
    #expect(try run(folder, "strip", "doc.sluice").status == 0)
    #expect(
      try folder.read("doc.sluice")
        == laidOut.replacing("```output\n[1, 2]\n```\n\n", with: ""))
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
        Self.cell(
          "corpus c = columns(\"\(path)\", columns=[word, tag], word=\"word\")"),
        to: "book/doc.sluice")
      let ended = try ProgramTests.run(
        ["run", "--quiet"] + flags + ["book/doc.sluice"], in: outer.path)
      #expect(ended.status == status, "\(path) \(flags) \(ended.complaint)")
      if status == 5 { #expect(ended.complaint.contains("--allow-read DIR")) }
    }
    // What the user names is allowed.
    try outer.write(
      Self.cell(
        "param file = \"\"\ncorpus c = columns(file, columns=[word, tag], word=\"word\")"
      ),
      to: "book/doc.sluice")
    let given = try run(
      outer, "run", "--quiet", "-p", "file=secret/data.txt", "book/doc.sluice")
    #expect(given.status == 0, "\(given.complaint)")
    try outer.write("file: secret/data.txt\n", to: "p.yaml")
    let listed = try run(
      outer, "run", "--quiet", "--params", "p.yaml", "book/doc.sluice")
    #expect(listed.status == 0, "\(listed.complaint)")
    // One that is not there is missing, not forbidden.
    let missing = try run(
      outer, "run", "--quiet", "-p", "file=nowhere/data.txt", "book/doc.sluice")
    #expect(missing.status == 6, "\(missing.complaint)")
    // What was named is allowed, and nothing beside it.
    let beside = try run(
      outer, "run", "--quiet", "-p", "file=secret/../secret2/data.txt",
      "book/doc.sluice")
    #expect(beside.status == 6, "\(beside.complaint)")
    try outer.write(
      Self.cell(
        "param file = \"\"\ncorpus c = columns(\"\(secret)/data.txt\","
          + " columns=[word, tag], word=\"word\")\nprint file"),
      to: "book/doc.sluice")
    let other = try run(
      outer, "run", "--quiet", "-p", "file=secret/other.txt", "book/doc.sluice")
    #expect(other.status == 5, "\(other.complaint)")
  }

  @Test("Only a text that is given is a path, whatever its sign or name")
  func values() throws {
    let folder = try ExampleFolder([
      "book/doc.sluice": Self.cell(
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
    let ended = try run(
      folder, "run", "--quiet", "-p", "share=1/2", "-p", "method=sluice", "-p",
      "epochs=3", "-p", "kind=c/d", "-p", "name=nobody", "-p",
      "list=[sluice, here]", "book/doc.sluice")
    #expect(
      ended.output == "0.5 sluice 3 c/d nobody [sluice, here]\n",
      "\(ended.complaint)")
    let named = try run(
      folder, "run", "--quiet", "-p", "name=here", "book/doc.sluice")
    #expect(named.output.contains("/here [a, b]\n"))
  }

  @Test("A list of a file of parameters keeps its texts")
  func lists() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.cell(
        "param w = [a]\nfor x in w { print length([x]) x }"),
      "p.yaml": #"w: ["a b", c d, word, 1.5, -2, "say \"no\"\\", 'x/y', "7"]"#,
    ])
    let ended = try run(
      folder, "run", "--quiet", "--params", "p.yaml", "doc.sluice")
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

  @Test("Nothing in a notebook commands the terminal that shows it")
  func controls() throws {
    let folder = try ExampleFolder([
      "doc.sluice": "a\u{1B}[2Jb\n\n"
        + Self.cell("# \u{1B}]0;title\u{7}\n\tprint 1", "no-run") + "\n"
        + Self.cell("print 2") + "\n```output\n\u{1B}[2J\u{9B}3\n```\n"
    ])
    let shown =
      try run(folder, "run", "doc.sluice").output
      + run(folder, "test", "doc.sluice").output
      + run(folder, "accept", "doc.sluice").output
    #expect(shown.contains("a\u{FFFD}[2Jb"))
    #expect(shown.contains("# \u{FFFD}]0;title\u{FFFD}\n    \tprint 1"))
    #expect(shown.contains("- \u{FFFD}[2J\u{FFFD}3"))
    #expect(!shown.contains("\u{1B}") && !shown.contains("\u{9B}"))
  }

  @Test("Examples of each command are set in like those of the others")
  func examples() throws {
    for command in [
      "run", "test", "accept", "walk", "check", "params", "fmt", "strip",
    ] {
      let help = try ProgramTests.run([command, "--help"]).output
      #expect(help.contains("EXAMPLES:\n  sluice \(command) "), "\(command)")
    }
  }

  @Test("Killed at any moment, accept and fmt leave the old or the new file")
  func killed() throws {
    let old =
      "# Odd\n" + (0..<300).map { Self.cell("print   \($0)") + "\n" }.joined()
    for command in ["accept", "fmt"] {
      let folder = try ExampleFolder(["doc.sluice": old])
      _ = try run(folder, command, "doc.sluice")
      let new = try folder.read("doc.sluice")
      #expect(new != old)
      let start = ContinuousClock.now
      try folder.write(old, to: "doc.sluice")
      _ = try run(folder, command, "doc.sluice")
      let whole = (ContinuousClock.now - start) / .seconds(1)
      var seen: Set<String> = []
      // Later and later, and on until both were seen.
      for moment in 0..<100 {
        if moment >= 25, seen.count == 2 { break }
        try folder.write(old, to: "doc.sluice")
        let process = Process()
        process.executableURL = ProgramTests.program
        process.arguments = [command, "doc.sluice"]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: whole * Double(moment) / 20)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let text = try folder.read("doc.sluice")
        #expect(text == old || text == new)
        seen.insert(text == old ? "old" : "new")
      }
      #expect(seen == ["old", "new"])
    }
  }
}

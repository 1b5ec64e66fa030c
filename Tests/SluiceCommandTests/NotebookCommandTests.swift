import Foundation
import SluiceNotebook
import Testing

/// `run`, `test` and what all commands of notebooks have in common.
@Suite("Notebook commands") struct NotebookCommandTests {
  static func cell(_ code: String, _ options: String = "") -> String {
    "```sluice\(options.isEmpty ? "" : " " + options)\n\(code)\n```\n"
  }

  static let training = """
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

  /// Cells of which the second leaves a file and then trains for ever.
  static let endless =
    cell("print 1") + "\n"
    + cell(
      "sweep t a=[1] { let b = a }\nsave t \"out/begun.csv\"\n" + training)

  @Test(
    "The exit code says how a notebook ended, in run and in test",
    arguments: endings)
  func status(_ ending: Ending) throws {
    let folder = try ExampleFolder(["doc.sluice": ending.text])
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(ran.status == ending.status)
    let tested = try folder.run("test", "doc.sluice")
    #expect(tested.status == ending.status)
  }

  @Test("An output that differs ends a test with 1, a missing file with 6")
  func testStatus() throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.cell("print 1") + "\n```output\n2\n```\n"
    ])
    #expect(try folder.run("run", "--quiet", "doc.sluice").status == 0)
    #expect(try folder.run("test", "doc.sluice").status == 1)
    #expect(try folder.run("test", "nowhere.sluice").status == 6)
    // The others are tested all the same, and the first failure decides.
    #expect(try folder.run("test", ".", "nowhere.sluice").status == 1)
    #expect(try folder.run("test", "nowhere.sluice", ".").status == 6)
    #expect(try folder.run("test").status == 2)
    #expect(try folder.run("run", "--timeout", "0", "doc.sluice").status == 2)
    #expect(try folder.run("test", "--jobs", "0", "doc.sluice").status == 2)
  }

  @Test("--timeout ends a run with 4")
  func stopped() throws {
    let folder = try ExampleFolder(["doc.sluice": Self.cell(Self.training)])
    let late = try folder.run(
      "run", "--quiet", "--timeout", "0.3", "doc.sluice")
    #expect(late.status == 4)
    #expect(
      late.complaint.contains(
        "error[timeout]: the run took longer than its timeout"))
  }

  @Test(
    "Ctrl-C ends it with 130, begins no other notebook and records nothing",
    arguments: [
      ["run", "--quiet"], ["test"], ["test", "--jobs", "2"], ["accept"],
    ])
  func interrupted(_ command: [String]) throws {
    let other = Self.cell(
      "print 7\nsweep t a=[1] { let b = a }\nsave t \"out/other.csv\"")
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

  @Test(
    "Who is ended from outside still leaves the report of what was tested",
    arguments: [SIGTERM, SIGHUP, SIGINT], ["1", "2"])
  func endedWithReport(signal: Int32, jobs: String) throws {
    let folder = try ExampleFolder([
      "a.sluice": Self.cell("print 1") + "\n```output\n1\n```\n",
      "b.sluice": Self.endless,
    ])
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = [
      "test", "--junit", "r.xml", "--jobs", jobs, "a.sluice", "b.sluice",
    ]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let isBegun = folder.waits(for: "out/begun.csv")
    #expect(isBegun)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + signal)
    #expect(process.terminationReason == .exit)
    let report = try folder.read("r.xml")
    #expect(report.contains("<testsuite name=\"a.sluice\" tests=\"1\""))
    #expect(report.contains("<error type=\"interrupted\""))
    #expect(report.hasSuffix("</testsuites>\n"))
  }

  @Test("After a failure no thread begins another notebook")
  func jobsStop() throws {
    let folder = try ExampleFolder([
      "a/a.sluice": Self.cell(Self.training, "timeout=2s"),
      "b/b.sluice": Self.cell("print 1 / 0"),
      "c/c.sluice": Self.cell(
        "sweep t a=[1] to=\"out/c.csv\" { let b = a }"),
    ])
    _ = try folder.run(
      "test", "--jobs", "2", "--fail-fast", "a/a.sluice", "b/b.sluice",
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

  @Test("--json tells one event a line")
  func events() throws {
    let folder = try ExampleFolder([
      "doc.sluice": "# T\n\n" + Self.cell("print 1", "#one") + "\n"
        + Self.cell("print 1 / 0")
    ])
    let told = try folder.run("run", "--json", "doc.sluice")
    #expect(told.status == 3)
    #expect(
      told.withoutTimes == #"""
        {"event":"notebook","file":"doc.sluice"}
        {"event":"prose","file":"doc.sluice","line":1,"text":"# T\n\n"}
        {"cell":"#one","event":"cell","file":"doc.sluice","line":3,"options":["#one"],"text":"print 1\n"}
        {"cell":"#one","event":"output","file":"doc.sluice","line":3,"text":"1"}
        {"event":"prose","file":"doc.sluice","line":6,"text":"\n"}
        {"cell":"cell 2","event":"cell","file":"doc.sluice","line":7,"text":"print 1 / 0\n"}
        {"cell":"cell 2","diagnostics":[{"code":"division-by-zero","column":11,"endColumn":12,"file":"doc.sluice","label":"is 0","line":8,"title":"this divides by zero"}],"event":"error","file":"doc.sluice","line":7}
        {"event":"end","file":"doc.sluice","parameters":{},"status":3}
        {"event":"summary","notebooks":1,"seconds":TIME,"status":3,"version":"0.1.0"}

        """#)
    for (code, status) in [("param n = 1", 0), ("param n = 1\nprint (", 2)] {
      try folder.write(Self.cell(code), to: "doc.sluice")
      let told = try folder.run("run", "--json", "doc.sluice")
      let parameters = status == 0 ? #""n":"1""# : ""
      #expect(
        told.withoutTimes.hasSuffix(
          #"""
          {"event":"end","file":"doc.sluice","parameters":{\#(parameters)},"status":\#(status)}
          {"event":"summary","notebooks":1,"seconds":TIME,"status":\#(status),"version":"0.1.0"}

          """#), "\(told.output)")
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
    let ended = try folder.run("test", "--junit", "report.xml", ".")
    #expect(ended.status == 1)
    #expect(
      ended.withoutTimes == """
        ok   a.sluice: 1 of 1 cell compared, all as recorded (TIME)
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

    let told = try folder.run("test", "--json", "b.sluice.md")
    let verdicts = told.output.split(separator: "\n").compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8)))
        as? [String: Any]
    }
    #expect(
      verdicts.compactMap { $0["verdict"] as? String } == [
        "differs", "failed", "blocked",
      ])
    #expect(verdicts.last?["status"] as? Int == 1)

    let fast = try folder.run("test", "--fail-fast", "b.sluice.md")
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
      try folder.run("test", "--jobs", jobs, ".").withoutTimes
    }
    let one = try report("1")
    #expect(one.contains("6 notebooks, 1 not as recorded (TIME)"))
    #expect(try report("4") == one)
  }

  @Test("Nothing in a notebook commands the terminal that shows it")
  func controls() throws {
    let folder = try ExampleFolder([
      "doc.sluice": "a\u{1B}[2Jb\n\n"
        + Self.cell("# \u{1B}]0;title\u{7}\n\tprint 1", "no-run") + "\n"
        + Self.cell("print 2") + "\n```output\n\u{1B}[2J\u{9B}3\n```\n"
    ])
    let shown =
      try folder.run("run", "doc.sluice").output
      + folder.run("test", "doc.sluice").output
      + folder.run("accept", "doc.sluice").output
    #expect(shown.contains("a\u{FFFD}[2Jb"))
    #expect(shown.contains("# \u{FFFD}]0;title\u{FFFD}\n    \tprint 1"))
    #expect(shown.contains("- \u{FFFD}[2J\u{FFFD}3"))
    #expect(!shown.contains("\u{1B}") && !shown.contains("\u{9B}"))
  }

  @Test("Examples of each command are set in like those of the others")
  func examples() throws {
    for command in [
      "run", "test", "accept", "walk", "check", "params", "fmt", "strip",
      "export",
    ] {
      let help = try ProgramTests.run([command, "--help"]).output
      #expect(help.contains("EXAMPLES:\n  sluice \(command) "), "\(command)")
    }
  }
}

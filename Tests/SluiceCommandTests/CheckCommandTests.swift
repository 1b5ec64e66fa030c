import Foundation
import Testing

/// `sluice check`, as a user or a code host calls it.
@Suite("The check command") struct CheckCommandTests {
  private func run(
    _ folder: borrowing ExampleFolder, _ arguments: [String],
    input: String = ""
  ) throws -> ProgramTests.Ended {
    try ProgramTests.run(["check"] + arguments, input: input, in: folder.path)
  }

  private static func cell(_ code: String) -> String {
    "```sluice\n\(code)\n```\n"
  }

  private static let files = [
    "good.sluice": cell("print 1") + "\n" + cell("print 2"),
    "sub/bad.sluice": cell("print nobody\nlet a: b = 1"),
    "sub/out/old.sluice": cell("print nobody"),
  ]

  @Test("For people: a line a notebook, each mistake whole, and a summary")
  func text() throws {
    let folder = try ExampleFolder(Self.files)
    let ended = try run(folder, ["."])
    #expect(
      ended.output == """
        ok   good.sluice: 2 cells
        FAIL sub/bad.sluice: 2 mistakes
        error[unknown-name]: nothing is called `nobody`
         --> sub/bad.sluice:2:7
          |
        2 | print nobody
          |       ^^^^^^ nothing above defines it

        error[unexpected-token]: expected `=` after the name, found `:`
         --> sub/bad.sluice:3:6
          |
        3 | let a: b = 1
          |      ^
          = hint: a name is given with `let`: let x = 3

        2 notebooks, 2 mistakes

        """)
    #expect(ended.complaint.isEmpty)
    #expect(ended.status == 2)
  }

  @Test("For programs: an event a line")
  func json() throws {
    let folder = try ExampleFolder(Self.files)
    let ended = try run(folder, ["--json", "good.sluice", "sub/bad.sluice"])
    #expect(
      ended.withoutTimes == """
        {"cells":2,"event":"end","file":"good.sluice","status":0}
        {"diagnostics":[{"code":"unknown-name","column":7,"endColumn":13,\
        "file":"sub/bad.sluice","label":"nothing above defines it","line":2,\
        "title":"nothing is called `nobody`"}],"event":"error",\
        "file":"sub/bad.sluice","line":2}
        {"diagnostics":[{"code":"unexpected-token","column":6,"endColumn":7,\
        "file":"sub/bad.sluice","hint":"a name is given with `let`: let x = 3",\
        "label":"","line":3,\
        "title":"expected `=` after the name, found `:`"}],\
        "event":"error","file":"sub/bad.sluice","line":3}
        {"cells":1,"event":"end","file":"sub/bad.sluice","status":2}
        {"event":"summary","notebooks":2,"seconds":TIME,"status":2,\
        "version":"0.1.0"}

        """)
    #expect(ended.status == 2)
  }

  @Test("For code hosts: a workflow command a line, with its signs escaped")
  func annotations() throws {
    let folder = try ExampleFolder([
      "100%, a:b.sluice": Self.cell("assert 1 == 2 \"50%\\nor: less, then\"")
    ])
    let ended = try run(folder, ["--annotations", "."])
    #expect(
      ended.output == """
        ::error file=100%25%2C a%3Ab.sluice,line=2,endLine=2,col=8,\
        endColumn=14,title=assertion-failed::50%25%0Aor: less, \
        then%0Afound 1, wanted == 2

        """)
    #expect(ended.status == 2)
  }

  @Test("A notebook without a place for its mistake, and one from a pipe")
  func places() throws {
    let folder = try ExampleFolder()
    let ended = try run(
      folder, ["--annotations", "-"], input: "no cell\n")
    #expect(
      ended.output.hasPrefix(
        "::error file=<stdin>,title=bad-notebook::<stdin> has no cell"))
    #expect(ended.status == 2)
    #expect(try run(folder, ["-"], input: Self.cell("print 1")).status == 0)
  }

  struct Ending: CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let endings = [
    Ending(arguments: ["good.sluice"], status: 0),
    Ending(arguments: ["."], status: 2),
    // What is found is 2, whatever running would end with.
    Ending(arguments: ["files.sluice"], status: 2),
    Ending(arguments: ["outside.sluice"], status: 2),
    Ending(arguments: ["--allow-read", "..", "outside.sluice"], status: 2),
    Ending(arguments: ["false.sluice"], status: 2),
    // A notebook that is not there is no finding.
    Ending(arguments: ["nowhere.sluice"], status: 6),
    Ending(arguments: ["good.sluice", "nowhere.sluice"], status: 6),
    Ending(arguments: ["empty"], status: 6),
    Ending(arguments: ["-p", "n=3", "given.sluice"], status: 0),
    Ending(arguments: ["-p", "n=30", "given.sluice"], status: 2),
    Ending(arguments: ["-p", "m=3", "given.sluice"], status: 2),
    Ending(arguments: ["profile.sluice"], status: 2),
    Ending(arguments: ["--profile", "ci", "profile.sluice"], status: 2),
    Ending(arguments: ["--profile", "no", "profile.sluice"], status: 2),
    Ending(arguments: [], status: 2),
    Ending(arguments: ["--json", "--annotations", "good.sluice"], status: 2),
  ]

  @Test("0 if nothing is found, 2 for what is", arguments: endings)
  func status(_ ending: Ending) throws {
    let folder = try ExampleFolder([
      "good.sluice": Self.cell("print 1"),
      "files.sluice": Self.cell("corpus a = columns(\"nowhere\")"),
      "outside.sluice": Self.cell("corpus a = columns(\"../other\")"),
      "false.sluice": Self.cell("assert 1 > 2"),
      "given.sluice": Self.cell("param n = 1 in 1..10\nprint n"),
      "profile.sluice":
        "<!-- sluice: profile ci: n=11 -->\n\n"
        + Self.cell("param n = 1 in 1..10\nprint n"),
      "empty/readme.txt": "nothing",
    ])
    #expect(try run(folder, ending.arguments).status == ending.status)
  }

  @Test("A profile that nobody has hides no notebook that is missing")
  func profile() throws {
    let folder = try ExampleFolder(Self.files)
    let ended = try run(folder, ["--profile", "zz", "nowhere.sluice"])
    #expect(ended.output.contains("there is no notebook nowhere.sluice"))
    #expect(ended.complaint.contains("no notebook here has a profile zz"))
    #expect(ended.status == 6)
  }

  @Test("A check that is stopped does not look like one that found nothing")
  func stopped() throws {
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = ["check", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // More than a pipe holds, so that the program surely reads, and watches for
    // Ctrl-C, once it is written.
    let notebook = input.fileHandleForWriting
    notebook.write(Data(String(repeating: "prose\n", count: 50_000).utf8))
    process.interrupt()
    notebook.write(Data(("\n" + Self.cell("print nobody")).utf8))
    try notebook.close()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(),
      as: UTF8.self)
    process.waitUntilExit()
    #expect(said.hasPrefix("FAIL <stdin>: 1 mistake\nerror[interrupted]"))
    #expect(process.terminationStatus == 130)
  }

  @Test("Every notebook is checked, though one cannot be read")
  func all() throws {
    let folder = try ExampleFolder(Self.files)
    let ended = try run(
      folder, ["nowhere.sluice", "good.sluice", "sub/bad.sluice"])
    #expect(ended.output.hasPrefix("FAIL nowhere.sluice: 1 mistake\n"))
    #expect(ended.output.hasSuffix("3 notebooks, 3 mistakes\n"))
    #expect(ended.status == 6)
  }
}

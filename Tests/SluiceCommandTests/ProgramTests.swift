import Foundation
import SluiceLibrary
import SluiceTensor
import Testing

/// The program itself, as a user runs it.
@Suite("The program") struct ProgramTests {
  /// The executable, which is built beside the tests.
  static let program =
    Bundle.allBundles.lazy
    .map { $0.bundleURL.deletingLastPathComponent() }
    .map { $0.appending(path: "sluice") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "sluice")

  struct Ended {
    var output: String
    var complaint: String
    var status: Int32

    /// The output with `TIME` for how long things took.
    var withoutTimes: String {
      output.replacing(/"seconds":[0-9.]+/, with: "\"seconds\":TIME")
        .replacing(/\(\d+\.\d s\)/, with: "(TIME)")
    }
  }

  /// Runs the program and waits for its end.
  static func run(
    _ arguments: [String], input: String = "", in folder: String? = nil,
    program: URL = program
  ) throws -> Ended {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let complaint = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ended(
      output: String(decoding: output, as: UTF8.self),
      complaint: String(decoding: complaint, as: UTF8.self),
      status: process.terminationStatus)
  }

  /// Runs a line of a shell, in which the program is called `sluice`.
  static func shell(_ line: String, in folder: String) throws -> Ended {
    try run(
      ["-c", "sluice() { \"\(program.path)\" \"$@\"; }; \(line)"], in: folder,
      program: URL(filePath: "/bin/sh"))
  }

  @Test("--version and -c")
  func lines() throws {
    #expect(try Self.run(["--version"]).output == "0.1.0\n")
    let verbose = try Self.run(["--version", "--verbose"]).output
    #expect(
      verbose == "0.1.0\n" + Products.inventory.map { $0 + "\n" }.joined())
    let ended = try Self.run(["-c", "print 2 + 2"])
    #expect(ended.output == "4\n")
    #expect(ended.status == 0)
  }

  @Test("An input that is a folder or closed, and a full disk, are errors")
  func unreadable() throws {
    for (line, complaint) in [
      ("\"$0\" < /", "error[unreadable]: standard input cannot be read"),
      ("\"$0\" run - < /", "error[unreadable]: standard input cannot be read"),
      ("\"$0\" <&-", "error[unreadable]: standard input cannot be read"),
      (
        "\"$0\" -c 'print 1' > /dev/full",
        "error[unwritable]: the output cannot"
      ),
    ] {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", line, Self.program.path]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(String(decoding: said, as: UTF8.self).hasPrefix(complaint))
      #expect(process.terminationStatus == 6)
    }
  }

  @Test("A word that is no subcommand is met with what was meant")
  func misspelt() throws {
    let misspelt = try Self.run(["rnu"])
    #expect(misspelt.status == 2)
    #expect(
      misspelt.complaint.hasPrefix(
        "Error: there is no `sluice rnu`; did you mean `run`?"))
  }

  @Test("Piped commands print outputs alone and stop at the first error")
  func piped() throws {
    let ended = try Self.run([], input: "print 1\nprint x\nprint 2\n")
    #expect(ended.output == "1\n")
    #expect(
      ended.complaint == """
        error[unknown-name]: nothing is called `x`
         --> <stdin>:2:7
          |
        2 | print x
          |       ^ nothing above defines it

        """)
    #expect(ended.status == 2)
  }

  @Test("A line more in a pipe changes no other line's numbers")
  func steps() throws {
    let start = """
      corpus toy = toy_english(sentences=20, domains=[mail])
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=8 spelling=4

      """
    let end = "train net epochs=1\nprint loss(net, pos, toy.test)\n"
    let one = try Self.run([], input: start + end)
    let two = try Self.run([], input: start + "print 1\n" + end)
    let last = one.output.split(separator: "\n").last
    #expect(last != nil && two.output.split(separator: "\n").last == last)
  }

  @Test(
    "The exit code says how it ended",
    arguments: [
      ("assert 1 > 2", 1), ("print 1 +", 2), ("trian net", 2),
      ("corpus a = columns(\"nowhere\")", 6),
      ("print 1 / 0", 3), ("print 1", 0),
    ] as [(String, Int32)])
  func status(line: String, status: Int32) throws {
    #expect(try Self.run(["-c", line]).status == status)
  }

  @Test("Options that there are not end with 2")
  func usage() throws {
    #expect(try Self.run(["--nonsense"]).status == 2)
    #expect(try Self.run(["bench", "--batch", "0"]).status == 2)
    #expect(try Self.run(["run", "nowhere.sluice"]).status == 6)
  }

  @Test("A notebook runs from a file and from a pipe")
  func notebooks() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = """
      # A title

      ```sluice
      param n: number = 2 in 1..9
      ```

      ```sluice
      print n * 10
      ```

      """
    try text.write(
      toFile: "\(folder)/doc.sluice", atomically: true, encoding: .utf8)
    #expect(
      try Self.run(["run", "--quiet", "doc.sluice"], in: folder).output
        == "20\n")
    #expect(
      try Self.run(["run", "--quiet", "-"], input: text).output == "20\n")
    #expect(
      try Self.run(["run", "--quiet", "-p", "n=3", "doc.sluice"], in: folder)
        .output == "30\n")
    #expect(
      try Self.run(["run", "-p", "m=3", "doc.sluice"], in: folder).status == 2)
    #expect(
      try Self.run(["run", "-p", "n=30", "doc.sluice"], in: folder).status == 2)

    let whole = try Self.run(["run", "doc.sluice"], in: folder).output
    #expect(
      whole == """

        A title
        ═══════

            param n: number = 2 in 1..9
            print n * 10
        20

        """)
  }
}

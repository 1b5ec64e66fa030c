import Foundation
import Testing

/// Where a file may not grow any more, as on a full disk, nothing is lost and
/// what could not be written is said.
@Suite("No room for a file") struct FullDiskTests {
  private static let cells = (0..<60)
    .map { NotebookCommandTests.cell("print   \($0)", "") + "\n" }.joined()

  /// Runs the program with files of so many blocks at most.
  private func run(
    _ arguments: String, blocks: Int, in folder: String
  ) throws -> ProgramTests.Ended {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = [
      "-c", "ulimit -f \(blocks); '\(ProgramTests.program.path)' \(arguments)",
    ]
    shell.currentDirectoryURL = URL(filePath: folder)
    let (stdout, stderr) = (Pipe(), Pipe())
    (shell.standardOutput, shell.standardError) = (stdout, stderr)
    try shell.run()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let complaint = stderr.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return ProgramTests.Ended(
      output: String(decoding: output, as: UTF8.self),
      complaint: String(decoding: complaint, as: UTF8.self),
      status: shell.terminationStatus)
  }

  private static let reason =
    "  = hint: check that you may write there, and that the disk is not full\n"

  @Test(
    "A notebook stays as it was",
    arguments: [
      "accept doc.sluice", "fmt doc.sluice", "strip doc.sluice",
      "accept --cell 60 doc.sluice",
    ])
  func notebooks(command: String) throws {
    let old =
      Self.cells + "```sluice\nprint 1\n```\n\n```output\n1\n```\n"
    let folder = try ExampleFolder(["doc.sluice": old])
    let ended = try run(command, blocks: 1, in: folder.path)
    #expect(
      ended.complaint
        == "error[unwritable]: doc.sluice cannot be written\n" + Self.reason)
    #expect(ended.status == 6)
    #expect(try folder.read("doc.sluice") == old)
    #expect(folder.names == ["doc.sluice"])
  }

  @Test(
    "What a command saves is whole, old or new",
    arguments: [
      ("sweep s i=1..2000 { let v = i }\nsave s \"FILE\"", "s.csv"),
      (
        "corpus c = toy_english(sentences=20)\ntask t = c.pos\n"
          + "network n tasks=[t] layers=1 hidden=4\nsave n \"FILE\"",
        "n.safetensors"
      ),
      (
        "corpus c = toy_english(sentences=20)\ntask t = c.pos\n"
          + "network n tasks=[t] layers=1 hidden=4\n"
          + "train n epochs=2 dev=none\nplot n loss to=\"FILE\"", "n.svg"
      ),
    ])
  func saved(commands: String, file: String) throws {
    let folder = try ExampleFolder([
      file: "old", "doc.txt": commands.replacing("FILE", with: file) + "\n",
    ])
    let ended = try run("< doc.txt", blocks: 1, in: folder.path)
    #expect(
      ended.complaint.contains(
        "error[unwritable]: \(file) cannot be written\n"),
      "\(ended.complaint)")
    #expect(ended.complaint.hasSuffix(Self.reason))
    #expect(ended.status == 6)
    #expect(try folder.read(file) == "old")
    #expect(folder.names == ["doc.txt", file].sorted())
  }

  @Test("Rows of a sweep that were kept are whole, and are used again")
  func rows() throws {
    let folder = try ExampleFolder([
      "doc.txt":
        "sweep s i=1..40 to=\"rows.csv\" { let v = i / 3 }\nprint sum(s.v)\n"
    ])
    let ended = try run("< doc.txt", blocks: 4, in: folder.path)
    #expect(ended.status == 6)
    #expect(
      ended.complaint.contains(
        "error[unwritable]: rows.jsonl cannot be written"))
    let rows = try folder.read("rows.jsonl")
    #expect(rows.hasSuffix("\n"))
    let count = rows.split(separator: "\n").count - 1
    #expect(count > 2)
    let again = try ProgramTests.run(
      [], input: try folder.read("doc.txt"), in: folder.path)
    #expect(
      again.output == """
        s: 40 runs over i; v
        note: \(count) of 40 rows from rows.jsonl
        273.3333

        """)
    #expect(try folder.read("rows.jsonl").hasPrefix(rows))
  }
}

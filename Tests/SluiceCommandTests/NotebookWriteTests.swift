import Foundation
import Testing

/// `accept`, `fmt` and `strip`, as a user calls them.
@Suite("Commands that write notebooks") struct NotebookWriteTests {
  @Test("Ctrl-C at the question of accept -i ends it, and nothing is recorded")
  func interruptedQuestion() throws {
    let text =
      NotebookCommandTests.cell("print 1") + "\n"
      + NotebookCommandTests.cell("print 2")
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

  @Test("accept records, asks with -i, takes one cell, and then tests pass")
  func accept() throws {
    let text =
      NotebookCommandTests.cell("print 1", "#a") + "\n"
      + NotebookCommandTests.cell("print 2", "#b")
    let folder = try ExampleFolder(["doc.sluice": text])
    #expect(
      try folder.run("accept", "--cell", "b", "doc.sluice").output == """
        doc.sluice:5 #b: new
        + 2

        doc.sluice: recorded 1 output

        """)
    #expect(
      try folder.read("doc.sluice") == text + "\n```output\n2\n```\n")
    let asked = try ProgramTests.run(
      ["accept", "-i", "doc.sluice"], input: "perhaps\nn\n", in: folder.path)
    #expect(asked.output.hasSuffix("doc.sluice: nothing to record\n"))
    #expect(try folder.run("accept", "doc.sluice").status == 0)
    #expect(try folder.run("test", "doc.sluice").status == 0)
    #expect(
      try folder.run("accept", "doc.sluice").output
        == "doc.sluice: nothing to record\n")
    #expect(
      try folder.run("accept", "--cell", "c", "doc.sluice").complaint
        == """
        error[unknown-name]: doc.sluice has no cell c
          = hint: it has 2 cells; a number counts from 1

        """)
  }

  @Test("q, and the end of input, end accept; what failed is still told")
  func quitting() throws {
    let text =
      NotebookCommandTests.cell("print 1") + "\n"
      + NotebookCommandTests.cell("print 1 / 0")
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
      "a.sluice": NotebookCommandTests.cell("print 1 / 0"),
      "b.sluice": "```sluice\nprint 2\n",
    ])
    let ended = try folder.run("accept", "a.sluice", "b.sluice")
    #expect(ended.complaint.contains("error[division-by-zero]"))
    #expect(ended.complaint.contains("error[bad-notebook]"))
    #expect(ended.status == 3)
  }

  @Test("accept refuses an error, keeps the rest, and ends as the error says")
  func refused() throws {
    let text =
      NotebookCommandTests.cell("print 1") + "\n"
      + NotebookCommandTests.cell("print 1 / 0") + "\n"
      + NotebookCommandTests.cell("print 3")
    let folder = try ExampleFolder(["doc.sluice": text])
    let ended = try folder.run("accept", "doc.sluice")
    #expect(ended.status == 3)
    #expect(ended.complaint.hasPrefix("error[division-by-zero]"))
    let recorded = try folder.read("doc.sluice")
    #expect(recorded.components(separatedBy: "```output").count == 3)
    #expect(
      try folder.run("accept", "--allow-errors", "doc.sluice").status == 0)
    #expect(
      try folder.read("doc.sluice").contains(
        "```sluice error=division-by-zero\nprint 1 / 0\n"))
    #expect(try folder.run("test", "doc.sluice").status == 0)
  }

  @Test("accept and fmt write through a link, and leave what they cannot read")
  func links() throws {
    let folder = try ExampleFolder([
      "real/doc.sluice": NotebookCommandTests.cell("print   1")
    ])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.sluice",
      withDestinationPath: "real/doc.sluice")
    #expect(try folder.run("fmt", "link.sluice").status == 0)
    #expect(try folder.run("accept", "link.sluice").status == 0)
    #expect(
      try folder.read("real/doc.sluice")
        == NotebookCommandTests.cell("print 1") + "\n```output\n1\n```\n")
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
      "doc.sluice": odd, "wrong.sluice": NotebookCommandTests.cell("print ("),
    ])
    let asked = try folder.run("fmt", "--check", "doc.sluice")
    #expect(asked.status == 1)
    #expect(asked.output == "doc.sluice would change\n")
    #expect(try folder.read("doc.sluice") == odd)
    let done = try folder.run("fmt", "wrong.sluice", "doc.sluice")
    #expect(done.status == 2)
    #expect(done.output == "doc.sluice\n")
    #expect(
      try folder.read("wrong.sluice") == NotebookCommandTests.cell("print ("))
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

      """.replacing("\n", with: "\r\n")
    #expect(try folder.read("doc.sluice") == laidOut)
    #expect(try folder.run("fmt", "--check", "doc.sluice").status == 0)
    #expect(try folder.run("test", "doc.sluice").status == 0)
    #expect(try folder.run("strip", "doc.sluice").status == 0)
    #expect(
      try folder.read("doc.sluice")
        == laidOut.replacing(
          "```output\r\n[1, 2]\r\n```\r\n\r\n", with: ""))
  }

  @Test("Killed at any moment, accept and fmt leave the old or the new file")
  func killed() throws {
    let old =
      "# Odd\n"
      + (0..<300).map { NotebookCommandTests.cell("print   \($0)") + "\n" }
      .joined()
    for command in ["accept", "fmt"] {
      let folder = try ExampleFolder(["doc.sluice": old])
      _ = try folder.run(command, "doc.sluice")
      let new = try folder.read("doc.sluice")
      #expect(new != old)
      let start = ContinuousClock.now
      try folder.write(old, to: "doc.sluice")
      _ = try folder.run(command, "doc.sluice")
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

  @Test("Who may read a notebook may read it after it was written")
  func permissions() throws {
    let folder = try ExampleFolder([
      "a.sluice": NotebookCommandTests.cell("print 1")
    ])
    let path = "\(folder.path)/a.sluice"
    for mode in [0o600, 0o640, 0o755] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: path)
      try folder.write(
        NotebookCommandTests.cell("print \(mode)"), to: "a.sluice")
      #expect(try folder.run("accept", "a.sluice").status == 0)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
  }

  @Test("A report that cannot be written is an error, and a device stays one")
  func device() throws {
    let folder = try ExampleFolder([
      "a.sluice": NotebookCommandTests.cell("print 1")
    ])
    let ended = try folder.run("test", "a.sluice", "--junit", "/dev/full")
    #expect(ended.status == 6)
    #expect(ended.complaint.contains("error[unwritable]: /dev/full"))
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[
      .type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }
}

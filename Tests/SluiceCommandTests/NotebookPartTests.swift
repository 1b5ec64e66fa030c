import Foundation
import Testing

/// Parts of a notebook, grids over its parameters, and its state at the prompt.
struct NotebookPartTests {
  private static let text = """
    # One

    ```sluice #a
    let a = 2
    print a
    ```

    Second.

    ```sluice #b
    print a * 2
    ```

    ```output
    5
    ```

    Third.

    ```sluice #c
    print a * 3
    ```

    """

  @Test func `a part of a run is shown, and what is above runs silently`()
    throws
  {
    let folder = try ExampleFolder(["doc.sluice": Self.text])
    let ran = try folder.run("run", "--from", "b", "--until", "2", "doc.sluice")
    #expect(ran.output == "\nSecond.\n\n    print a * 2\n4\n")
    #expect(ran.status == 0)
    let tested = try folder.run(
      "test", "--cell", "#c", "--junit", "report.xml", "doc.sluice")
    #expect(
      tested.withoutTimes
        == "ok   doc.sluice: 1 cell, nothing compared (TIME)\n")
    #expect(try folder.read("report.xml").contains("skipped=\"2\""))
    #expect(try folder.run("test", "--from", "b", "doc.sluice").status == 1)
    let swapped = try folder.run(
      "run", "--from", "c", "--until", "a", "doc.sluice")
    #expect(swapped.status == 2)
    let unknown = try folder.run("run", "--cell", "bb", "doc.sluice")
    #expect(unknown.complaint.contains("did you mean `b`?"))
  }

  @Test func `a table has a row for each combination`() throws {
    let folder = try ExampleFolder([
      "doc.sluice": """
      ```sluice
      param n: int = 1 in 0..9
      param m = one in [one, two]
      let half = 1 / n
      ```

      """
    ])
    let ran = try folder.run(
      "run", "-p", "n=0..1", "-p", "m=one,two", "--table", "t.csv",
      "doc.sluice")
    #expect(ran.status == 3)
    #expect(ran.output == "t.csv: 4 runs, 2 failed\n")
    #expect(
      try folder.read("t.csv") == """
        n,m,half,error,failure
        0,one,,this divides by zero,division-by-zero
        0,two,,this divides by zero,division-by-zero
        1,one,1,,
        1,two,1,,

        """)
    let refused = try folder.run(
      "run", "-p", "n=0..20", "--table", "t.csv", "doc.sluice")
    #expect(refused.status == 2 && refused.output == "")
    let plain = try folder.run("run", "-p", "n=0..2", "doc.sluice")
    #expect(plain.complaint.contains("add --table FILE.csv"))
  }

  @Test(arguments: [1, 2])
  func `a table that is stopped has the rows that are there`(
    _ first: Int
  ) throws {
    let folder = try ExampleFolder([
      "doc.sluice": """
      ```sluice
      param n = 1
      if n > 1 {
      sweep t a=[1] { let b = a }
      save t "out/begun.csv"
      \(NotebookCommandTests.training)
      }
      let m = n
      ```

      """,
      "t.csv": "earlier\n",
    ])
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = [
      "run", "-p", "n=\(first)..3", "--table", "t.csv", "doc.sluice",
    ]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let hasBegun = folder.waits(for: "out/begun.csv")
    #expect(hasBegun)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    // Where no run has ended, what was there stays.
    #expect(
      try folder.read("t.csv") == (first == 1 ? "n,m\n1,1\n" : "earlier\n"))
  }

  @Test func `two notebooks are compared, and one comes back from Jupyter`()
    throws
  {
    let folder = try ExampleFolder([
      "a.sluice": Self.text,
      "b.sluice": Self.text.replacing("\n5\n", with: "\n6\n"),
      "c.ipynb": #"{"nbformat":4,"cells":[]}"#,
    ])
    #expect(
      try folder.run("diff", "a.sluice", "a.sluice").output
        == "the same: 3 cells\n")
    let other = try folder.run("diff", "a.sluice", "b.sluice")
    #expect(other.status == 1)
    #expect(
      other.output == """
        #b a.sluice:15 b.sluice:15: another recorded output
        @ a.sluice:15
        - 5
        + 6
        ~ a.sluice:15: 5 → 6: off by 1, tolerance 0

        1 of 3 cells differs

        """)
    #expect(try folder.run("diff", "a.sluice", "none").status == 6)
    #expect(try folder.run("import", "c.ipynb").status == 0)
    #expect(try folder.read("c.sluice") == "")
    #expect(try folder.run("import", "c.ipynb").status == 6)
  }

  @Test func `commands go on from the state of a notebook`() throws {
    let folder = try ExampleFolder(["doc.sluice": Self.text])
    let ended = try folder.run("-i", "doc.sluice", "-c", "print a + 40")
    #expect(ended.output == "2\n4\n6\n42\n")
    // After a failed cell the prompt has what was done before it.
    try folder.write(
      "```sluice\nlet a = 7\n```\n\n```sluice #bad\nprint 1 / 0\n```\n",
      to: "bad.sluice")
    let prompt = try Dialogue(
      ["-i", "bad.sluice"], home: folder.path, in: folder.path)
    let start = prompt.settled { $0.current == "sluice> " }.text()
    #expect(start.contains("error[division-by-zero]"))
    #expect(start.contains("the state is as it was before #bad"))
    #expect(prompt.shows(after: "print a\n").contains("\n7\n"))
    #expect(
      prompt.shows(after: "undo\n").contains("undone: :load bad.sluice"))
  }
}

import Testing

/// Rows of sweeps on file, as several programs see them.
@Suite("Rows on file in the program") struct KeptRowsTests {
  @Test("Three programs share the runs of a sweep, and print the same table")
  func shared() throws {
    let folder = try ExampleFolder([
      "s.txt": """
      sweep t i=1..40 to="rows.jsonl" {
        let texts = ["short", "a text that is much longer than the other"]
        let value = sum([i, i / 3])
      }
      print sum(t.value)
      print t.value

      """
    ])
    // The parts of a pipe run side by side.
    let parts = (0..<3).map {
      "{ sluice < s.txt > out\($0).txt 2> error\($0).txt; echo $? > status\($0); }"
    }
    _ = try ProgramTests.shell(
      parts.joined(separator: " | "), in: folder.path)
    for number in 0..<3 {
      #expect(try folder.read("status\(number)") == "0\n")
    }
    let tables = try (0..<3).map { number in
      try folder.read("out\(number).txt").split(separator: "\n").suffix(2)
    }
    #expect(tables[0] == tables[1] && tables[0] == tables[2])
    let rows = try folder.read("rows.jsonl")
    #expect(rows.split(separator: "\n").count == 41)
    #expect(rows.hasSuffix("}\n"))
  }

  @Test(
    "Rows that an earlier run kept are no evidence in a test, forged or not",
    arguments: ["rows.csv", "rows.jsonl"])
  func fresh(file: String) throws {
    let folder = try ExampleFolder([
      "n.sluice": """
      ```sluice
      sweep t i=1..2 to="out/\(file)" { let value = i / 4 }
      print t.value
      ```

      """
    ])
    #expect(try folder.run("accept", "n.sluice").status == 0)
    #expect(try folder.run("run", "n.sluice").status == 0)
    let kept = try folder.read("out/rows.jsonl")
    let forged = kept.replacing("\"values\":[0.25]", with: "\"values\":[0.75]")
    #expect(forged != kept)
    try folder.write(forged, to: "out/rows.jsonl")
    let test = try folder.run("test", "n.sluice")
    #expect(test.status == 0, "\(test.output)")
    #expect(try folder.read("out/rows.jsonl") == forged)
    // What is forged is taken where rows are taken at all: by `run`.
    #expect(try folder.run("run", "n.sluice").output.contains("0.75"))
    let accepted = try folder.run("accept", "n.sluice")
    #expect(accepted.status == 0)
    #expect(try folder.read("n.sluice").contains("[0.25, 0.5]"))
  }
}

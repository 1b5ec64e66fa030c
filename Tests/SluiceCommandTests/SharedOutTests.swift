import Foundation
import Testing

/// Notebooks that are tested at the same time and write the same file.
@Suite("Notebooks that share out/") struct SharedOutTests {
  /// Saves a table under a name that others use, and reads what it saved.
  private static func notebook(_ number: Int, _ file: String) -> String {
    NotebookCommandTests.cell(
      """
      sweep s i=1..3 { let v = i * \(number) }
      save s "out/\(file)"
      for k in 1..2000 { let a\(number) = k }
      corpus c = columns("out/\(file)", separator=comma, columns=[i, v])
      task t = c.v
      print t
      """, "")
  }

  @Test(
    "Each reads what it wrote itself",
    arguments: [
      ["x.csv", "x.csv", "x.csv", "x.csv"],
      ["x.csv", "y.csv", "x.csv", "y.csv"],
      ["x.csv", "y.csv", "z.csv", "z.csv"],
      ["a/x.csv", "a/x.csv", "x.csv", "x.csv"],
    ])
  func own(names: [String]) throws {
    var files: [String: String] = [:]
    for (number, name) in names.enumerated() {
      files["n\(number).sluice"] = Self.notebook(number + 1, name)
    }
    let folder = try ExampleFolder(files)
    // Recorded one after the other.
    #expect(try folder.run("accept", ".").status == 0)
    for _ in 0..<3 {
      let tested = try folder.run("test", "--jobs", "4", ".")
      #expect(tested.status == 0, "\(tested.output)")
      #expect(
        tested.withoutTimes == (0..<4).map {
          "ok   n\($0).sluice: 1 of 1 cell compared, all as recorded (TIME)\n"
        }.joined() + "4 notebooks, all as recorded (TIME)\n")
    }
  }
}

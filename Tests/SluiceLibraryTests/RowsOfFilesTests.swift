import Foundation
import SluiceEvaluator
import Testing

/// `rows("FILE")`: what it reads of tables and of kept rows, and what it says of
/// others.
@Suite("Rows of files") struct RowsOfFilesTests {
  /// Rows of two sweeps, as a program wrote them.
  private static let kept = """
    {"sluice":"rows"}
    \(row("i", 1, "0a"))
    \(row("i", 2, "0a", kernels: "AVX2"))
    \(row("j", 7, "0b", version: 0))

    """

  private static func row(
    _ axis: String, _ value: Int, _ sweep: String, kernels: String = "AVX-512",
    version: Int = 1
  ) -> String {
    #"{"row":{"axes":["\#(axis)"],"columns":["v"],"origin":{"cautions":[],"#
      + #""files":[],"kernels":"\#(kernels)","version":\#(version)},"#
      + #""run":[\#(value)],"sweep":"\#(sweep)","values":[\#(value)]}}"#
  }

  @Test(
    "A file that is none, or that leaves something open, is told, with its line",
    arguments: [
      (
        "f.csv", "a,a\n1,2\n",
        "the first line names two columns alike, or one"
          + " not at all (the first line names each column)"
      ),
      (
        "f.csv", "a,b\n1\n",
        "line 2 has 1 value, the first 2 (each line has a"
          + " value for each name of the first line)"
      ),
      (
        "f.csv", "a,b\n1,\"2\n",
        "the quotes of this field do not close (a quote"
          + " within quotes is written twice)"
      ),
      (
        "f.csv", "a;b\n1;2\n",
        "the first line has no comma (values stand between"
          + " commas here)"
      ),
      (
        "f.csv", "a\tb\n1\t2\n",
        "the first line has no comma (values stand"
          + " between commas here)"
      ),
      (
        "f.csv", "\n \n",
        "f.csv is empty (check that the right file was named"
          + " and copied completely)"
      ),
      (
        "f.jsonl", "{\"sluice\":\"rows\"}\n",
        "f.jsonl holds no row yet (rows are"
          + " there as soon as runs have ended)"
      ),
      (
        "f.jsonl", "{\"sluice\":\"rows\"}\n{\"row\":{}}\n",
        "this line is no row"
          + " of a sweep (remove the line, or copy the file again)"
      ),
      (
        "f.jsonl", kept,
        "f.jsonl holds rows of 2 sweeps (say which, with"
          + " sweep=1: 1 has 2 runs over i; v · 2 has 1 run over j; v)"
      ),
    ])
  func refused(name: String, text: String, told: String) throws {
    let notes = try Notes("let t = rows(\"\(name)\")", files: [name: text])
    #expect(notes.mistakes == [told])
  }

  @Test("Rows that came about in different ways, or were cut, are noted")
  func remarks() throws {
    let notes = try Notes(
      "let t = rows(\"k.jsonl\", sweep=1)\nshow t",
      files: ["k.jsonl": Self.kept + "{\"row\":"])
    #expect(
      notes.notes == [
        "matrices were multiplied in different ways, so that last digits may"
          + " differ: AVX-512; AVX2",
        "the last line of k.jsonl was cut short, and is left out",
      ])
    let two = try Notes(
      "let t = rows(\"k.jsonl\")\nshow t",
      files: [
        "k.jsonl": "{\"sluice\":\"rows\"}\n" + Self.row("i", 1, "0a") + "\n"
          + Self.row("i", 2, "0a", version: 0) + "\n"
      ])
    #expect(
      two.notes == [
        "the rows are of versions of the program that give different results:"
          + " 0, 1"
      ])
  }
}

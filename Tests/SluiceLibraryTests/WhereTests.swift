import SluiceEvaluator
import Testing

/// `where(TABLE, COLUMN, VALUE)`: some of a table's runs.
@Suite("Runs that have a value") struct WhereTests {
  private static let table =
    "sweep t method=[hard, single] size=[1, 2, 3]"
    + " { let score = if_else(method == \"hard\", size, 10 * size) }\n"

  private func said(_ line: String) -> String {
    var session = Session()
    let said = session.said(to: Self.table + line, mode: .prompt)
    return said.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  @Test(
    "A value, a word, a text, a list or a range chooses runs",
    arguments: [
      ("where(t, size, 2).score", "[2, 20]"),
      ("where(t, method, single).score", "[10, 20, 30]"),
      ("where(t, \"method\", \"single\").score", "[10, 20, 30]"),
      ("where(t, size, [1, 3]).score", "[1, 3, 10, 30]"),
      ("where(t, method, [single, low]).score", "[10, 20, 30]"),
      ("where(t, size, 2..3).score", "[2, 3, 20, 30]"),
      ("where(t, score, 3).size", "[3]"),
      ("where(where(t, method, hard), size, 3).score", "[3]"),
    ])
  func chosen(expression: String, shown: String) {
    #expect(said("print " + expression) == shown)
  }

  @Test("What is the same in all of them is no longer what was varied")
  func axes() {
    #expect(
      said("let part = where(t, method, hard)\nshow part").contains(
        """
        size  method  score
           1  hard        1
        """))
  }

  @Test("A column is meant before a variable of its name")
  func shadowed() {
    #expect(
      said(
        """
        sweep u method=[hard, single] size=1..2 { let twice = 2 * mean(where(where(t, method, method), size, size).score) }
        print u.twice
        let size = "method"
        compare t of=score by=size over=method better=neither
        """
      ).contains("[2, 4, 20, 40]\n"))
    #expect(
      said("let which = \"size\"\nprint where(t, which, 1).score") == "[1, 10]")
  }

  @Test(
    "What a table has not is told",
    arguments: [
      (
        "where(t, siz, 2)", "t has no column siz here (did you mean `size`?)"
      ),
      ("where(t, size, 4)", "no run of t has the size 4 (it has 1, 2, 3)"),
      (
        "where(t, method, [low, split])",
        "no run of t has the method low or split (it has hard, single)"
      ),
      (
        "where(3, size, 4)",
        "expected a table, found a number (make one: sweep"
          + " runs method=[hard, sluice] seed=1..3 { … })"
      ),
    ])
  func refused(expression: String, told: String) throws {
    let notes = try Notes(Self.table + "let part = " + expression, files: [:])
    #expect(notes.mistakes == [told])
  }

  @Test(
    "The first that reaches a value",
    arguments: [
      ("[0.5, 0.8, 0.9], 0.75", "2"), ("[0.5, 0.8, 0.9], 0.5", "1"),
      ("[3], 4", "missing"),
    ])
  func reached(arguments: String, shown: String) {
    #expect(said("print reached(\(arguments))") == shown)
  }
}

import SluiceDiagnostics
import SluiceNotebook
import Testing

struct NotebookDiffTests {
  private static let text = """
    <!-- sluice: rtol=0.01 -->
    # One

    ```sluice #a
    let a = 2
    print a
    ```

    ```output
    2
    ```

    Then.

    ```sluice
    print a / 3
    ```

    ```output
    0.6667
    ```

    """

  /// What two notebooks differ in: what, where, and the lines.
  private func changes(
    from old: String = text, _ new: String, isExact: Bool = false
  ) throws -> [String] {
    let diff = NotebookDiff(
      ComparedNotebook(try Notebook(old, name: "old")),
      ComparedNotebook(try Notebook(new, name: "new")), isExact: isExact)
    return diff.changes.flatMap { change in
      ["\(change.what.rawValue) \(change.cell ?? "")"] + change.lines
    }
  }

  @Test func `numbers within the tolerances, and blanks, do not differ`() throws
  {
    let new = Self.text.replacing("0.6667", with: "0.6687")
      .replacing("\n\nThen.", with: "\n\n\nThen.  ")
    #expect(try changes(new) == [])
    #expect(
      try changes(new, isExact: true) == [
        "output cell 2", "@ old:20", "- 0.6667", "+ 0.6687", "prose ",
        "@ old:13", "- Then.", "+ ", "+ Then.  ",
      ])
  }

  @Test func `each part of a cell is told apart, with its place`() throws {
    let new = Self.text.replacing("let a = 2", with: "let a = 3")
      .replacing("0.6667", with: "1").replacing("#a", with: "#a timeout=5s")
      .replacing("Then.", with: "Now.").replacing("0.01", with: "0.1")
    #expect(
      try changes(new) == [
        "settings ", "- seed=1 rtol=0.01", "+ seed=1 rtol=0.1",
        "code #a", "@ old:5", "- let a = 2", "+ let a = 3",
        "options #a", "+ timeout=5s",
        "output cell 2", "@ old:20", "- 0.6667", "+ 1",
        "~ old:20: 0.6667 → 1: off by 0.3333, tolerance 0.0067",
        "prose ", "@ old:13", "- Then.", "+ Now.",
      ])
  }

  @Test func `cells are known by their names, their commands, or likeness`()
    throws
  {
    func cells(_ cells: [String]) -> String {
      cells.map { "```sluice \($0)\n```\n" }.joined(separator: "\n")
    }
    let old = cells(["#x\nprint 1", "\nprint 2", "\nlet b = 3 + 4", "\nshow b"])
    let new = cells(["\nprint 2", "#x\nprint 1", "\nlet b = 3 + 5"])
    #expect(
      try changes(from: old, new) == [
        "moved #x", "code cell 3", "@ old:10", "- let b = 3 + 4",
        "+ let b = 3 + 5", "removed cell 4", "- show b",
      ])
  }

  @Test func `two runs differ in what cells printed`() throws {
    func run(_ printed: String) throws -> ComparedNotebook {
      let lines = """
        {"event":"notebook","file":"doc"}
        {"cell":"#a","event":"cell","file":"doc","line":3,"options":["#a"],"text":"print b\\n"}
        {"cell":"#a","event":"output","file":"doc","line":3,"text":"\(printed)"}
        {"event":"end","file":"doc","parameters":{"b":"\(printed)"},"status":0}
        """
      #expect(ComparedNotebook.isRun(Array(lines.utf8)))
      return try ComparedNotebook(run: Array(lines.utf8), name: "run")
    }
    #expect(NotebookDiff(try run("2"), try run("2")).isSame)
    let diff = NotebookDiff(try run("2"), try run("3"))
    #expect(diff.changes.map(\.what) == [.parameters, .output])
    #expect(
      diff.changes[1].lines == [
        "@ run #a:1", "- 2", "+ 3", "~ run #a:1: 2 → 3: off by 1, tolerance 0",
      ])
  }

  @Test func `a line that is no event is a mistake with its place`() throws {
    let mistake = #expect(throws: Diagnostic.self) {
      try ComparedNotebook(
        run: Array("{\"event\":\"notebook\"}\nnone\n".utf8), name: "run")
    }
    #expect(mistake?.code == .badLine && mistake?.place?.line == 2)
  }
}

import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

/// What is printed and looks like a wildcard stands for itself once recorded.
@Suite("Wildcards that are printed") struct WildcardTests {
  /// A printed line, how it is recorded, and lines that it is not.
  struct Case: CustomTestStringConvertible {
    var printed, recorded: String
    var others: [String]
    var testDescription: String { printed }
    init(_ printed: String, _ recorded: String, not others: String...) {
      (self.printed, self.recorded, self.others) = (printed, recorded, others)
    }
  }

  static let cases = [
    Case("...", #"\..."#, not: "anything", #"\..."#, "..", ""),
    Case("  ...", #"  \..."#, not: "  x"),
    Case(#"\..."#, #"\\..."#, not: "...", #"\\..."#),
    Case("a [..] b", #"a [\..] b"#, not: "a x b", "a  b", #"a [\..] b"#),
    Case("[..][..]", #"[\..][\..]"#, not: "[..]", "xx", "[..]x"),
    Case(#"[\..]"#, #"[\\..]"#, not: "[..]", #"[\\..]"#),
    // What is no wildcard is recorded as it is.
    Case("....", "....", not: "..."),
    Case("[...]", "[...]", not: "[..]"),
    Case("... [.. ]", "... [.. ]", not: "..."),
    Case("wait...", "wait...", not: "wait", "wait more"),
  ]

  /// A notebook of a cell that prints a line.
  private func printing(_ line: String, _ output: String?) throws -> Notebook {
    let text = line.replacing("\\", with: "\\\\")
    return try Notebook(
      "```sluice\nprint \"\(text)\"\n```\n"
        + (output.map { "\n```output\n\($0)\n```\n" } ?? ""), name: "doc")
  }

  private func tested(_ notebook: Notebook) -> CellResult? {
    var test = NotebookTest(NotebookRun(notebook, in: Session()))
    return test.results().first
  }

  @Test("It is escaped when it is recorded, and read back", arguments: cases)
  func recorded(_ one: Case) throws {
    // New, and in the place of something else.
    for old in [nil, "old"] {
      let notebook = try printing(one.printed, old)
      let result = try #require(tested(notebook))
      var recording = Recording(notebook, profile: nil)
      let change = try #require(recording.change(of: result))
      #expect(change.lines == [one.recorded])
      try recording.keep(change, of: result)
      let now = try Notebook(recording.text, name: "doc")
      #expect(tested(now)?.verdict.word == "passed")
    }
  }

  @Test("It stands for nothing else", arguments: cases)
  func alone(_ one: Case) throws {
    for other in one.others {
      #expect(
        tested(try printing(other, one.recorded))?.verdict.word == "differs",
        "\(other)")
    }
  }

  @Test("A wildcard that the author wrote stays one")
  func kept() throws {
    for (printed, wildcard) in [("a 7 b", "a [..] b"), ("...", "...")] {
      let notebook = try printing(printed, wildcard)
      #expect(tested(notebook)?.verdict.word == "passed")
    }
  }

  @Test("An error that is recorded has no wildcard either")
  func errors() throws {
    let notebook = try Notebook(
      "```sluice\nprint [..] \"...\"\n```\n", name: "doc")
    let result = try #require(tested(notebook))
    var recording = Recording(notebook, profile: nil)
    recording.allowsErrors = true
    let change = try #require(recording.change(of: result))
    #expect(change.lines.contains(#"1 | print [\..] "...""#))
    try recording.keep(change, of: result)
    let now = try Notebook(recording.text, name: "doc")
    #expect(tested(now)?.verdict.word == "passed")
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook
import Testing

struct ParameterGridTests {
  private func run(_ commands: String) throws -> NotebookRun {
    NotebookRun(
      try Notebook("```sluice\n\(commands)\n```\n", name: "doc"),
      in: Session(Environment(registry: .standard)))
  }

  private static let parameters = """
    param n: int = 1
    param method = hard in [hard, sluice]
    param span: range = 1..2
    param names: list = [a, b]
    """

  /// The combinations that some values make, each in words.
  private func combinations(
    _ given: [(String, String)]
  ) throws -> [String] {
    let grid = try ParameterGrid(
      given.map { ($0.0, Given($0.1)) },
      of: try run(Self.parameters).parameters)
    return grid.combinations.map { row in
      zip(grid.axes, row).map { "\($0.name)=\($1.text)" }
        .joined(separator: " ")
    }
  }

  @Test func `ranges and lists are varied, the last fastest`() throws {
    #expect(
      try combinations([("n", "1..2"), ("method", "hard,sluice")]) == [
        "n=1 method=hard", "n=1 method=sluice", "n=2 method=hard",
        "n=2 method=sluice",
      ])
    #expect(
      try combinations([("n", "[3, 5]"), ("method", "hard"), ("seed", "7")])
        == ["n=3 seed=7", "n=5 seed=7"])
  }

  @Test func `a parameter that is a range or a list has it as one value`()
    throws
  {
    #expect(try combinations([("span", "1..9"), ("names", "[a,b]")]) == [""])
    #expect(
      try combinations([("span", "1..9,2..3")]) == ["span=1..9", "span=2..3"])
  }

  @Test func `what cannot be varied is refused`() throws {
    for (text, code) in [
      ("2..1", Code.outOfRange), ("1,1", .repeatedOption),
      ("1..1000000000", .tooLong),
    ] {
      let mistake = #expect(throws: Diagnostic.self) {
        try combinations([("n", text)])
      }
      #expect(mistake?.code == code)
    }
  }

  @Test func `the table has what cells define, and why runs failed`() throws {
    let run = try run("param n: int = 1\nlet half = 1 / n\nlet l = [n]")
    let grid = try ParameterGrid(
      [("n", Given("0..2"))], of: run.parameters)
    var table = GridTable(grid, of: run)
    table.rows = grid.combinations.map { given in
      var session = run.session
      session.given = ["n": given[0]]
      return GridTable.row(NotebookRun(run.notebook, in: session))
    }
    #expect(
      table.csv == """
        n,half,error,failure
        0,,this divides by zero,division-by-zero
        1,1,,
        2,0.5,,

        """)
  }
}

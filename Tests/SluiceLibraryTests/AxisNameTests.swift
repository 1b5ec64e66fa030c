import Testing

/// What a sweep varies is told apart by its name, where it looks alike.
@Suite("Networks as an axis") struct AxisNameTests {
  private static let networks = """
    corpus toy = toy_english(sentences=4)
    task pos = toy.pos
    network one tasks=[pos] layers=1 hidden=4 word=4 spelling=2 head=4 seed=1
    network two tasks=[pos] layers=1 hidden=4 word=4 spelling=2 head=4 seed=2
    let nets = [one, two]

    """

  /// How an axis is written, and what its table says.
  static let axes = [
    (axis: "[one, two]", values: "[one, two]"),
    (axis: "nets", values: "[nets[1], nets[2]]"),
    (axis: "[[one, two], [two, one]]", values: "[[one, two], [two, one]]"),
    (axis: "[one, \"one\", 1]", values: "[one (2), \"one\", 1]"),
    (axis: "[toy.pos, toy.ner, pos]", values: "[toy.pos, toy.ner, pos]"),
  ]

  @Test(
    "Networks of one shape are two values, live and on file", arguments: axes)
  func named(axis: String, values: String) throws {
    let text = try said(
      Self.networks + """
        sweep live n=\(axis) { let parts = [n] }
        print live.n
        sweep kept n=\(axis) to="kept.csv" { let parts = length([n]) }
        print kept.n
        print rows("kept.jsonl").n
        """)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("[") }
    #expect(lines == [values[...], values[...], values[...]], "\(text)")
  }

  @Test("What is compared is each network, not all that look like it")
  func compared() throws {
    let rows = try said(
      Self.networks + """
        sweep t n=[one, two] seed=1..3 {
          train n epochs=1 dev=none seed=seed
          let s = loss(n, pos, toy.test)
        }
        compare t of=s by=n
        """)
    #expect(rows.contains("one − two"), "\(rows)")
  }

  @Test("A run's random numbers do not follow from what a network is called")
  func numbers() throws {
    func score(_ axis: String) throws -> Substring? {
      try said(
        Self.networks + """
          sweep t n=\(axis) {
            train n epochs=1 dev=none
            let s = loss(n, pos, toy.test)
          }
          print t.s
          """
      ).split(separator: "\n").last
    }
    #expect(try score("[one]") == score("[nets[1]]"))
  }
}

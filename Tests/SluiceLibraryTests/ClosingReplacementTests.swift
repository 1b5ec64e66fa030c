import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// What takes the place of what is closed, in `inspect … cost` and `closing`.
@Suite("In the place of what is closed") struct ClosingReplacementTests {
  private static let script =
    SmallNetwork.script
      + """
      network two tasks=[names, pos] layers=2 hidden=8 word=8 characters=4 spelling=4 head=8 subspaces=1 alpha=balanced seed=1
      train two epochs=12 dev=none optimizer=adam(lr=0.01)

      """

  /// What `inspect two cost` says, `#` in the place of each number.
  private func shape(_ options: String) throws -> String {
    let text = try said(Self.script + "inspect two cost on=toy.dev\(options)")
    let lines = text.split(separator: "\n")
    let start = try #require(lines.lastIndex { $0.hasPrefix("task ") })
    return lines[start...].joined(separator: "\n")
      .replacing(/[ ]+-?\d+\.\d+/, with: " #")
  }

  private static func output(_ replacement: String) -> String {
    let matrix = """
               names    pos
      names # #
      pos # #
      """
    return """
      task    loss
      names #
      pos #
      rise of the loss when this entry of α is closed, layer 1
      \(matrix)
      rise of the loss when this entry of α is closed, layer 2
      \(matrix)
      note: the receiving task's loss, in nats per token; \(replacement); row\
       receives, column sends
      """
  }

  @Test(
    "The output says which it is",
    arguments: [
      ("", "in the place of what is closed comes nothing (with=zero)"),
      (
        " with=zero", "in the place of what is closed comes nothing (with=zero)"
      ),
      (
        " with=mean",
        "in the place of what is closed comes the sender's mean state (with=mean)"
      ),
      (
        " with=\"mean\"",
        "in the place of what is closed comes the sender's mean state (with=mean)"
      ),
    ])
  func told(options: String, replacement: String) throws {
    let text = try shape(options)
    func folded(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(folded(text) == folded(Self.output(replacement)))
  }

  @Test(
    "An entry costs what closing the whole sluice does, where it is the whole",
    arguments: ["zero", "mean"])
  func agree(replacement: String) throws {
    let text = try said(
      Self.script
        + """
        inspect two cost on=toy.dev sentences=0 with=\(replacement)
        for layer in 1..2 {
          print "closing" round(closing(two, names, pos, toy.dev, layer=layer, with=\(replacement)), digits=3)
        }
        """)
    let lines = text.split(separator: "\n")
    func last(_ words: [Substring]) -> Double? {
      words.last.flatMap { Double($0) }
    }
    let rows = lines.map { $0.split(separator: " ") }
    // In the two matrices, the entry from pos.
    let entries = rows.filter { $0.first == "names" && $0.count == 3 }
      .compactMap(last)
    let whole = rows.filter { $0.first == "closing" }.compactMap(last)
    #expect(entries.count == 2)
    #expect(entries == whole && entries.contains { $0 != 0 })
  }

  @Test("What is closed again and again is measured from the open network")
  func repeated() throws {
    let session = SmallNetwork.session(after: "train net epochs=2 dev=none")
    let network = try SmallNetwork.object(
      "net", of: NetworkObject.self, in: session
    ).network
    let data = try SmallNetwork.object(
      "toy", of: CorpusObject.self, in: session
    ).selection
    func probe() throws -> SharingProbe {
      try SharingProbe(network, on: [data, data], threads: 1)
    }
    var one = try probe()
    for replacement in [SharingProbe.Replacement.mean, .zero, .mean] {
      var fresh = try probe()
      #expect(
        try one.costOfClosing(to: 0, from: 1, with: replacement)
          == fresh.costOfClosing(to: 0, from: 1, with: replacement))
    }
    var fresh = try probe()
    #expect(try one.losses() == fresh.losses())
  }

  static let refusals = [
    (
      "inspect net flow with=mean",
      "only cost closes anything (leave out with=, or write inspect net cost)"
    ),
    (
      "inspect net with=zero",
      "only cost closes anything (leave out with=, or write inspect net cost)"
    ),
    (
      "inspect net cost with=median",
      "`median` is not a valid choice here (did you mean `mean`?)"
    ),
    (
      "train net epochs=1 dev=none\nprint closing(net, names, pos, toy.dev,"
        + " with=none)",
      "`none` is not a valid choice here (choose zero, mean)"
    ),
  ]

  @Test("What cannot be is refused", arguments: refusals)
  func refused(line: String, told: String) throws {
    let notes = try Notes(SmallNetwork.script + line, files: [:])
    #expect(notes.mistakes == [told])
  }
}

import Testing

@testable import SluiceLearning

@Suite("Parse trees") struct ParseTreeTests {
  @Test("Bits become phrases with the words that are in them") func phrases()
    throws
  {
    let tree = try ParsedSentence(
      "Anna/NNP/(TOP(S(NP-SBJ*) left/VBD/(VP* Oslo/NNP/(NP*)) ./,/*))"
    ).tree
    #expect(
      tree.phrases.map { "\($0.label) \($0.parent) \($0.words)" } == [
        " 0 0..<4", "TOP 0 0..<4", "S 1 0..<4", "NP 2 0..<1", "VP 2 1..<3",
        "NP 4 2..<3",
      ])
  }

  @Test("Phrases of traces alone are left out") func traces() throws {
    let tree = try ParsedSentence(
      "go/VB/(S(VP* */-NONE-/(SBAR(NP*) */-NONE-/(S(NP*))) home/RB/(ADVP*)))"
    ).tree
    #expect(
      tree.phrases.map { "\($0.label) \($0.parent) \($0.words)" } == [
        " 0 0..<4", "S 0 0..<4", "VP 1 0..<4", "ADVP 2 3..<4",
      ])
  }

  /// A recursive reading would run out of stack, a quadratic one out of time.
  @Test(
    "Nesting of any depth is read in time that grows with its length",
    .timeLimit(.minutes(1)),
    arguments: ["S", "NP", "VP", "ADVP", "SBAR", "ADJP", "PP"])
  func deep(label: String) throws {
    let depth = 60_000
    let bits = [
      String(repeating: "(\(label)", count: depth) + "*",
      "*" + String(repeating: ")", count: depth),
    ]
    let tree = try ParseTree(
      bits.map { ArraySlice($0.utf8) },
      of: [.init(text: "we", tag: "PRP"), .init(text: "go", tag: "VBP")])
    #expect(tree.phrases.count == depth + 1)
    #expect(BaseChunks.tags(of: tree).count == 2)
    #expect(LowestPhrases.tags(of: tree).count == 2)
  }

  @Test(
    "A phrase with a word and a phrase at each level is, too",
    .timeLimit(.minutes(1)), arguments: ["S", "NP", "VP", "ADVP", "SBAR", "PP"])
  func steps(label: String) throws {
    let depth = 20_000
    let open = (0..<depth).map { _ in ArraySlice("(\(label)*".utf8) }
    let close = (0..<depth).map { _ in ArraySlice("*)".utf8) }
    let tags = ["VB", "RB"]
    let tree = try ParseTree(
      open + close,
      of: (0..<2 * depth).map { .init(text: "go", tag: tags[$0 % 2]) })
    #expect(BaseChunks.tags(of: tree).count == 2 * depth)
    #expect(LowestPhrases.tags(of: tree).count == 2 * depth)
  }
}

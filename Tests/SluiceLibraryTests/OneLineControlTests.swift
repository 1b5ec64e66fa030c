import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// Each claim about a sluice network has a control of one line.
@Suite("Controls of one line") struct OneLineControlTests {
  @Test("Apart, nothing passes between stacks, before and after training")
  func apart() throws {
    for script in ["sluice net apart", "sluice net apart\ntrain net epochs=2"] {
      let net = try SmallNetwork.network("net", after: script)
      for layer in 0..<2 {
        let alpha = try #require(net.tensor(.alpha(layer))).values
        for i in 0..<4 {
          for j in 0..<4 {
            #expect((alpha[i * 4 + j] == 0) == (i / 2 != j / 2))
          }
        }
      }
    }
  }

  @Test(
    "A single stack as large as another network",
    arguments: [
      "method=hard skip=on", "method=hard", "method=cross-stitch",
      "method=hard skip=on layers=3",
    ])
  func asLarge(options: String) throws {
    let script =
      "network big tasks=[names, pos] \(options) as_large=net word=8"
      + " characters=4 spelling=4 head=8 seed=1\n"
    let wanted = try SmallNetwork.network("net", after: "").parameterCount
    let big = try SmallNetwork.network("big", after: script)
    let unit = 2 * big.architecture.subspaces
    func count(_ hidden: Int) -> Int {
      var a = big.architecture
      a.hidden = hidden
      return ParameterLayout(
        a, words: big.vocabulary.words.count,
        characters: big.vocabulary.characters.count,
        labels: big.tasks.map(\.labels.count)
      ).count
    }
    let gap = abs(big.parameterCount - wanted)
    #expect(gap <= abs(count(big.architecture.hidden + unit) - wanted))
    #expect(Double(gap) < 0.2 * Double(wanted))
  }

  @Test("Both sizes at once are refused")
  func both() throws {
    let notes = try Notes(
      SmallNetwork.script + "network big tasks=[pos] hidden=4 as_large=net",
      files: [:])
    #expect(
      notes.mistakes == [
        "`network` takes hidden= or as_large=, not both (leave out one of them)"
      ])
  }

  @Test(
    "α starts as a word says, written or in a variable",
    arguments: [
      (
        "network n tasks=[names, pos] layers=1 hidden=4 alpha=identity", [1, 0]
      ),
      (
        "for w in [balanced, identity] {\n  network n tasks=[names, pos] layers=1"
          + " hidden=4 alpha=w\n}", [1, 0]
      ),
      (
        "let w = \"identity\"\nnetwork n tasks=[names, pos] layers=1 hidden=4"
          + " alpha=w", [1, 0]
      ),
      (
        "network n tasks=[names, pos] layers=1 hidden=4\nfor w in [balanced] {"
          + "\n  sluice n on init=w\n}", [0.25, 0.25]
      ),
      (
        "let w = 0.5\nnetwork n tasks=[names, pos] layers=1 hidden=4 alpha=w",
        [0.5, 0.5]
      ),
    ] as [(String, [Float])])
  func start(script: String, first: [Float]) throws {
    let alpha = try #require(
      try SmallNetwork.network("n", after: script).tensor(.alpha(0)))
    #expect(Array(alpha.values[..<2]) == first)
  }

  @Test("A variable that holds another word is told with its choices")
  func noStart() throws {
    let notes = try Notes(
      SmallNetwork.script + "let w = \"even\"\nsluice net on init=w", files: [:]
    )
    #expect(
      notes.mistakes == [
        "`even` is not a valid choice here (choose balanced, identity,"
          + " imbalanced or a number)"
      ])
  }
}

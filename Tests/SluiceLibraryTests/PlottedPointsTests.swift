import SluiceEvaluator
import Testing

@testable import SluiceLibrary

/// Two columns of a table against each other.
@Suite("Points of a table") struct PlottedPointsTests {
  private let table = """
    sweep runs weight=[1, 2, 4] seed=1..2 {
      let up = 10 - weight + seed
      let right = weight * 2
      let word = "a"
    }

    """

  @Test("There is a point for each value, at the mean of its runs")
  func means() throws {
    let text = try said(
      table + "plot runs points of=up against=right by=weight")
    #expect(
      text.hasSuffix(
        """
        a* 1: right 2.000, up 10.500
        b* 2: right 4.000, up 9.500
        c* 4: right 8.000, up 7.500
        * no other is higher in one and as high in the other
        """), "\(text)")
    #expect(text.contains("up against right, by weight, means of up to 2 runs"))
    #expect(try said(table + "plot runs points") == text)
  }

  static let refusals = [
    (
      "plot runs alpha",
      "runs is a table: `alpha` is of networks (plot runs points of=SCORE"
        + " against=OTHER by=AXIS)"
    ),
    (
      "plot runs points layer=1",
      "a table has no layer to choose (`layer=` goes with alpha and matrix)"
    ),
    (
      "plot runs points of=down",
      "runs has no column down here (choose weight, seed, up, right, word)"
    ),
    (
      "plot runs points by=up",
      "runs has no column up here (choose weight, seed)"
    ),
    (
      "corpus toy = toy_english(sentences=20)\ntask pos = toy.pos\n"
        + "network net tasks=[pos] layers=1 hidden=4 spelling=4\n"
        + "train net epochs=1\nplot net points",
      "net is a network, and has no points (a table has: plot runs points"
        + " of=score against=other)"
    ),
    (
      "corpus toy = toy_english(sentences=20)\ntask pos = toy.pos\n"
        + "network net tasks=[pos] layers=1 hidden=4 spelling=4\n"
        + "train net epochs=1\nplot net loss of=up",
      "a network has no columns to choose (`of=`, `against=` and `by=` go with"
        + " the points of a table)"
    ),
  ]

  @Test("What cannot be drawn is refused", arguments: refusals)
  func refused(line: String, told: String) throws {
    #expect(try Notes(table + line, files: [:]).mistakes == [told])
  }

  @Test("A column of words is no score")
  func words() throws {
    let mistakes = try Notes(
      table + "plot runs points of=word against=up", files: [:]
    ).mistakes
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains("a number in each row") == true)
  }
}

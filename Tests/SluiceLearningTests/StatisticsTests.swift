import Foundation
import SluiceLearning
import SluiceRandom
import SluiceTensor
import Testing

/// Each test against an example worked by hand or from a table; what comparisons
/// without a difference come to is in `SimulatedComparisons`.
@Suite("Statistics") struct StatisticsTests {
  @Test(
    "Student's t agrees with its table",
    arguments: [
      (1.0, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (30, 2.042),
      (1000, 1.962),
    ])
  func table(freedom: Double, quantile: Double) {
    #expect(
      abs(StudentT.quantile(twoSided: 0.05, freedom: freedom) - quantile)
        < 0.001)
    #expect(
      abs(StudentT.twoSided(quantile, freedom: freedom) - 0.05) < 0.0005)
  }

  @Test("With one degree of freedom it is Cauchy's, in closed form")
  func cauchy() {
    for t in [0, 0.5, 1, 3, 1000] {
      #expect(
        abs(StudentT.twoSided(t, freedom: 1) - (1 - 2 / .pi * atan(t))) < 1e-12)
    }
  }

  @Test("Randomization counts all swaps of a small example")
  func smallExample() throws {
    // Three sentences of ten tokens: 9, 8 and 7 right against 6, 6 and 6. Of
    // the 8 ways to swap, the difference 6 is reached by swapping none or all:
    // p = 2/8.
    let one = [[9.0, 10], [8, 10], [7, 10]]
    let two = [[6.0, 10], [6, 10], [6, 10]]
    let p = try Randomization.pValue(
      one, two, rounds: 20_000, RandomStream(seed: 1),
      score: Randomization.accuracy)
    #expect(abs(p - 0.25) < 0.01)
  }

  @Test("Randomization of F1 sums spans before it divides")
  func spans() throws {
    // One system finds all of a long sentence's spans and none of nine short
    // ones', the other the reverse: 10 of 19 right against 9 of 19.
    var one = [[10.0, 10, 10]], two = [[0.0, 10, 10]]
    for _ in 0..<9 {
      one.append([0, 1, 1])
      two.append([1, 1, 1])
    }
    let sums = one.reduce([0, 0, 0]) { zip($0, $1).map(+) }
    #expect(abs(Randomization.f1(sums) - 10.0 / 19) < 1e-12)
    // The sums differ by 1, and no swap makes them differ by less.
    let p = try Randomization.pValue(
      one, two, rounds: 500, RandomStream(seed: 2), score: Randomization.f1)
    #expect(p == 1)
  }

  @Test(
    "An interval leaves 0 out exactly where p says that there is a difference")
  func agreement() throws {
    var stream = RandomStream(seed: 6)
    for _ in 0..<100 {
      let runs = ["a", "b", "c", "d"].flatMap { method in
        (1...4).map { seed in
          Comparison.Run(
            method: method, unit: "\(seed)", repetition: "",
            score: 0.5 + (method == "a" ? 0.05 : 0)
              + 0.03 * Double(stream.uniform()))
        }
      }
      for pair in try Comparison(runs).pairs {
        #expect(pair.interval.contains(0) == !pair.isDistinguishable)
      }
    }
  }

  @Test("No interval leaves the range that scores have")
  func ranges() throws {
    func comparison(_ scores: [Double], _ better: Comparison.Better)
      throws -> Comparison
    {
      try Comparison(
        scores.enumerated().flatMap { seed, score in
          [("a", score), ("b", score * score)].map {
            Comparison.Run(
              method: $0.0, unit: "\(seed)", repetition: "", score: $0.1)
          }
        }, better: better)
    }
    let wide = try comparison([0.05, 0.95], .more)
    #expect(wide.summaries.map(\.interval) == [0...1, 0...1])
    #expect(
      wide.pairs.allSatisfy {
        $0.interval.lowerBound >= -1 && $0.interval.upperBound <= 1
      })
    #expect(
      try comparison([0.1, 2], .less).summaries[0].interval.lowerBound == 0)
    #expect(
      try comparison([0.1, 2], .less).summaries[0].interval.upperBound > 2)
    #expect(
      try comparison([-1, 2], .more).summaries[0].interval.lowerBound < -1)
  }

  @Test("Of many methods each is held against the best")
  func many() throws {
    func pairs(_ count: Int, _ better: Comparison.Better) throws -> [Comparison
      .Pair]
    {
      try Comparison(
        (1...count).flatMap { method in
          (1...3).map { seed in
            Comparison.Run(
              method: "\(method)", unit: "\(seed)", repetition: "",
              score: Double(method) + 0.1 * Double(seed * method % 3))
          }
        }, better: better
      ).pairs
    }
    #expect(try pairs(10, .more).count == 45)
    #expect(
      try pairs(11, .more).map(\.two) == Array(repeating: "11", count: 10))
    #expect(try pairs(11, .less).map(\.two) == Array(repeating: "1", count: 10))
  }

  @Test("Runs with the same weights and score are one run")
  func distinct() {
    func run(_ method: String, _ seed: Int, _ score: Double, _ trained: String?)
      -> Comparison.Run
    {
      Comparison.Run(
        method: method, unit: "\(seed)", repetition: "", score: score,
        trained: trained)
    }
    let runs = [
      run("a", 1, 0.5, "x"), run("a", 2, 0.5, "x"), run("a", 3, 0.5, "y"),
      run("a", 4, 0.6, "x"), run("b", 1, 0.5, "x"), run("c", 1, 0.5, nil),
      run("c", 2, 0.5, nil),
    ]
    #expect(
      runs.distinct.map { "\($0.method)\($0.unit)" }
        == ["a1", "a3", "a4", "b1", "c1", "c2"])
  }

  @Test("Held against one method, the others stand before it; sentences count")
  func baseline() throws {
    func runs(_ method: String, right: Double) -> [Comparison.Run] {
      (1...3).map { seed in
        Comparison.Run(
          method: method, unit: "d", repetition: "\(seed)", score: right / 10,
          sentences: (0..<40).map { _ in [right, 10] })
      }
    }
    let comparison = try Comparison(
      runs("plain", right: 7) + runs("base", right: 7)
        + runs("good", right: 9), baseline: "base")
    #expect(comparison.pairs.map(\.one) == ["plain", "good"])
    #expect(comparison.pairs.map(\.two) == ["base", "base"])
    // The same counts: no toss can tell them apart. Others: every toss that
    // does not swap all or none is nearer.
    #expect(comparison.pairs[0].sentencePValue == 1)
    #expect((comparison.pairs[1].sentencePValue ?? 1) < 0.01)
    #expect(abs((comparison.pairs[1].errorReduction ?? 0) - 2 / 3) < 1e-12)
  }

  @Test("Randomization keeps its level on 1,000 comparisons")
  func randomizationLevel() throws {
    var stream = RandomStream(seed: 5)
    let different = try (0..<1000).count { round in
      func system() -> [Randomization.Counts] {
        (0..<30).map { _ in
          [Double((0..<8).count { _ in stream.uniform() < 0.8 }), 8]
        }
      }
      return try Randomization.pValue(
        system(), system(), rounds: 99,
        RandomStream(seed: UInt64(round)), score: Randomization.accuracy)
        <= 0.05
    }
    #expect(different <= 70)
  }
}

import Foundation
import SluiceDiagnostics
import SluiceLearning
import SluiceRandom
import Testing

/// Tests, corrections and margins against SciPy's numbers and examples that can
/// be counted by hand.
@Suite("Inference") struct InferenceTests {
  /// The differences of two methods on five units.
  private let differences = [0.0034, 0.0005, 0.0079, 0.0029, 0.0014]

  /// Runs of two methods whose differences, by unit, are these.
  private func runs(_ differences: [[Double]]) -> [Comparison.Run] {
    differences.enumerated().flatMap { unit, values in
      values.enumerated().flatMap { repetition, difference in
        [("a", 0.5 + difference), ("b", 0.5)].map {
          Comparison.Run(
            method: $0.0, unit: "\(unit)", repetition: "\(repetition)",
            score: $0.1)
        }
      }
    }
  }

  // MARK: - The t test

  @Test("The paired t test is SciPy's `ttest_rel`")
  func paired() {
    let test = TTest(differences)
    #expect(abs(test.mean - 0.00322) < 1e-15)
    #expect(test.freedom == 4)
    #expect(abs(test.pValue - 0.06560848817525941) < 1e-12)
  }

  @Test(
    "Corrected for several comparisons: SciPy's p and quantiles by Šidák",
    arguments: [
      (1, 0.06560848817525941, -0.00033276502024446, 0.00677276502024442),
      (3, 0.18419445337705043, -0.00182232202648424, 0.00826232202648419),
      (7, 0.37812629736576264, -0.00322454917190863, 0.00966454917190859),
      (45, 0.9528154512440888, -0.00742858103534745, 0.01386858103534741),
    ])
  func corrected(_ comparisons: Int, _ p: Double, _ low: Double, _ high: Double)
  {
    let test = TTest(differences)
    #expect(abs(Sidak.corrected(test.pValue, of: comparisons) - p) < 1e-11)
    let interval = test.interval(
      missing: Sidak.level(0.05, of: comparisons))
    #expect(abs(interval.lowerBound - low) < 1e-11)
    #expect(abs(interval.upperBound - high) < 1e-11)
  }

  @Test(
    "Two one-sided tests are SciPy's `ttest_1samp` with alternatives",
    arguments: [
      (0.004, 0.2875396229646132), (0.006, 0.04776919915412988),
      (0.008, 0.010099844930922766),
    ])
  func equivalence(_ margin: Double, _ p: Double) {
    #expect(abs(TTest(differences).equivalence(within: margin) - p) < 1e-11)
    let opposite = TTest(differences.map(-))
    #expect(abs(opposite.equivalence(within: margin) - p) < 1e-11)
  }

  @Test("Nothing is known of one number; equal numbers leave no doubt")
  func ends() {
    #expect(TTest([]).pValue == 1)
    #expect(TTest([0.3]).pValue == 1)
    #expect(TTest([0.3]).interval(missing: 0.05) == -.infinity ... .infinity)
    #expect(TTest([0.3]).equivalence(within: 1) == 1)
    #expect(TTest([0.25, 0.25]).pValue == 0)
    #expect(TTest([0, 0, 0]).pValue == 1)
    #expect(TTest([0.25, 0.25]).equivalence(within: 0.5) == 0)
    #expect(TTest([0.25, 0.25]).equivalence(within: 0.25) == 1)
  }

  // MARK: - Sign flips

  @Test(
    "All signs of few units are counted",
    arguments: [
      ([], 1), ([0.2], 1), ([0, 0, 0], 1), ([1, 1], 0.5),
      // SciPy's `permutation_test`, of samples.
      ([0.0034, 0.0005, 0.0079, 0.0029, 0.0014], 0.0625),
      ([0.3, -0.1, 0.4, 0.2, 0.05, -0.02, 0.25], 0.09375),
      // The sum 1 is as near to 0 as three ones can be: 8 of 8.
      ([1, 1, -1], 1), (Array(repeating: 0.1, count: 16), 2 / 65536),
    ] as [([Double], Double)])
  func flips(_ differences: [Double], _ p: Double) throws {
    #expect(
      try abs(SignFlips.pValue(differences, RandomStream(seed: 1)) - p) < 1e-12)
  }

  @Test("Of many units signs are drawn, which come near to all of them")
  func drawn() throws {
    // Of 17 equal differences with one minus the sum is 15, and 2 · (1 + 17)
    // of 2¹⁷ ways are as far out.
    var some = Array(repeating: 1.0, count: 17)
    some[3] = -1
    let p = try SignFlips.pValue(some, RandomStream(seed: 1))
    #expect(p > 1 / 10_002.0)
    #expect(p < 0.002)
    // Of ±1 with nine plus signs of eighteen none is nearer to 0.
    let even = (0..<18).map { $0 % 2 == 0 ? 1.0 : -1 }
    #expect(try SignFlips.pValue(even, RandomStream(seed: 1)) == 1)
    #expect(
      (1...4).map { SignFlips.smallest(units: $0) } == [1, 0.5, 0.25, 0.125])
    #expect(SignFlips.smallest(units: 17) == 1 / 10_001.0)
  }

  // MARK: - Verdicts

  @Test(
    "A margin makes three verdicts",
    arguments: [
      ([0.02, 0.021, 0.019, 0.02], .different),
      ([0.001, -0.001, 0.0005, 0], .equivalent),
      // Different, and by less than anybody minds.
      ([0.001, 0.0011, 0.0009, 0.001], .equivalent),
      ([0.0034, 0.0005, 0.0079, 0.0029, 0.0014], .undecided(.units(4))),
      ([-0.006, 0.0045, 0.0015, -0.003, 0.00375], .undecided(.units(16))),
      ([0.01], .undecided(nil)),
    ] as [([Double], Comparison.Verdict)])
  func margin(_ differences: [Double], _ verdict: Comparison.Verdict) throws {
    let one = runs(differences.map { [$0] })
    let comparison = try Comparison(one, margin: 0.003)
    #expect(comparison.pairs.map(\.verdict) == [verdict])
    let without = try Comparison(one)
    #expect(
      without.pairs.map(\.verdict) == [
        without.pairs[0].isDistinguishable ? .different : .notDistinguishable
      ])
  }

  @Test(
    "Where runs of a unit spread more than units, more of them would decide")
  func repetitions() throws {
    let seeds = [
      [0.014, 0.006], [-0.007, 0.001], [0.004, 0.016], [0.013, -0.003],
      [-0.004, 0.012],
    ]
    // By SciPy's noncentral t 7 more are needed.
    #expect(
      try Comparison(runs(seeds), margin: 0.001).pairs.map(\.verdict)
        == [.undecided(.repetitions(7))])
    // The same means, but of runs that agree: more domains.
    let domains = seeds.map { pair in
      Array(repeating: (pair[0] + pair[1]) / 2, count: 2)
    }
    guard
      case .undecided(.units) = try Comparison(runs(domains), margin: 0.001)
        .pairs[0].verdict
    else {
      Issue.record("more runs of the same do not decide")
      return
    }
  }

  @Test("Of one unit its runs take the place; of more a lone one says nothing")
  func oneUnit() throws {
    let one = try Comparison(runs([[0.1, 0.2, 0.15, 0.1]]))
    #expect(one.pairs[0].difference == TTest([0.1, 0.2, 0.15, 0.1].map(near)))
    #expect(one.pairs[0].isDistinguishable)
    // A second unit of one method alone pairs with nothing.
    let lone = Comparison.Run(
      method: "a", unit: "9", repetition: "0", score: 0.9)
    let two = try Comparison(runs([[0.1, 0.2, 0.15, 0.1]]) + [lone])
    #expect(two.pairs[0].difference.freedom == 0)
    #expect(two.pairs[0].pValue == 1)
  }

  /// A difference as it comes out of scores about one half.
  private func near(_ difference: Double) -> Double {
    (0.5 + difference) - 0.5
  }

  @Test("What rounding leaves of equal scores is no difference")
  func rounding() throws {
    let runs = (1...4).flatMap { seed in
      [("a", 0.1 + 0.2), ("b", 0.3)].map {
        Comparison.Run(
          method: $0.0, unit: "\(seed)", repetition: "", score: $0.1)
      }
    }
    #expect(try Comparison(runs).pairs[0].pValue == 1)
  }

  // MARK: - Sentences

  /// A run of `method` whose sentences have so many right of ten tokens.
  private func tested(
    _ method: String, unit: String, seed: Int, right: [Double],
    tokens: [Double]? = nil
  ) -> Comparison.Run {
    let tokens = tokens ?? right.indices.map { 10 + Double($0) }
    return Comparison.Run(
      method: method, unit: unit, repetition: "\(seed)", score: 0.5,
      sentences: zip(right, tokens).map { [$0, $1] })
  }

  private func overSentences(_ runs: [Comparison.Run]) throws -> Double? {
    try Comparison(runs).pairs[0].sentencePValue
  }

  @Test("A sentence has one coin in all runs of a test set")
  func oneCoin() throws {
    // Two sentences, on both of which a is better: of the four ways to swap,
    // none and all are as far out, p = 1/2, of however many seeds.
    func runs(_ seeds: ClosedRange<Int>, unit: (Int) -> String)
      -> [Comparison.Run]
    {
      seeds.flatMap { seed in
        [
          tested("a", unit: unit(seed), seed: seed, right: [9, 9]),
          tested("b", unit: unit(seed), seed: seed, right: [5, 6]),
        ]
      }
    }
    for seeds in [1...1, 1...3, 1...8] {
      let p = try overSentences(runs(seeds) { _ in "mail" })
      #expect(abs((p ?? 0) - 0.5) < 0.05)
    }
    // Seeds may be the units: the sentences are the same ones.
    let p = try overSentences(runs(1...8) { "\($0)" })
    #expect(abs((p ?? 0) - 0.5) < 0.05)
  }

  @Test("Sentences of different test sets have different coins")
  func testSets() throws {
    let runs = (1...8).flatMap { set in
      (1...3).flatMap { seed in
        [("a", 9.0), ("b", 5)].map {
          tested(
            $0.0, unit: "\(set)", seed: seed, right: [$0.1],
            tokens: [10 + Double(set)])
        }
      }
    }
    // Eight coins: 2/2⁸, nearly.
    #expect((try overSentences(runs) ?? 1) < 0.02)
  }

  @Test("Runs that are not tested on the same sentences have no such p")
  func otherSentences() throws {
    let one = tested("a", unit: "u", seed: 1, right: [9, 9])
    for two in [
      tested("b", unit: "u", seed: 1, right: [9]),
      tested("b", unit: "u", seed: 1, right: [9, 9], tokens: [10, 12]),
      tested("b", unit: "u", seed: 1, right: []),
      Comparison.Run(
        method: "b", unit: "u", repetition: "1", score: 0.5,
        sentences: [[9, 10, 10], [9, 11, 11]]),
    ] {
      #expect(try overSentences([one, two]) == nil)
    }
  }
}

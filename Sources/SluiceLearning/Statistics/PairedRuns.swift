import SluiceDiagnostics
import SluiceRandom

/// The runs of two methods that differ in nothing else.
struct PairedRuns {
  let pairs: [(one: Comparison.Run, two: Comparison.Run)]

  init(_ one: [Comparison.Run], _ two: [Comparison.Run]) {
    let others = Dictionary(two.map { ($0.place, $0) }) { first, _ in first }
    pairs = one.compactMap { run in others[run.place].map { (run, $0) } }
  }

  /// The first one's scores minus the second's, by unit.
  var differences: [[Double]] {
    pairs.map { pair in
      let difference = pair.one.score - pair.two.score
      // What rounding leaves of equal scores is no difference.
      let scale = max(abs(pair.one.score), abs(pair.two.score))
      return (pair.one.unit, abs(difference) < 1e-12 * scale ? 0 : difference)
    }.byUnit
  }
}

extension Comparison.Pair {
  /// - Parameters:
  ///   - one: The first method.
  ///   - two: The one that is taken from it.
  ///   - runs: Their runs.
  ///   - comparisons: How many are shown, for all of which figures are
  ///     corrected.
  ///   - margin: The largest difference that does not matter.
  ///   - stream: Where signs and coins are drawn.
  /// - Throws: That the work is to stop.
  init(
    _ one: String, _ two: String, _ runs: PairedRuns, comparisons: Int,
    margin: Double?, _ stream: RandomStream
  ) throws(Diagnostic) {
    let differences = runs.differences
    let means = differences.map { $0.reduce(0, +) / Double($0.count) }
    let test = TTest(means)
    let level = Sidak.level(Comparison.level, of: comparisons)
    func corrected(_ p: Double) -> Double {
      Sidak.corrected(p, of: comparisons)
    }
    self.one = one
    self.two = two
    difference = test
    pValue = corrected(test.pValue)
    interval = test.interval(missing: level)
    flipsPValue = corrected(
      try SignFlips.pValue(means, stream.split("signs")))
    if let sentences = PairedSentences(
      runs.pairs.map { ($0.one.sentences, $0.two.sentences) })
    {
      sentencePValue = corrected(
        try Randomization.pValue(
          sentences.one, sentences.two, rounds: 2000, stream,
          score: PairedSentences.score))
    }
    let isDifferent = pValue < Comparison.level
    verdict =
      if let margin {
        if corrected(test.equivalence(within: margin)) < Comparison.level {
          .equivalent
        } else if isDifferent {
          .different
        } else {
          .undecided(
            FurtherRuns(differences, margin: margin, level: level))
        }
      } else {
        isDifferent ? .different : .notDistinguishable
      }
  }
}

extension Comparison.Summary {
  /// - Parameters:
  ///   - runs: One method's.
  ///   - range: Where scores can be at all.
  init(_ runs: [Comparison.Run], within range: ClosedRange<Double>) {
    let scores = runs.map(\.score)
    let means = runs.map { ($0.unit, $0.score) }.byUnit.map {
      $0.reduce(0, +) / Double($0.count)
    }
    let test = TTest(means)
    let mean = scores.reduce(0, +) / Double(max(1, scores.count))
    let square = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      method: runs.first?.method ?? "", runs: runs.count, mean: test.mean,
      deviation: scores.count > 1
        ? (square / Double(scores.count - 1)).squareRoot() : 0,
      interval: test.interval(missing: Comparison.level).clamped(to: range),
      freedom: test.freedom)
  }
}

extension [Comparison.Run] {
  /// The same runs; if they have one unit only, each repetition is one.
  var byRepetitionWithinOneUnit: [Comparison.Run] {
    guard Set(map(\.unit)).count == 1 else { return self }
    return map { run in
      var run = run
      (run.unit, run.repetition) = (run.repetition, "")
      return run
    }
  }
}

extension Comparison.Run {
  /// What is the same in runs that are paired.
  fileprivate var place: [String] { [unit, repetition] }
}

extension [String] {
  /// Each once, in the order in which they come first.
  var inOrder: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension [(String, Double)] {
  /// Values by unit, in the order in which units come first.
  fileprivate var byUnit: [[Double]] {
    let groups = Dictionary(grouping: self) { $0.0 }
    return map(\.0).inOrder.map { (groups[$0] ?? []).map(\.1) }
  }
}

import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Methods compared by the scores of their runs, paired by what else varied.
package struct Comparison: Sendable {
  /// One run's score.
  package struct Run: Sendable {
    package var method: String
    /// What results are to generalise over, such as a domain.
    package var unit: String
    /// What a run is repeated over within it, such as a seed.
    package var repetition: String
    package var score: Double
    /// What each sentence adds to it, if that is known.
    package var sentences: [Randomization.Counts]
    /// A digest of the weights that were trained in it; nil where none were.
    package var trained: String?

    package init(
      method: String, unit: String, repetition: String, score: Double,
      sentences: [Randomization.Counts] = [], trained: String? = nil
    ) {
      self.sentences = sentences
      self.trained = trained
      self.method = method
      self.unit = unit
      self.repetition = repetition
      self.score = score
    }
  }

  /// One method's scores.
  package struct Summary: Sendable {
    package var method: String
    package var runs: Int
    package var mean: Double
    /// Standard deviation over all runs.
    package var deviation: Double
    /// Where the mean lies with 95% confidence.
    package var interval: ClosedRange<Double>
    /// Degrees of freedom that the interval has.
    package var freedom: Int
  }

  /// Two methods' difference, the first minus the second.
  package struct Pair: Sendable {
    package var one, two: String
    /// Over the units that both have runs of.
    package var difference: TTest
    /// Corrected for all pairs, as are all figures below.
    package var pValue: Double
    /// Where the difference lies: it leaves 0 out exactly where the two are
    /// distinguishable.
    package var interval: ClosedRange<Double>
    /// Of the sign-flip test.
    package var flipsPValue: Double
    /// Over the sentences of all paired runs, where these are known: whether
    /// these very networks differ.
    package var sentencePValue: Double?
    package var verdict: Verdict
    /// The share of the lower one's errors that the higher does not make, for
    /// scores of 0 to 1.
    package var errorReduction: Double?
    package var isDistinguishable: Bool { pValue < Comparison.level }
    package var higher: String { difference.mean >= 0 ? one : two }
    package var lower: String { difference.mean >= 0 ? two : one }
    /// How many units it is over.
    package var units: Int { difference.freedom + 1 }
  }

  /// What a pair of methods comes to.
  package enum Verdict: Sendable, Equatable {
    case different
    /// Without a margin: no difference is shown, and none is ruled out.
    case notDistinguishable
    /// The difference is smaller than the margin.
    case equivalent
    /// It may be none and may be larger than the margin; nil where the spread
    /// is not known.
    case undecided(FurtherRuns?)
  }

  package let summaries: [Summary]
  package let pairs: [Pair]
  /// The method that all others are held against; nil for all pairs.
  package let baseline: String?

  /// The chance of a difference where there is none that is put up with.
  package static let level = 0.05
  /// Of more methods than these, all pairs would be a table that nobody reads.
  package static let mostInPairs = 10

  /// - Parameters:
  ///   - runs: All methods' runs. If they have one unit only, their repetitions
  ///     take its place.
  ///   - asked: The method that all others are held against; nil for all
  ///     pairs, or for the best of many.
  ///   - better: What a larger score means.
  ///   - margin: The largest difference that does not matter, in units of the
  ///     score; nil where nobody has named one.
  ///   - stream: Where signs and the coins of sentences are drawn.
  /// - Throws: That the work is to stop.
  package init(
    _ runs: [Run], baseline asked: String? = nil, better: Better = .more,
    margin: Double? = nil, _ stream: RandomStream = RandomStream(seed: 1)
  ) throws(Diagnostic) {
    let runs = runs.byRepetitionWithinOneUnit
    let methods = runs.map(\.method).inOrder
    let range = better.range(of: runs.map(\.score))
    let summaries = try methods.map { method throws(Diagnostic) in
      try Interrupt.check()
      return Summary(runs.filter { $0.method == method }, within: range)
    }
    let best =
      methods.count <= Self.mostInPairs
      ? nil
      : summaries.max {
        better == .less ? $0.mean > $1.mean : $0.mean < $1.mean
      }?.method
    let baseline = asked ?? best
    // The baseline is what the others' differences are from.
    let pairs =
      if let baseline {
        methods.filter { $0 != baseline }.map { ($0, baseline) }
      } else {
        methods.enumerated().flatMap { i, one in
          methods[(i + 1)...].map { (one, $0) }
        }
      }
    let isShare = runs.allSatisfy { (0...1).contains($0.score) }
    let byMethod = Dictionary(grouping: runs, by: \.method)
    self.pairs = try pairs.map { one, two throws(Diagnostic) in
      try Interrupt.check()
      var pair = try Pair(
        one, two, PairedRuns(byMethod[one] ?? [], byMethod[two] ?? []),
        comparisons: pairs.count, margin: margin,
        stream.split(one).split(two))
      let widest = range.upperBound - range.lowerBound
      pair.interval = pair.interval.clamped(to: -widest...widest)
      let lower = summaries.first { $0.method == pair.lower }?.mean ?? 1
      if isShare, lower < 1 {
        pair.errorReduction = abs(pair.difference.mean) / (1 - lower)
      }
      return pair
    }
    self.summaries = summaries
    self.baseline = baseline
  }
}

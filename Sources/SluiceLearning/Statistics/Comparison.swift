import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Methods compared by the scores of their runs, paired by what else varied.
package struct Comparison: Sendable {
  /// One run's score.
  package struct Run: Sendable {
    package var method: String
    /// What scores are spread over first, such as a domain.
    package var unit: String
    /// What they are repeated over within it, such as a seed.
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
    package var difference: HierarchicalBootstrap
    /// After Holm's correction for all pairs.
    package var pValue: Double
    /// Where the difference lies, corrected likewise: it leaves 0 out exactly
    /// where the two are distinguishable.
    package var interval: ClosedRange<Double>
    /// Over the sentences of all paired runs, corrected too, where these are
    /// known: whether these very networks differ.
    package var sentencePValue: Double?
    /// The share of the lower one's errors that the higher does not make, for
    /// scores of 0 to 1.
    package var errorReduction: Double?
    package var isDistinguishable: Bool { pValue < Comparison.level }
    package var higher: String { difference.mean >= 0 ? one : two }
    package var lower: String { difference.mean >= 0 ? two : one }
  }

  package let summaries: [Summary]
  package let pairs: [Pair]
  /// The method that all others are held against; nil for all pairs.
  package let baseline: String?

  /// The chance of a difference where there is none that is put up with.
  static let level = 0.05
  /// Of more methods than these, all pairs would be a table that nobody reads.
  package static let mostInPairs = 10

  /// - Parameters:
  ///   - runs: All methods' runs.
  ///   - asked: The method that all others are held against; nil for all
  ///     pairs, or for the best of many.
  ///   - better: What a larger score means.
  ///   - stream: Where the coins of approximate randomization are tossed.
  /// - Throws: That the work is to stop.
  package init(
    _ runs: [Run], baseline asked: String? = nil, better: Better = .more,
    _ stream: RandomStream = RandomStream(seed: 1)
  ) throws(Diagnostic) {
    var methods: [String] = []
    for run in runs where !methods.contains(run.method) {
      methods.append(run.method)
    }
    func byUnit(_ runs: [(unit: String, value: Double)]) -> [[Double]] {
      var order: [String] = []
      var groups: [String: [Double]] = [:]
      for run in runs {
        if groups[run.unit] == nil { order.append(run.unit) }
        groups[run.unit, default: []].append(run.value)
      }
      return order.compactMap { groups[$0] }
    }
    let range = better.range(of: runs.map(\.score))
    let summaries = try methods.map { method throws(Diagnostic) in
      try Interrupt.check()
      let own = runs.filter { $0.method == method }
      let spread = HierarchicalBootstrap(
        byUnit(own.map { ($0.unit, $0.score) }))
      let scores = own.map(\.score)
      let mean = scores.reduce(0, +) / Double(max(1, scores.count))
      let square = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Summary(
        method: method, runs: own.count, mean: spread.mean,
        deviation: scores.count > 1
          ? (square / Double(scores.count - 1)).squareRoot() : 0,
        interval: spread.interval(missing: Self.level).clamped(to: range),
        freedom: spread.freedom)
    }
    let best =
      methods.count <= Self.mostInPairs
      ? nil
      : summaries.max {
        better == .less ? $0.mean > $1.mean : $0.mean < $1.mean
      }?.method
    let baseline = asked ?? best
    let width = range.upperBound - range.lowerBound
    let widest = -width...width
    var pairs: [Pair] = []
    let isShare = runs.allSatisfy { (0...1).contains($0.score) }
    for (i, first) in methods.enumerated() {
      for second in methods[(i + 1)...]
      where baseline == nil || first == baseline || second == baseline {
        try Interrupt.check()
        // The baseline is what the others' differences are from.
        let (one, two) =
          first == baseline ? (second, first) : (first, second)
        let others = runs.filter { $0.method == two }
        let paired = runs.filter { $0.method == one }.compactMap { run in
          others.first {
            $0.unit == run.unit && $0.repetition == run.repetition
          }.map { (run, $0) }
        }
        let differences = paired.map {
          (unit: $0.unit, value: $0.score - $1.score)
        }
        let difference = HierarchicalBootstrap(byUnit(differences))
        var pair = Pair(
          one: one, two: two, difference: difference,
          pValue: differences.isEmpty ? 1 : difference.pValue,
          interval: widest)
        pair.sentencePValue = try Self.sentencePValue(
          paired, stream.split(one).split(two))
        let error = 1 - (summaries.first { $0.method == pair.lower }?.mean ?? 1)
        if isShare, error > 0 {
          pair.errorReduction = abs(difference.mean) / error
        }
        pairs.append(pair)
      }
    }
    let factors = Holm.factors(pairs.map(\.pValue))
    for (index, factor) in factors.enumerated() {
      pairs[index].pValue = min(1, factor * pairs[index].pValue)
      pairs[index].interval = pairs[index].difference
        .interval(missing: Self.level / factor).clamped(to: widest)
    }
    let known = pairs.indices.filter { pairs[$0].sentencePValue != nil }
    let overSentences = Holm.corrected(
      known.compactMap { pairs[$0].sentencePValue })
    for (index, value) in zip(known, overSentences) {
      pairs[index].sentencePValue = value
    }
    self.pairs = pairs
    self.summaries = summaries
    self.baseline = baseline
  }

  /// What a larger number means.
  package enum Better: String, Sendable, CaseIterable {
    case more, less, neither

    /// Where such scores can be at all: shares between 0 and 1, losses and
    /// shares of errors above 0.
    func range(of scores: [Double]) -> ClosedRange<Double> {
      let isShare = scores.allSatisfy { (0...1).contains($0) }
      return switch self {
      case .more where isShare: 0...1
      case .less where scores.allSatisfy { $0 >= 0 }: 0 ... .infinity
      default: -.infinity ... .infinity
      }
    }
  }

  /// Paired approximate randomization over the sentences of all paired runs;
  /// nil where they are not known of every run.
  private static func sentencePValue(
    _ paired: [(Run, Run)], _ stream: RandomStream
  ) throws(Diagnostic) -> Double? {
    let width = paired.first?.0.sentences.first?.count
    let isKnown = paired.allSatisfy { one, two in
      !one.sentences.isEmpty && one.sentences.count == two.sentences.count
        && (one.sentences + two.sentences).allSatisfy { $0.count == width }
    }
    guard isKnown, !paired.isEmpty else { return nil }
    let one = paired.flatMap(\.0.sentences)
    let two = paired.flatMap(\.1.sentences)
    return try Randomization.pValue(
      one, two, rounds: 2000, stream,
      score: one[0].count == 2 ? Randomization.accuracy : Randomization.f1)
  }
}

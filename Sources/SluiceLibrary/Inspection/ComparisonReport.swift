import SluiceDiagnostics
import SluiceLearning
import SluiceOutput

/// A comparison as tables, a drawing and remarks.
struct ComparisonReport {
  let comparison: Comparison
  let compared: ComparedRuns
  /// What is compared, and by which score.
  let method, score: String
  var better = Comparison.Better.more
  var margin: Double?
  /// Means of what else is known of each method's runs, by column.
  let beside: [(name: String, means: [String: Double])]

  var output: Output {
    .table(means) + .intervals(intervals)
      + (comparison.pairs.isEmpty ? .nothing : .table(differences))
      + remarks.reduce(.nothing) { $0 + .note($1) }
  }

  var means: Table {
    var table = Table(
      [method, "runs", "mean \(score)", "deviation", "95% interval"]
        + beside.map(\.name),
      comparison.summaries.map { summary in
        [
          summary.method, String(summary.runs), number(summary.mean),
          number(summary.deviation),
          summary.freedom > 0 ? interval(summary.interval) : "–",
        ]
          + beside.map { column in
            column.means[summary.method].map {
              (1000..<1e15).contains($0)
                ? NumberText.count(Int($0)) : NumberText.entry($0)
            } ?? "–"
          }
      })
    table.isWhole = true
    return table
  }

  var differences: Table {
    let hasSentences = comparison.pairs.contains { $0.sentencePValue != nil }
    var table = Table(
      ["difference", "mean", "95% interval", "p", "flips"]
        + (hasSentences ? ["p over sentences"] : []) + ["verdict"],
      comparison.pairs.map { pair in
        [
          "\(pair.one) − \(pair.two)", number(pair.difference.mean),
          pair.difference.freedom > 0 ? interval(pair.interval) : "–",
          probability(pair.pValue),
          pair.difference.freedom > 0 ? probability(pair.flipsPValue) : "–",
        ]
          + (hasSentences
            ? [pair.sentencePValue.map(probability) ?? "–"] : [])
          + [verdict(pair)]
      })
    table.isWhole = true
    return table
  }

  var intervals: Intervals {
    Intervals(
      "\(score) by \(method), with 95% intervals",
      comparison.summaries.map {
        Intervals.Row(
          $0.method, $0.mean,
          $0.freedom > 0 ? $0.interval : -.infinity ... .infinity)
      }
    )
  }

  // MARK: - Remarks

  private var remarks: [String] {
    [design, few, again, same].compactMap(\.self)
      + (comparison.pairs.isEmpty
        ? [] : [against, flips, verdicts, how].compactMap(\.self))
  }

  /// What the scores generalise over, and what was averaged before.
  private var design: String? {
    guard let unit = compared.unit else { return nil }
    let repetitions = enumeration(compared.repetitions)
    let freedoms =
      comparison.summaries.map(\.freedom)
      + comparison.pairs.map(\.difference.freedom)
    guard let least = freedoms.min(), let most = freedoms.max() else {
      return nil
    }
    let freedom =
      (least == most ? "" : "\(least) to ")
      + NumberText.count(most, of: "degree") + " of freedom"
    if repeatsOneUnit {
      return "units: the runs of one \(unit) (\(most + 1)), which differ in"
        + " \(repetitions); \(freedom)"
    }
    return "units: \(unit) (\(compared.units))"
      + (compared.repetitions.isEmpty
        ? "" : ", each averaged over \(repetitions)") + "; \(freedom)"
  }

  /// Whether there is one unit only, whose repetitions take its place.
  private var repeatsOneUnit: Bool {
    compared.units == 1 && !compared.repetitions.isEmpty
  }

  private var few: String? {
    let freedoms =
      comparison.pairs.isEmpty
      ? comparison.summaries.map(\.freedom)
      : comparison.pairs.map(\.difference.freedom)
    guard let units = freedoms.min().map({ $0 + 1 }), units < 4 else {
      return nil
    }
    let start = "\(units) \(units == 1 ? "unit says" : "units say") little"
    guard units > 1 else { return start + ": there is no interval" }
    let reach =
      StudentT.quantile(
        twoSided: Sidak.level(
          Comparison.level, of: max(1, comparison.pairs.count)),
        freedom: Double(units - 1)) / Double(units).squareRoot()
    return start + ": an interval is wide, and only differences above"
      + " \(NumberText.decimals(reach, 1)) times their standard deviation over"
      + " units can show"
  }

  /// Runs that are counted once.
  private var again: String? {
    if !compared.idle.isEmpty {
      let axes = enumeration(compared.idle.map { "`\($0)`" })
      return
        "\(axes) \(compared.idle.count == 1 ? "changes" : "change") nothing"
        + ": runs that differ in nothing else are counted once"
    }
    guard compared.repeated > 0 else { return nil }
    let count = compared.repeated
    return (count == 1 ? "1 run is another" : "\(count) runs are others")
      + " over again, with the same trained weights, and counted once"
  }

  private var same: String? {
    let twins = compared.twins
    guard !twins.isEmpty else { return nil }
    return "\(enumeration(twins)) trained the same networks: does the block use"
      + " `\(method)`?"
  }

  private var against: String? {
    guard let baseline = comparison.baseline,
      comparison.summaries.count > Comparison.mostInPairs
    else { return nil }
    return "each is compared with \(baseline); `with=` names another"
  }

  /// How small the p of sign flips can be, where units are few.
  private var flips: String? {
    let units = comparison.pairs.map(\.units).filter { $0 > 1 }
    guard let most = units.max(), most <= 10 else { return nil }
    let smallest = SignFlips.smallest(units: most)
    let count = comparison.pairs.count
    return
      "sign flips of \(most) units reach no p below \(probability(smallest))"
      + (count > 1
        ? ", or \(probability(Sidak.corrected(smallest, of: count))) corrected"
        : "")
  }

  private var verdicts: String? {
    guard let margin else { return nil }
    let further = comparison.pairs.contains {
      if case .undecided(.some) = $0.verdict { true } else { false }
    }
    let better = better == .neither ? "higher" : "better"
    return "margin \(numberText(margin)): equivalent where two one-sided tests"
      + " put the difference within it, \(better) where the interval leaves 0"
      + " out, else undecided"
      + (further
        ? "; so many more have a chance of 80% to decide, if mean and spread"
          + " stay as they are" : "")
  }

  private var how: String {
    let sentences =
      comparison.pairs.contains { $0.sentencePValue != nil }
      ? ", p over sentences that of randomization with one coin a sentence" : ""
    let correction =
      comparison.pairs.count > 1
      ? "; those of differences are corrected for \(comparison.pairs.count)"
        + " comparisons by Šidák's method" : ""
    return "runs are paired; intervals and p come from t tests on the units'"
      + " means, flips is the p of sign-flip tests on them" + sentences
      + correction
  }

  private func verdict(_ pair: Comparison.Pair) -> String {
    switch pair.verdict {
    case .notDistinguishable: "not distinguishable"
    case .different: advantage(pair)
    case .equivalent:
      "equivalent" + (pair.isDistinguishable ? ", though \(lead(pair))" : "")
    case .undecided(let further):
      "undecided" + (further.map { ": \(more($0))" } ?? "")
    }
  }

  private func more(_ further: FurtherRuns) -> String {
    let units = repeatsOneUnit ? "run" : "unit"
    return switch further {
    case .units(let count):
      "\(NumberText.count(count)) more \(units)"
        + (count == 1 ? "" : "s")
    case .repetitions(let count):
      NumberText.count(count) + " more \(count == 1 ? "run" : "runs") each"
    case .beyondReach:
      "over \(NumberText.count(FurtherRuns.mostUnits)) \(units)s"
    }
  }

  private func lead(_ pair: Comparison.Pair) -> String {
    switch better {
    case .neither: "\(pair.higher) is higher"
    case .less: "\(pair.lower) is better"
    case .more: "\(pair.higher) is better"
    }
  }

  private func advantage(_ pair: Comparison.Pair) -> String {
    guard better == .more, let fewer = pair.errorReduction else {
      return lead(pair)
    }
    return lead(pair) + ": \(NumberText.percent(fewer))% fewer errors"
  }

  private func probability(_ p: Double) -> String {
    p < 0.0005 ? "<0.001" : NumberText.entry(p)
  }

  /// Four decimals: a hundredth of a percent counts.
  private func number(_ value: Double) -> String {
    NumberText.decimals(value, 4)
  }

  private func interval(_ range: ClosedRange<Double>) -> String {
    "\(number(range.lowerBound)) to \(number(range.upperBound))"
  }
}

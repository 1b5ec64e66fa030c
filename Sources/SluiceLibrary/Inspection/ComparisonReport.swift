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
      ["difference", "mean", "95% interval", "p"]
        + (hasSentences ? ["p over sentences"] : []) + ["verdict"],
      comparison.pairs.map { pair in
        [
          "\(pair.one) − \(pair.two)", number(pair.difference.mean),
          pair.difference.freedom > 0 ? interval(pair.interval) : "–",
          probability(pair.pValue),
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
      + (comparison.pairs.isEmpty ? [] : [against, how].compactMap(\.self))
  }

  /// What the scores generalise over, and what was averaged before.
  private var design: String? {
    guard let unit = compared.unit else { return nil }
    let repetitions = enumeration(compared.repetitions)
    let units = compared.units
    let freedoms = comparison.summaries.map(\.freedom)
    guard let least = freedoms.min(), let most = freedoms.max() else {
      return nil
    }
    let freedom =
      (least == most ? "" : "\(least) to ")
      + NumberText.count(most, of: "degree") + " of freedom"
    if units == 1, !compared.repetitions.isEmpty {
      return "units: the runs of one \(unit), which differ in \(repetitions);"
        + " \(freedom)"
    }
    return "units: \(unit) (\(units))"
      + (compared.repetitions.isEmpty
        ? "" : ", each averaged over \(repetitions)") + "; \(freedom)"
  }

  private var few: String? {
    let units = (comparison.summaries.map(\.freedom).min() ?? 0) + 1
    guard units < 4, !comparison.summaries.isEmpty else { return nil }
    return "\(units) \(units == 1 ? "unit says" : "units say") little: an"
      + " interval is wide, and only large differences can show"
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

  private var how: String {
    "runs are paired; intervals and p come from a studentised hierarchical"
      + " bootstrap"
      + (comparison.pairs.contains { $0.sentencePValue != nil }
        ? ", p over sentences from approximate randomization" : "")
      + (comparison.pairs.count > 1
        ? "; those of differences are corrected by Holm's method" : "")
  }

  private func verdict(_ pair: Comparison.Pair) -> String {
    guard pair.isDistinguishable else { return "not distinguishable" }
    switch better {
    case .neither: return "\(pair.higher) is higher"
    case .less: return "\(pair.lower) is better"
    case .more:
      let fewer = pair.errorReduction.map {
        ": \(NumberText.percent($0))% fewer errors"
      }
      return "\(pair.higher) is better\(fewer ?? "")"
    }
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

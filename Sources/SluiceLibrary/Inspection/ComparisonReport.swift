import SluiceLearning
import SluiceOutput

/// A comparison as tables, a drawing and remarks.
struct ComparisonReport {
  let comparison: Comparison
  /// What is compared, and by which score.
  let method, score: String
  /// Means of what else is known of each method's runs, by column.
  var better = CompareCommand.Better.more
  let beside: [(name: String, means: [String: Double])]

  var output: Output {
    .table(means) + .intervals(intervals)
      + (comparison.pairs.isEmpty ? .nothing : .table(differences) + .note(how))
  }

  var means: Table {
    Table(
      [method, "runs", "mean \(score)", "deviation", "95% interval"]
        + beside.map(\.name),
      comparison.summaries.map { summary in
        [
          summary.method, String(summary.runs), number(summary.mean),
          number(summary.deviation), interval(summary.interval),
        ]
          + beside.map { column in
            column.means[summary.method].map {
              (1000..<1e15).contains($0)
                ? NumberText.count(Int($0)) : NumberText.entry($0)
            } ?? "–"
          }
      })
  }

  var differences: Table {
    let hasSentences = comparison.pairs.contains { $0.sentencePValue != nil }
    return Table(
      ["difference", "mean", "95% interval", "p"]
        + (hasSentences ? ["p over sentences"] : []) + ["verdict"],
      comparison.pairs.map { pair in
        [
          "\(pair.one) − \(pair.two)", number(pair.difference.mean),
          interval(pair.difference.interval), probability(pair.pValue),
        ]
          + (hasSentences
            ? [pair.sentencePValue.map(probability) ?? "–"] : [])
          + [verdict(pair)]
      })
  }

  var intervals: Intervals {
    Intervals(
      "\(score) by \(method), with 95% intervals",
      comparison.summaries.map {
        Intervals.Row($0.method, $0.mean, $0.interval)
      }
    )
  }

  private var how: String {
    "runs are paired; intervals and p are those of a hierarchical bootstrap"
      + " against Student's t"
      + (comparison.pairs.contains { $0.sentencePValue != nil }
        ? ", p over sentences of approximate randomization" : "")
      + "; p corrected by Holm's method"
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
    range.lowerBound.isFinite
      ? "\(number(range.lowerBound)) to \(number(range.upperBound))" : "–"
  }
}

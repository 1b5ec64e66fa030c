/// What each task gains from a partner: its score with it minus its score alone,
/// over runs that differ in their seeds and are paired by them.
package struct TransferGains: Sendable {
  /// A task's gain from a partner.
  package struct Gain: Sendable {
    package let task, partner: Int
    /// Over the runs that both have.
    package let difference: TTest
    /// Corrected for all gains that are shown, as the interval is.
    package let pValue: Double
    /// Where the gain lies: it leaves 0 out exactly where one is shown.
    package let interval: ClosedRange<Double>

    package var verdict: Verdict {
      guard difference.freedom > 0, pValue < Comparison.level else {
        return .undecided
      }
      return difference.mean > 0 ? .helps : .hurts
    }
  }

  package enum Verdict: String, Sendable {
    case helps, hurts, undecided
  }

  /// In the order of tasks, then of partners.
  package let gains: [Gain]

  /// - Parameters:
  ///   - alone: For each task, its scores by run; nil where the run failed or
  ///     the task was not asked for.
  ///   - together: The same for each task and each partner, `[task][partner]`.
  package init(alone: [[Double?]], together: [[[Double?]]]) {
    var differences: [(task: Int, partner: Int, values: [Double])] = []
    for task in alone.indices {
      for partner in together[task].indices where partner != task {
        let values = zip(together[task][partner], alone[task]).compactMap {
          with, without in
          with.flatMap { with in without.map { with - $0 } }
        }
        if !values.isEmpty { differences.append((task, partner, values)) }
      }
    }
    let count = differences.count
    gains = differences.map { task, partner, values in
      let test = TTest(values)
      return Gain(
        task: task, partner: partner, difference: test,
        pValue: Sidak.corrected(test.pValue, of: count),
        interval: test.interval(
          missing: Sidak.level(Comparison.level, of: count)))
    }
  }

  /// A task's mean gain from a partner; nil where none is known.
  package func mean(_ task: Int, _ partner: Int) -> Double? {
    gain(task, partner)?.difference.mean
  }

  package func gain(_ task: Int, _ partner: Int) -> Gain? {
    gains.first { $0.task == task && $0.partner == partner }
  }
}

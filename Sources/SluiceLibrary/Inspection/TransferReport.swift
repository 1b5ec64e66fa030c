import SluiceEvaluator
import SluiceLearning
import SluiceOutput

/// What tasks gain from each other, as tables, and which to train together.
struct TransferReport {
  /// A training and what it was of.
  struct Run {
    var task: Int
    var partner: Int?
    var seed: Int
    var score: Double?
    var trial: Trial
  }

  let tasks: [String]
  let seeds: Int
  /// Whether one task's gains are wanted, and no others'.
  let isOfOne: Bool
  /// Whether scores are of sentences that chose no epoch.
  let isOnTest: Bool
  let runs: [Run]

  var output: Output {
    let gains = gains
    return .table(matrix(gains)) + .table(differences(gains))
      + .text(isOfOne ? partners(gains) : groups(gains))
      + notes(gains).reduce(.nothing) { $0 + .note($1) }
  }

  /// A row for each training.
  var table: TableObject {
    TableObject(
      axes: TransferCommand.axes, columns: TransferCommand.columns,
      rows: runs.map { run in
        [
          .symbol(tasks[run.task]),
          .symbol(run.partner.map { tasks[$0] } ?? TransferCommand.alone),
          .number(Double(run.seed + 1)),
          run.score.map { .number($0) } ?? .missing,
          .number(Double(run.trial.epochs)),
          .number(Double(run.trial.tokens)),
          .number(run.trial.run?.seconds ?? 0),
        ]
      }, failures: runs.map(\.trial.failure),
      trained: runs.map { run in
        run.trial.best.learned.map { String($0) }
      })
  }

  // MARK: - Figures

  private var gains: TransferGains {
    TransferGains(
      alone: tasks.indices.map { scores($0, nil) },
      together: tasks.indices.map { task in
        tasks.indices.map { scores(task, $0) }
      })
  }

  private func scores(_ task: Int, _ partner: Int?) -> [Double?] {
    (0..<seeds).map { seed in
      runs.first {
        $0.task == task && $0.partner == partner && $0.seed == seed
      }?.score
    }
  }

  /// Rows gain from columns.
  private func matrix(_ gains: TransferGains) -> Table {
    Table(
      ["task", "alone"] + tasks.map { "with \($0)" },
      tasks.indices.filter { task in runs.contains { $0.task == task } }
        .map { task in
          let alone = scores(task, nil).compactMap(\.self)
          let mean =
            alone.isEmpty
            ? nil : alone.reduce(0, +) / Double(alone.count)
          return [tasks[task], mean.map(number) ?? "–"]
            + tasks.indices.map { gains.mean(task, $0).map(signed) ?? "–" }
        })
  }

  private func differences(_ gains: TransferGains) -> Table {
    var table = Table(
      ["gain", "mean", "95% interval", "p", "verdict"],
      gains.gains.map { gain in
        let isKnown = gain.difference.freedom > 0
        return [
          name(gain), signed(gain.difference.mean),
          isKnown
            ? "\(number(gain.interval.lowerBound)) to"
              + " \(number(gain.interval.upperBound))" : "–",
          !isKnown
            ? "–"
            : gain.pValue < 0.0005 ? "<0.001" : NumberText.entry(gain.pValue),
          gain.verdict.rawValue,
        ]
      })
    table.isWhole = true
    return table
  }

  // MARK: - Words

  private func groups(_ gains: TransferGains) -> String {
    let best = TaskGroups(of: tasks.count) { gains.mean($0, $1) ?? 0 }
    let named = best.groups.map { group in
      group.map { tasks[$0] }.joined(separator: " + ")
        + (group.count == 1 ? " alone" : "")
    }
    let inside = gains.gains.filter { gain in
      best.groups.contains {
        $0.contains(gain.task) && $0.contains(gain.partner)
      }
    }
    let across = gains.gains.filter { gain in
      best.groups.contains {
        $0.contains(gain.task) && !$0.contains(gain.partner)
      }
    }
    return
      "groups with the largest sum of gains, \(signed(best.gain)):"
      + " \(named.joined(separator: "; "))"
      + undecided(inside, "put together") + undecided(across, "kept apart")
  }

  /// Which of some gains might as well be none.
  private func undecided(
    _ gains: [TransferGains.Gain], _ what: String
  ) -> String {
    let open = gains.filter { $0.verdict == .undecided }.map(name)
    return open.isEmpty
      ? "" : "\nundecided, though \(what): \(open.joined(separator: ", "))"
  }

  private func partners(_ gains: TransferGains) -> String {
    let sorted = gains.gains.sorted {
      $0.difference.mean > $1.difference.mean
    }
    guard let best = sorted.first else { return "no gain is known" }
    let task = tasks[best.task]
    guard best.difference.mean > 0 else {
      return "train \(task) alone: no partner's mean gain is above 0"
        + undecided(sorted, "left out")
    }
    return "train \(task) with \(tasks[best.partner])"
      + undecided([best], "put together")
  }

  private func notes(_ gains: TransferGains) -> [String] {
    let count = gains.gains.count
    var notes = [
      "a gain is the score with the partner minus the score alone, over"
        + " \(NumberText.count(seeds, of: "pair")) of runs with the same seed;"
        + " "
        + (seeds > 1
          ? "intervals and p come from t tests"
            + (count > 1
              ? ", corrected for \(count) comparisons by Šidák's method" : "")
            + "; undecided where the interval includes 0"
          : "one pair says nothing of chance: take more seeds")
    ]
    if !isOnTest {
      notes.append(
        "scores are of the sentences that chose the epoch; test= names others")
    }
    if !isOfOne, tasks.count > 2 {
      notes.append(
        "what a task gains in a group of three or more is taken for the mean of"
          + " its gains from each of the others")
    }
    let failed = runs.count { $0.trial.failure != nil }
    if failed > 0 {
      notes.append("\(failed) of \(runs.count) trainings failed")
    }
    return notes
  }

  private func name(_ gain: TransferGains.Gain) -> String {
    "\(tasks[gain.task]) with \(tasks[gain.partner])"
  }

  private func number(_ value: Double) -> String {
    NumberText.decimals(value, 4)
  }

  private func signed(_ value: Double) -> String {
    let text = number(value)
    return (value > 0 && text != number(0) ? "+" : "") + text
  }
}

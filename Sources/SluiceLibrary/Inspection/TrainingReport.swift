import SluiceLearning
import SluiceOutput

/// What a training run did, as a table and sentences.
///
/// Nothing here depends on the clock: the same seed prints the same report.
struct TrainingReport {
  var run: RunObject
  var network = "the network"

  var output: Output {
    .table(epochs) + .text(ending) + .table(seen)
      + remarks.reduce(.nothing) { $0 + .note($1) }
  }

  /// Tasks that something was learned of, and those that have scores.
  private var learned: [Int] {
    run.tasks.indices.filter { task in
      run.epochs.contains {
        $0.losses[task] != nil || $0.scores[task] != nil
      }
    }
  }

  /// Tasks whose losses were weighed by more than λ.
  private var weighed: [Int] {
    learned.filter { task in run.epochs.contains { $0.weight(of: task) != nil }
    }
  }

  /// What a task's loss was multiplied by in an epoch, on average.
  private func weight(of task: Int, _ epoch: TrainingRun.Epoch) -> String {
    epoch.weight(of: task).map(NumberText.entry) ?? "–"
  }

  private var epochs: Table {
    Table(
      ["epoch"] + learned.map { "loss \(run.tasks[$0])" }
        + learned.map { "dev \(run.tasks[$0])" }
        + weighed.map { "weight \(run.tasks[$0])" },
      shownEpochs.map { index in
        let epoch = run.epochs[index]
        return [
          "\(index + 1)" + (index == run.best ? "*" : "")
        ] + learned.map { epoch.losses[$0].map(NumberText.entry) ?? "–" }
          + learned.map { epoch.scores[$0].map(NumberText.percent) ?? "–" }
          + weighed.map { weight(of: $0, epoch) }
      })
  }

  /// All epochs, or of many the first, the last, the best and some between.
  private var shownEpochs: [Int] {
    let count = run.epochs.count
    guard count > 12 else { return Array(0..<count) }
    let step = (count + 9) / 10
    return Set(stride(from: 0, to: count, by: step))
      .union([count - 1, run.best ?? 0]).sorted()
  }

  private var ending: String {
    let count = run.epochs.count
    let plural = count == 1 ? "epoch" : "epochs"
    let tie = run.firstBest.map { ", which ties with epoch \($0 + 1)" } ?? ""
    let kept =
      run.best.map { "; the weights are those of epoch \($0 + 1)\(tie)" } ?? ""
    switch run.ending {
    case .finished:
      let idle = run.idleEpochs
      return "trained \(count) \(plural)"
        + (idle == 0
          ? ""
          : ", and in \(idle) more no sentence was drawn to learn from")
        + kept
    case .patience:
      let last = run.epochsWithoutGain
      return
        "stopped after \(count) \(plural), the last \(last)"
        + (tie.isEmpty
          ? " without improvement" : " no better than epoch \(count - last)")
        + kept
    case .stopped(let reason):
      return "stopped \(reason.phrase) in epoch \(count)\(kept)\n"
        + "\(network) is usable as it is; `train` goes on"
    case .diverged(let epoch, let batch):
      return "stopped in epoch \(epoch), which diverged at batch \(batch):"
        + " the loss or a weight was no longer a finite number\(kept)"
    }
  }

  /// What each task really learned from, over all epochs.
  private var seen: Table {
    Table(
      ["task", "sentences", "labelled tokens", "share of the loss %"]
        + (weighed.isEmpty ? [] : ["weight at the end"]),
      run.tasks.indices.map { task in
        let sums = [\TrainingRun.Epoch.sentences, \.labelled].map { counts in
          run.epochs.reduce(0) { $0 + $1[keyPath: counts][task] }
        }
        return [run.tasks[task] + (task == run.main ? " (main)" : "")]
          + sums.map { $0 > 0 ? NumberText.count($0) : "–" }
          + [share(of: task).map(NumberText.percent) ?? "–"]
          + (weighed.isEmpty
            ? [] : [run.epochs.last.map { weight(of: task, $0) } ?? "–"])
      })
  }

  /// What a task really had of all that training made small, the regularizers
  /// left out; nil where it had nothing.
  private func share(of task: Int) -> Double? {
    let parts = run.tasks.indices.map { task in
      run.epochs.reduce(0) { $0 + $1.objective[task] }
    }
    let all = parts.reduce(0, +)
    return parts[task] > 0 && all.isFinite ? parts[task] / all : nil
  }

  /// What the table does not say by itself.
  private var remarks: [String] {
    learned.compactMap(noSpanAtFirst) + learned.compactMap(oneLabel)
      + (isStillRising ? [rising] : [])
  }

  /// That a score was 0 for some epochs because no span was predicted yet.
  private func noSpanAtFirst(_ task: Int) -> String? {
    let count = run.epochs.prefix {
      $0.onlyLabels[task] == "O" && $0.scores[task] == 0
    }.count
    guard count > 0, count < run.epochs.count else { return nil }
    return "no span of \(run.tasks[task]) is predicted before epoch"
      + " \(count + 1), and its score is 0 until then"
  }

  /// That a task's labels were all one at the end of training.
  private func oneLabel(_ task: Int) -> String? {
    guard let kept = run.best ?? run.epochs.indices.last,
      let label = run.epochs[kept].onlyLabels[task]
    else { return nil }
    return oneLabelRemark(label, task: run.tasks[task], network: network)
  }

  /// Whether the last epoch brought the best score so far.
  private var isStillRising: Bool {
    run.ending == .finished && run.epochs.count > 1 && run.firstBest == nil
      && run.best == run.epochs.count - 1
      && (run.epochs.last?.score ?? 0) > 0
  }

  private var rising: String {
    "the score was still rising in the last epoch: more epochs may improve it"
  }
}

extension RunObject {
  /// Epochs since the main task's score last rose.
  fileprivate var epochsWithoutGain: Int {
    var (best, last) = (-Double.infinity, -1)
    for (index, epoch) in epochs.enumerated() {
      guard let score = epoch.score, score > best else { continue }
      (best, last) = (score, index)
    }
    return epochs.count - 1 - last
  }

  /// The first epoch with the score of the one whose weights were kept; nil if
  /// that is the first.
  fileprivate var firstBest: Int? {
    guard let best, let score = epochs[best].score else { return nil }
    return epochs[..<best].firstIndex { $0.score == score }
  }
}

extension RunObject {
  /// Whether losses were multiplied by other numbers than λ.
  private var isWeighed: Bool { epochs.contains { $0.weights != nil } }

  /// All epochs as a table, its numbers in full: each task's loss and
  /// development score, empty where there was none.
  var csv: String {
    let names =
      ["epoch"] + tasks.map { "loss \($0)" } + tasks.map { "dev \($0)" }
      + (isWeighed ? tasks.map { "weight \($0)" } : [])
    let rows = epochs.enumerated().map { number, epoch in
      [String(number + 1)]
        + (epoch.losses + epoch.scores
        + (isWeighed ? tasks.indices.map(epoch.weight) : []))
        .map { $0.map { "\($0)" } ?? "" }
    }
    return Table(names, rows).csv + "\n"
  }
}

import SluiceLearning
import SluiceOutput

/// What a training run did, as a table and a sentence.
///
/// Nothing here depends on the clock: the same seed prints the same report.
struct TrainingReport {
  var run: RunObject
  var network = "the network"

  var output: Output {
    .table(epochs) + .text(ending) + .table(seen)
  }

  private var epochs: Table {
    let columns =
      ["epoch"] + run.tasks.map { "loss \($0)" }
      + run.tasks.map { "dev \($0)" }
    let shown = shownEpochs
    return Table(
      columns,
      shown.map { index in
        let epoch = run.epochs[index]
        return [
          "\(index + 1)" + (index == run.best ? "*" : "")
        ] + epoch.losses.map(NumberText.entry)
          + epoch.scores.map { $0.map(NumberText.percent) ?? "–" }
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
    let kept = run.best.map { "; the weights are those of epoch \($0 + 1)" }
    switch run.ending {
    case .finished: return "trained \(count) \(plural)\(kept ?? "")"
    case .patience:
      return
        "stopped after \(count) \(plural), the last \(run.epochsWithoutGain)"
        + " without improvement\(kept ?? "")"
    case .stopped:
      return "stopped on request in epoch \(count)\(kept ?? "")\n"
        + "\(network) can be used and trained on"
    }
  }

  /// What each task really learned from, over all epochs.
  private var seen: Table {
    Table(
      ["task", "sentences", "labelled tokens"],
      run.tasks.indices.map { task in
        [
          run.tasks[task] + (task == run.main ? " (main)" : ""),
          NumberText.count(
            run.epochs.reduce(0) { $0 + $1.sentences[task] }),
          NumberText.count(run.epochs.reduce(0) { $0 + $1.labelled[task] }),
        ]
      })
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
}

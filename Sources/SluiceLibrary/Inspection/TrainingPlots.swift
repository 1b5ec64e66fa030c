import SluiceEvaluator
import SluiceOutput

extension RunObject {
  /// The losses or the scores of a training, over the epochs of the network's
  /// life, as α is drawn: those of earlier trainings come before.
  func curves(
    of network: Reference<NetworkObject>, areLosses: Bool
  ) -> Plot {
    let earlier = max(0, network.network.epochs - epochs.count)
    return Plot(
      (areLosses ? "training loss" : "development score, in percent,")
        + " of \(network.name)",
      x: "epoch", y: areLosses ? "nats per token" : "score",
      series: tasks.indices.compactMap { task in
        let points = epochs.enumerated().compactMap { epoch, record in
          (areLosses
            ? record.losses[task] : record.scores[task].map { 100 * $0 })
            .map { Plot.Point(Double(earlier + epoch + 1), $0) }
        }
        return points.isEmpty ? nil : Plot.Series(tasks[task], points)
      })
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

extension Trainer.Progress {
  /// The progress of training a network: a line, or a block of lines.
  ///
  /// - Parameters:
  ///   - object: The network.
  ///   - what: The work, as one would type it.
  ///   - part: Which part of the whole work this training is, in 0…1.
  /// - Returns: News of the work.
  func work(
    _ object: Reference<NetworkObject>, of what: String,
    part: ClosedRange<Double> = 0...1
  ) -> WorkProgress {
    let done =
      (Double(epoch - 1) + Double(batch) / Double(max(1, batches)))
      / Double(epochs)
    let place =
      "\(what): epoch \(epoch) of \(epochs), batch \(batch) of \(batches)"
    let speed =
      "\(NumberText.count(Int(tokensPerSecond))) tokens/s,"
      + " \(NumberText.duration(secondsLeft)) left"
    // Named as the columns of the report are.
    let tasks = object.network.tasks.map(\.name)
    let losses = zip(tasks, losses).compactMap { task, loss in
      loss.map { "loss \(task) \(NumberText.entry($0))" }
    }
    let score = scores.last.map {
      "dev \(tasks[object.network.main]) \(NumberText.percent($0))"
    }
    return WorkProgress(
      fraction: part.lowerBound + done * (part.upperBound - part.lowerBound),
      text: ([place] + losses + [score, speed].compactMap(\.self))
        .joined(separator: ", "),
      block: {
        .section(StyledText(place), .text(speed) + .sparklines(course(object)))
      })
  }

  /// Each task's loss over the epochs, the main task's scores, and alpha.
  private func course(_ object: Reference<NetworkObject>) -> [Sparkline] {
    let tasks = object.network.tasks.enumerated().compactMap { task, info in
      losses[task].map { last in
        Sparkline(
          info.name, [history.compactMap { $0[task] } + [last]],
          last: NumberText.entry(last))
      }
    }
    let dev = scores.last.map {
      Sparkline("dev", [scores], last: NumberText.percent($0))
    }
    return tasks + (dev.map { [$0] } ?? [])
      + (sharing.map { alpha($0, object) } ?? [])
  }

  /// Alpha, a line a layer: a column for each entry, row by row.
  private func alpha(
    _ sharing: SharingSnapshot, _ object: Reference<NetworkObject>
  ) -> [Sparkline] {
    (0..<object.network.architecture.layers).compactMap { layer in
      sharing.tensors[.alpha(layer)].map { alpha in
        Sparkline(
          "α\(layer + 1)", alpha.rows.map { $0.map { abs(Double($0)) } },
          range: 0...1)
      }
    }
  }
}

import SluiceDiagnostics
import SluiceLearning
import SluiceTensor

extension Trainer.Progress {
  /// The progress of training a network: a line, or a block of lines.
  func work(_ object: Reference<NetworkObject>) -> WorkProgress {
    let done =
      (Double(epoch - 1) + Double(batch) / Double(max(1, batches)))
      / Double(epochs)
    let place =
      "train \(object.name): epoch \(epoch) of \(epochs), batch \(batch) of"
      + " \(batches)"
    let speed =
      "\(NumberText.count(Int(tokensPerSecond))) tokens/s,"
      + " \(Int(secondsLeft.rounded())) s left"
    let losses = losses.map(NumberText.entry).joined(separator: " ")
    let score = scores.last.map { ", dev \(NumberText.percent($0))" } ?? ""
    return WorkProgress(
      fraction: done, text: "\(place), loss \(losses)\(score), \(speed)",
      block: { [place, "  \(speed)"] + block(object) })
  }

  /// Each task's loss over the epochs, the main task's scores, and alpha.
  private func block(_ object: Reference<NetworkObject>) -> [String] {
    let names = object.network.tasks.map(\.name)
    let width = (names + ["dev"]).map(\.terminalWidth).max() ?? 0
    func row(_ name: String, _ values: [Double], _ last: String) -> String {
      let blanks = String(repeating: " ", count: width - name.terminalWidth)
      return "  \(name)\(blanks)  \(Sparkline.text(values)) \(last)"
    }
    var rows = names.indices.map { task in
      row(
        names[task], history.map { $0[task] } + [losses[task]],
        NumberText.entry(losses[task]))
    }
    if let score = scores.last {
      rows.append(row("dev", scores, NumberText.percent(score)))
    }
    return rows + (sharing.map { strips($0, object) } ?? [])
  }

  /// Alpha, a strip a layer: a block for each entry, row by row.
  private func strips(
    _ sharing: SharingSnapshot, _ object: Reference<NetworkObject>
  ) -> [String] {
    (0..<object.network.architecture.layers).compactMap { layer in
      guard let alpha = sharing.tensors[.alpha(layer)] else {
        return nil
      }
      let rows = alpha.rows.map { row in
        String(row.map { Sparkline.block(abs($0)) })
      }
      return "  α\(layer + 1)  " + rows.joined(separator: " ")
    }
  }
}

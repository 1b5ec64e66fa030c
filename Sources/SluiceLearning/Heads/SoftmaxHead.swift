import Foundation
import SluiceTensor

/// Labels each token by itself: a score for each label (``HeadLayers``), and
/// the cross-entropy of their softmax.
///
/// - Shapes: input `[P, W]`, logits `[P, L]`.
package struct SoftmaxHead: Head {
  package static let name = "softmax"

  private let layers: HeadLayers
  private let valid: ValidTransitions?

  package init(
    _ architecture: Architecture, _ layout: ParameterLayout, task: Int,
    valid: ValidTransitions?
  ) {
    layers = HeadLayers(architecture, layout, task: task)
    self.valid = valid
  }

  package static func parameters(
    _ a: Architecture, task: Int, labels: Int
  ) -> [Parameter] {
    HeadLayers.parameters(a, task: task, labels: labels)
  }

  package var labels: Int { layers.labels }
  package var kept: [Int] { layers.hidden }
  package var scratch: [Int] { layers.hidden }

  package func forward(_ pass: HeadPass, _ weights: Weights) {
    layers.forward(
      pass.input, units: pass.kept[...], into: pass.logits, weights)
  }

  package func loss(
    _ pass: HeadPass, labels: [Int32], scale: Float, _ weights: Weights
  ) -> Double {
    Kernels.crossEntropy(pass.logits, labels: labels, scale: scale)
  }

  package func backward(
    _ pass: HeadPass, scratch: [Block], inputGradient: Block,
    _ weights: Weights, _ gradients: Gradients
  ) {
    layers.backward(
      pass.input, units: pass.kept[...], logitsGradient: pass.logits,
      scratch: scratch[...], inputGradient: inputGradient, weights, gradients)
  }

  /// The label that scores highest, the first among equals; where a sentence's
  /// are not well-formed, the well-formed ones with the largest sum of scores.
  package func decode(_ pass: HeadPass, _ weights: Weights) -> [Int32] {
    let logits = pass.logits
    var labels = (0..<logits.rows).map { r in
      let row = logits.base + r * logits.stride
      var best = 0
      for label in 1..<max(1, logits.columns) where row[label] > row[best] {
        best = label
      }
      return Int32(best)
    }
    guard let valid else { return labels }
    for (b, length) in pass.packing.lengths.enumerated() {
      let rows = (0..<length).map { pass.packing.row($0, of: b) }
      guard !valid.allow(rows.map { labels[$0] }),
        let best = valid.best(rows.map { logits.row($0) })
      else { continue }
      for (row, label) in zip(rows, best) { labels[row] = label }
    }
    return labels
  }

  /// What the softmax of each token's scores gives to a label.
  package func probabilities(
    _ pass: HeadPass, of labels: [Int32], _ weights: Weights
  ) -> [Float] {
    labels.enumerated().map { row, label in
      let scores = pass.logits.row(row)
      let most = scores.max() ?? 0
      let all = scores.reduce(Float(0)) { $0 + exp($1 - most) }
      return exp(scores[Int(label)] - most) / all
    }
  }
}

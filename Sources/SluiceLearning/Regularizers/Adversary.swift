import Foundation
import SluiceTensor

/// Asks that the shared stack not tell whose sentence it reads: an adversary
/// guesses the task from the mean of its last layer's states, and learns to,
/// while the way back to the states is reversed: `−λ` times the mean
/// cross-entropy of its guesses is what the stack sees.
///
/// Only sentences that have labels of one task alone count: where tasks label
/// the same sentences there is nothing to guess.
///
/// - Shapes: means `[B, 2H]`; weights `[M, 2H]`, bias `[M]`.
/// - Source: Ganin & Lempitsky 2015, <https://arxiv.org/abs/1409.7495>; Liu et
///   al. 2017, <https://aclanthology.org/P17-1001>.
package struct Adversary: Regularizer {
  package static let name = "adversary"
  package static let isOpposed = true
  package var weight: Float = 0

  package init() {}

  package func isActive(in architecture: Architecture) -> Bool {
    architecture.hasSentencesToTell && weight > 0
  }

  package func parameters(_ a: Architecture) -> [Parameter] {
    let start = Parameter.Start.uniform(inputs: 2 * a.hidden)
    return [
      Parameter(Self.weights, [a.tasks, 2 * a.hidden], start: start),
      Parameter(Self.bias, [a.tasks], start: start),
    ]
  }

  private static let weights = Weight(
    Weight.Part("adversary"), Weight.Role("weights"), name: "adversary.weight")
  private static let bias = Weight(
    Weight.Part("adversary"), Weight.Role("bias"), name: "adversary.bias")

  package func loss(
    ofStates pass: ForwardPass, layer: Int, gradients: StateGradients,
    _ weights: Weights, _ runner: NetworkRunner
  ) -> Double {
    guard layer == runner.architecture.layers - 1 else { return 0 }
    let shared = runner.architecture.stacks - 1
    let sentences = SentenceMeans(
      pass.mixed(layer: layer, stack: shared), pass.batch)
    let (w, bias) = (
      Slot(runner.layout, Self.weights), Slot(runner.layout, Self.bias)
    )
    let (wGradient, biasGradient) = (
      gradients.weights[w], gradients.weights[bias]
    )
    wGradient.clear()
    biasGradient.clear()
    let counted = sentences.tasks.count { $0 != nil }
    var means = sentences.means.map { [Float](repeating: 0, count: $0.count) }
    var loss = 0.0
    for (b, task) in sentences.tasks.enumerated() {
      guard let task else { continue }
      let mean = sentences.means[b]
      let scores = (0..<w.rows).map { m in
        let row = weights[w].base + m * w.columns
        return mean.indices.reduce(weights[bias].base[m]) {
          $0 + row[$1] * mean[$1]
        }
      }
      let top = scores.max() ?? 0
      let powers = scores.map { exp($0 - top) }
      let sum = powers.reduce(0, +)
      loss += Double(log(sum) + top - scores[task])
      for m in 0..<w.rows {
        let gradient =
          (powers[m] / sum - (m == task ? 1 : 0)) / Float(counted)
        let row = weights[w].base + m * w.columns
        let rowGradient = wGradient.base + m * w.columns
        biasGradient.base[m] += weight * gradient
        for unit in mean.indices {
          rowGradient[unit] += weight * gradient * mean[unit]
          means[b][unit] += gradient * row[unit]
        }
      }
    }
    // Reversed: what the adversary could go by is to go away.
    sentences.backward(means, scale: -weight, to: gradients.states[shared])
    return counted > 0 ? loss / Double(counted) : 0
  }
}

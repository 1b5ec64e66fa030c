import Foundation
import SluiceTensor

/// Asks that the tasks' sentences look alike to the shared stack: the squared
/// maximum mean discrepancy between the means of its last layer's states, for
/// each pair of tasks, with a sum of Gaussian kernels:
/// `k(x, y) = Σ_σ exp(−‖x − y‖² / 2σ²)`.
///
/// Only sentences that have labels of one task alone count, as for the
/// ``Adversary``.
///
/// - Source: Gretton et al. 2012, <https://jmlr.org/papers/v13/gretton12a.html>;
///   Bousmalis et al. 2016, <https://arxiv.org/abs/1608.06019>.
package struct MeanDiscrepancy: Regularizer {
  package static let name = "mmd"
  package var weight: Float = 0

  package init() {}

  package func isActive(in architecture: Architecture) -> Bool {
    architecture.hasSentencesToTell && weight > 0
  }

  /// `σ²` of the kernels.
  private static let variances: [Float] = [0.01, 0.1, 1, 10, 100]

  package func loss(
    ofStates pass: ForwardPass, layer: Int, gradients: StateGradients,
    _ weights: Weights, _ runner: NetworkRunner
  ) -> Double {
    guard layer == runner.architecture.layers - 1 else { return 0 }
    let shared = runner.architecture.stacks - 1
    let sentences = SentenceMeans(
      pass.mixed(layer: layer, stack: shared), pass.batch)
    var means = sentences.means.map { [Float](repeating: 0, count: $0.count) }
    let members = (0..<runner.architecture.tasks).map { task in
      sentences.tasks.indices.filter { sentences.tasks[$0] == task }
    }
    var loss = 0.0
    for (first, own) in members.enumerated() where !own.isEmpty {
      for other in members[(first + 1)...] where !other.isEmpty {
        for (one, two, share) in [
          (own, own, 1), (other, other, 1), (own, other, -2),
        ] {
          let scale = Float(share) / Float(one.count * two.count)
          for x in one {
            for y in two {
              loss += Double(scale) * add(x, y, sentences, scale, &means)
            }
          }
        }
      }
    }
    sentences.backward(means, scale: weight, to: gradients.states[shared])
    return loss
  }

  /// The kernel of two sentences' means; adds its gradients times a scale.
  private func add(
    _ x: Int, _ y: Int, _ sentences: SentenceMeans, _ scale: Float,
    _ gradients: inout [[Float]]
  ) -> Double {
    let (a, b) = (sentences.means[x], sentences.means[y])
    let square = zip(a, b).reduce(Float(0)) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    var value = 0.0
    var slope: Float = 0
    for variance in Self.variances {
      let kernel = exp(-square / (2 * variance))
      value += Double(kernel)
      slope -= kernel / variance
    }
    if x != y {
      for unit in a.indices {
        let part = scale * slope * (a[unit] - b[unit])
        gradients[x][unit] += part
        gradients[y][unit] -= part
      }
    }
    return value
  }
}

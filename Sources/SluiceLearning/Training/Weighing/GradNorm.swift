import Foundation
import SluiceRandom

/// Weights that bring the norms of the tasks' gradients together, those of tasks
/// that lag behind a little higher.
///
/// A task's norm `w·‖∇L‖` is to be the mean of all tasks' times `r^α`. `r` says
/// how slowly it learns: its loss now over that of its first batch, over the mean
/// of that over the tasks. Each weight follows the gradient of `Σ |norm −
/// target|` by Adam at a rate of its own, targets taken as they are; then all are
/// scaled so that their sum is `M`.
///
/// The paper takes norms on the last layer that tasks share, to save work. There
/// is no such layer here: a head may read every layer, through β, and tasks may
/// end at different ones. So it is all weights that more than one task reaches in
/// the batch, embeddings too, of which the runs back for each task know the
/// gradients anyway.
///
/// - Source: Chen et al. 2018, <https://arxiv.org/abs/1711.02257>.
package struct GradNorm: WeighingRule {
  package static let name = "gradnorm"
  package static let need = WeighingNeed.gradients

  /// The paper's α: how much a task's pace counts.
  package var asymmetry = 1.5
  package var rate = 0.025
  private var numbers: [LearnedNumber] = []
  /// Each task's loss in the first batch that had labels of it.
  private var first: [Double?] = []

  /// No weight falls to 0, from where its gradient could not take it back.
  private static let least = 1e-3

  package init() {}

  package mutating func begin(tasks: Int) {
    numbers = (0..<tasks).map { _ in LearnedNumber(1) }
    first = numbers.map { _ in nil }
  }

  package func weights(
    _ losses: [Double?], _ random: RandomStream
  ) -> [Double] {
    numbers.map(\.value)
  }

  package mutating func learn(from step: WeighedStep) {
    let tasks = numbers.indices.filter {
      step.before[$0] != nil && (step.norms[$0] ?? 0) > 0
    }
    for task in tasks where first[task] == nil {
      first[task] = step.before[task]
    }
    guard tasks.count > 1 else { return }
    let ratios = tasks.map {
      (step.before[$0] ?? 0) / max(first[$0] ?? 1, 1e-12)
    }
    let norms = tasks.map { numbers[$0].value * (step.norms[$0] ?? 0) }
    let count = Double(tasks.count)
    let meanRatio = max(ratios.reduce(0, +) / count, 1e-12)
    let meanNorm = norms.reduce(0, +) / count
    for (index, task) in tasks.enumerated() {
      let target = meanNorm * pow(ratios[index] / meanRatio, asymmetry)
      let gap = norms[index] - target
      let slope = gap == 0 ? 0 : (step.norms[task] ?? 0) * (gap < 0 ? -1 : 1)
      numbers[task].move(
        against: slope, by: Optimizer(.adam), rate: rate)
    }
    let raised = numbers.map { max($0.value, Self.least) }
    let scale = Double(numbers.count) / raised.reduce(0, +)
    for task in numbers.indices { numbers[task].set(raised[task] * scale) }
  }
}

import SluiceLearning
import SluiceTensor

/// A regularizer that is nobody's: it asks that what a task's head takes of all
/// layers adds up to 1, `(w/2) Σₘ (Σₖ β[m, k] − 1)²`.
struct ToyRegularizer: Regularizer {
  static let name = "toy"
  var weight: Float = 0

  func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double {
    let beta = Slot(runner.layout, .beta)
    return (0..<beta.rows).reduce(0.0) { sum, task in
      let gap = weights[beta].row(task).reduce(-1, +)
      let gradient = gradients[beta].rows(task..<task + 1)
      for k in 0..<beta.columns { gradient.base[k] += weight * gap }
      return sum + Double(gap * gap) / 2
    }
  }
}

import SluiceTensor

/// Asks that a stack be made of few bases: `λ Σ |s|` over what stacks take of
/// bases, by a proximal step, so that numbers really reach 0.
///
/// - Source: Kumar & Daumé III 2012, <https://arxiv.org/abs/1206.6417>.
package struct BasisLasso: Regularizer {
  package static let name = "sparsity"
  package var weight: Float = 0

  package init() {}

  package func isActive(in architecture: Architecture) -> Bool {
    architecture.bases != nil && weight > 0
  }

  package func loss(
    ofWeights weights: Weights, gradients: Gradients, _ runner: NetworkRunner
  ) -> Double {
    guard let shares = runner.bases?.shares else { return 0 }
    return weights[shares].values.reduce(0.0) { $0 + Double(abs($1)) }
  }

  package func settle(_ weights: Weights, rate: Float, _ runner: NetworkRunner)
  {
    guard let shares = runner.bases.map({ weights[$0.shares] }) else { return }
    for place in 0..<shares.count {
      let share = shares.base[place]
      let shrunk = max(0, abs(share) - rate * weight)
      shares.base[place] = share < 0 ? -shrunk : shrunk
    }
  }
}

/// How weights follow their gradients.
package struct Optimizer: Sendable, Equatable, Codable {
  package var kind: Kind
  /// Learning rate.
  package var rate: Float
  /// The learning rate of α and of β; those of all others where there is none.
  package var alphaRate: Float?
  package var betaRate: Float?
  /// Share of the weights of matrices that is taken away in a step at rate 1,
  /// apart from the gradient (Loshchilov & Hutter 2019,
  /// <https://arxiv.org/abs/1711.05101>). Embeddings, biases, α and β do not
  /// decay.
  package var decay: Float = 0
  /// Largest norm of all gradients together; longer ones are scaled down.
  package var clip: Float?
  /// Adam's decay of the mean and of the square, and what keeps its divisor
  /// from 0; PyTorch's defaults.
  package var beta1: Float = 0.9
  package var beta2: Float = 0.999
  package var epsilon: Float = 1e-8

  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// `w −= rate · g`
    case sgd
    /// Kingma & Ba 2015, <https://arxiv.org/abs/1412.6980>.
    case adam
  }

  package init(_ kind: Kind, rate: Float? = nil, clip: Float? = nil) {
    self.kind = kind
    self.rate = rate ?? (kind == .sgd ? 0.1 : 1e-3)
    self.clip = clip
  }

  /// What is updated in one way.
  enum Group: Int, CaseIterable {
    case matrices, vectors, alpha, beta, choices

    init(_ parameter: Parameter) {
      switch parameter.weight.role {
      case .alpha: self = .alpha
      case .beta: self = .beta
      case .choice: self = .choices
      case .embeddings: self = .vectors
      default: self = parameter.shape.count > 1 ? .matrices : .vectors
      }
    }
  }

  /// The rate of a group, where all are at a part of their rates.
  func rate(of group: Group, factor: Float) -> Float {
    switch group {
    case .matrices, .vectors: rate * factor
    case .alpha, .choices: (alphaRate ?? rate) * factor
    case .beta: (betaRate ?? rate) * factor
    }
  }
}

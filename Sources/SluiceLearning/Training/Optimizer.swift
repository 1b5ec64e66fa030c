/// How weights follow their gradients.
package struct Optimizer: Sendable, Equatable, Codable {
  package var kind: Kind
  /// Learning rate.
  package var rate: Float
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
}

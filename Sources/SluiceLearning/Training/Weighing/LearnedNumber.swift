import Foundation

/// A number beside the network's weights that follows a gradient of its own, by
/// Adam or without.
package struct LearnedNumber: Sendable, Equatable, Codable {
  package private(set) var value: Double
  private var mean = 0.0
  private var square = 0.0
  private var steps = 0

  package init(_ value: Double) { self.value = value }

  /// Moves against a gradient.
  ///
  /// - Parameters:
  ///   - gradient: The gradient.
  ///   - optimizer: Which kind, and its constants.
  ///   - rate: The learning rate.
  mutating func move(
    against gradient: Double, by optimizer: Optimizer, rate: Double
  ) {
    guard optimizer.kind == .adam else {
      value -= rate * gradient
      return
    }
    let (beta1, beta2) = (Double(optimizer.beta1), Double(optimizer.beta2))
    steps += 1
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * gradient * gradient
    let unbiased = square / (1 - pow(beta2, Double(steps)))
    value -=
      rate * (mean / (1 - pow(beta1, Double(steps))))
      / (unbiased.squareRoot() + Double(optimizer.epsilon))
  }

  /// Puts it elsewhere; what it remembers of gradients stays.
  mutating func set(_ value: Double) { self.value = value }
}

import Foundation

/// How the learning rate changes over training.
package struct Schedule: Sendable, Equatable, Codable {
  package var shape: Shape
  /// Steps over which the rate first rises from 0.
  package var warmup: Int

  package enum Shape: String, Sendable, CaseIterable, Codable {
    case constant
    /// Falls evenly to 0 at the last step.
    case linear
    /// Falls to 0 along half a cosine.
    case cosine
    /// Falls as 1/√step once warm.
    case inverseSquareRoot = "inverse-sqrt"
  }

  package init(_ shape: Shape = .constant, warmup: Int = 0) {
    self.shape = shape
    self.warmup = warmup
  }

  /// What the rate is multiplied by at a step.
  ///
  /// - Parameters:
  ///   - step: Counts from 0.
  ///   - total: All steps planned.
  /// - Returns: A share from 0 to 1.
  package func factor(step: Int, of total: Int) -> Float {
    if step < warmup { return Float(step + 1) / Float(warmup + 1) }
    let left = max(1, total - warmup)
    let done = min(1, Float(step - warmup) / Float(left))
    switch shape {
    case .constant: return 1
    case .linear: return 1 - done
    case .cosine: return 0.5 * (1 + cos(.pi * done))
    case .inverseSquareRoot:
      let start = Float(max(1, warmup))
      return (start / (start + Float(step - warmup))).squareRoot()
    }
  }
}

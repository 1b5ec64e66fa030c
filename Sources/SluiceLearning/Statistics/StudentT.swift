import Foundation

/// Student's t distribution.
package enum StudentT {
  /// The probability of a value farther from 0 than `t`, on either side.
  ///
  /// - Parameters:
  ///   - t: The value.
  ///   - freedom: Degrees of freedom, above 0.
  /// - Returns: Its probability.
  package static func twoSided(_ t: Double, freedom: Double) -> Double {
    beta(freedom / (freedom + t * t), freedom / 2, 0.5)
  }

  /// The value that is passed on either side with probability `p` in all.
  package static func quantile(twoSided p: Double, freedom: Double) -> Double {
    var low = 0.0, high = 1.0
    while twoSided(high, freedom: freedom) > p, high < 1e12 { high *= 2 }
    while true {
      let middle = (low + high) / 2
      guard low < middle, middle < high else { return middle }
      if twoSided(middle, freedom: freedom) > p {
        low = middle
      } else {
        high = middle
      }
    }
  }

  /// The regularized incomplete beta function.
  private static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast on one side only.
    return x <= (a + 1) / (a + b + 2)
      ? fraction(x, a, b) : 1 - fraction(1 - x, b, a)
  }

  /// The same by its continued fraction (Lentz's method).
  private static func fraction(
    _ x: Double, _ a: Double, _ b: Double
  ) -> Double {
    let logarithm: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let front = exp(logarithm + a * log(x) + b * log(1 - x)) / a
    let tiny = 1e-300
    var c = 1.0
    var d = 1 / max(abs(1 - (a + b) * x / (a + 1)), tiny)
    var fraction = d
    for step in 1...500 {
      let m = Double(step)
      let n: Double = a + 2 * m
      let even: Double = m * (b - m) * x / ((n - 1) * n)
      let odd: Double = -(a + m) * (a + b + m) * x / (n * (n + 1))
      for term in [even, odd] {
        d = 1 + term * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + term / c
        c = abs(c) < tiny ? tiny : c
        fraction *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return front * fraction
  }
}

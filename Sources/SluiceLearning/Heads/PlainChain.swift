import Foundation

/// Sums over all chains of labels of one sentence, in logarithms and double
/// precision: right for any scores, and what ``ChainSums`` is held to.
struct PlainChain {
  let scores: ChainScores
  /// `[T, L]`: what each label scores at each token, −∞ where it may not be.
  let emissions: [Double]

  /// What comes of all chains together.
  struct Result {
    /// `log Σ exp(score)`; −∞ where no chain may be.
    var logSum: Double
    /// `[T, L]`: how likely each label is at each token.
    var marginals: [Double]
    /// How often each step is to be expected.
    var counts: ChainCounts
  }

  private var length: Int { emissions.count / max(1, scores.labels) }

  /// - Complexity: `T·L²` exponentials.
  func sums() -> Result {
    let n = scores.labels
    let forward = forward()
    let backward = backward()
    let end = (length - 1) * n
    let logSum = Self.logSum(n) { forward[end + $0] + scores.end[$0] }
    var result = Result(
      logSum: logSum,
      marginals: zip(forward, backward).map { exp($0 + $1 - logSum) },
      counts: ChainCounts(labels: n))
    for label in 0..<n {
      result.counts.start[label] = result.marginals[label]
      result.counts.end[label] = result.marginals[end + label]
    }
    for row in stride(from: n, to: emissions.count, by: n) {
      for from in 0..<n where forward[row - n + from] > -.infinity {
        for to in 0..<n {
          result.counts.transition[from * n + to] += exp(
            forward[row - n + from] + scores.transition[from * n + to]
              + emissions[row + to] + backward[row + to] - logSum)
        }
      }
    }
    return result
  }

  /// `[T, L]`: over all that may come before, the token itself included.
  private func forward() -> [Double] {
    let n = scores.labels
    var sums = [Double](repeating: 0, count: emissions.count)
    for label in 0..<n { sums[label] = scores.start[label] + emissions[label] }
    for row in stride(from: n, to: emissions.count, by: n) {
      for to in 0..<n {
        sums[row + to] =
          emissions[row + to]
          + Self.logSum(n) {
            sums[row - n + $0] + scores.transition[$0 * n + to]
          }
      }
    }
    return sums
  }

  /// `[T, L]`: over all that may come after.
  private func backward() -> [Double] {
    let n = scores.labels
    var sums = [Double](repeating: 0, count: emissions.count)
    let end = (length - 1) * n
    for label in 0..<n { sums[end + label] = scores.end[label] }
    for row in stride(from: end, to: 0, by: -n) {
      for from in 0..<n {
        sums[row - n + from] = Self.logSum(n) {
          scores.transition[from * n + $0] + emissions[row + $0]
            + sums[row + $0]
        }
      }
    }
    return sums
  }

  /// `log Σ exp`, −∞ of nothing.
  private static func logSum(_ count: Int, _ term: (Int) -> Double) -> Double {
    var top = -Double.infinity
    for i in 0..<count {
      let x = term(i)
      if x > top || x.isNaN { top = x }
    }
    guard top > -.infinity else { return top }
    var sum = 0.0
    for i in 0..<count { sum += exp(term(i) - top) }
    return top + log(sum)
  }
}

import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Paired approximate randomization: are two systems' scores over the same
/// sentences further apart than chance would put them?
///
/// If the systems are alike, which of the two gave which output of a sentence
/// does not matter. So outputs are swapped, each sentence by the toss of a
/// coin, and the p-value is the share of tosses whose difference is at least
/// the one that was seen, the one seen counted among them.
///
/// - Source: Noreen 1989; Yeh 2000, <https://aclanthology.org/C00-2137>.
package enum Randomization {
  /// What one sentence adds to a score: for accuracy right tokens and tokens;
  /// for F1 right spans, predicted and gold ones.
  package typealias Counts = [Double]

  /// - Parameters:
  ///   - one: Each sentence's counts under one system.
  ///   - two: The same sentences' under the other.
  ///   - rounds: How often coins are tossed.
  ///   - stream: Where they are tossed.
  ///   - isDone: Called again and again with the number of rounds done.
  ///   - score: A score from counts summed over sentences.
  /// - Returns: The two-sided p-value.
  /// - Throws: That the work is to stop.
  package static func pValue(
    _ one: [Counts], _ two: [Counts], rounds: Int = 10_000,
    _ stream: RandomStream, isDone: (_ count: Int) -> Void = { _ in },
    score: (Counts) -> Double
  ) throws(Diagnostic) -> Double {
    precondition(one.count == two.count, "the same sentences")
    guard let width = one.first?.count else { return 1 }
    var stream = stream
    // Sentences on which both agree change nothing.
    let fixed = zip(one, two).filter { $0 == $1 }.map(\.0)
    let open = zip(one, two).filter { $0 != $1 }
    func total(_ counts: some Sequence<Counts>) -> Counts {
      counts.reduce(into: Counts(repeating: 0, count: width)) { sum, next in
        for i in 0..<width { sum[i] += next[i] }
      }
    }
    let common = total(fixed)
    let seen = abs(
      score(total([common] + open.map(\.0)))
        - score(total([common] + open.map(\.1))))
    var extreme = 1
    for round in 0..<rounds {
      try Interrupt.check()
      if round % 100 == 0 { isDone(round) }
      var a = common, b = common
      var bits: UInt64 = 0
      for (index, pair) in open.enumerated() {
        if index % 64 == 0 { bits = stream.next() }
        let isSwapped = bits & 1 == 1
        bits >>= 1
        for i in 0..<width {
          a[i] += isSwapped ? pair.1[i] : pair.0[i]
          b[i] += isSwapped ? pair.0[i] : pair.1[i]
        }
      }
      if abs(score(a) - score(b)) >= seen - 1e-12 { extreme += 1 }
    }
    return Double(extreme) / Double(rounds + 1)
  }

  /// Right tokens over tokens.
  package static func accuracy(_ counts: Counts) -> Double {
    counts[1] > 0 ? counts[0] / counts[1] : 0
  }

  /// F1 of right, predicted and gold spans.
  package static func f1(_ counts: Counts) -> Double {
    let all = counts[1] + counts[2]
    return all > 0 ? 2 * counts[0] / all : 0
  }
}

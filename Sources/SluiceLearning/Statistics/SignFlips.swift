import Foundation
import SluiceDiagnostics
import SluiceRandom

/// The sign-flip test of a mean difference: if two methods are alike, each
/// unit's difference could as well have had the other sign.
///
/// The p-value is the share of all ways to choose signs whose sum is at least
/// as far from 0 as the one that was seen. It asks for no normal distribution,
/// only for a symmetric one, but of few units it cannot be small.
///
/// - Source: Fisher 1935, The Design of Experiments, section 21.
package enum SignFlips {
  /// Of so many units all ways to choose signs are counted, of more some are
  /// drawn.
  static let mostCounted = 16
  static let drawn = 10_000

  /// - Parameters:
  ///   - differences: One for each unit.
  ///   - stream: Where signs are drawn, if they are too many to be counted.
  /// - Returns: The two-sided p-value.
  /// - Throws: That the work is to stop.
  package static func pValue(
    _ differences: [Double], _ stream: RandomStream
  ) throws(Diagnostic) -> Double {
    let scale = differences.reduce(0) { $0 + abs($1) }
    // Sums that differ by rounding alone are the same.
    let seen = abs(differences.reduce(0, +)) - 1e-10 * scale
    guard differences.count > mostCounted else {
      return counted(differences, seen)
    }
    var stream = stream
    var extreme = 1
    for _ in 0..<drawn {
      try Interrupt.check()
      var sum = 0.0
      var bits: UInt64 = 0
      for (index, difference) in differences.enumerated() {
        if index % 64 == 0 { bits = stream.next() }
        sum += bits & 1 == 1 ? -difference : difference
        bits >>= 1
      }
      if abs(sum) >= seen { extreme += 1 }
    }
    return Double(extreme) / Double(drawn + 1)
  }

  /// The smallest p-value that so many units can have.
  package static func smallest(units: Int) -> Double {
    units > mostCounted
      ? 1 / Double(drawn + 1) : min(1, 2 / exp2(Double(units)))
  }

  /// All signs, the last one's left as it is: the others' opposites have
  /// opposite sums.
  private static func counted(_ differences: [Double], _ seen: Double) -> Double
  {
    guard let last = differences.last else { return 1 }
    var sums = [last]
    for difference in differences.dropLast() {
      sums = sums.map { $0 + difference } + sums.map { $0 - difference }
    }
    return Double(sums.count { abs($0) >= seen }) / Double(sums.count)
  }
}

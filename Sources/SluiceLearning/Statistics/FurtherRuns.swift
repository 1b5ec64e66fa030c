import Foundation

/// How many more runs would tell whether a difference is one or is within the
/// margin, with a chance of 80%, if the mean and the spreads stay as they are.
package enum FurtherRuns: Sendable, Equatable {
  /// More units, each with as many runs as now.
  case units(Int)
  /// More runs of each unit: where the spread of the means owes more to these
  /// than to the units, and ten times as many would do.
  case repetitions(Int)
  /// More than `mostUnits` units.
  case beyondReach

  static let power = 0.8
  package static let mostUnits = 10_000

  /// Nil where the spread is not known.
  ///
  /// - Parameters:
  ///   - differences: Of paired runs, by unit.
  ///   - margin: The largest difference that does not matter.
  ///   - level: What an uncorrected p-value is held against.
  init?(_ differences: [[Double]], margin: Double, level: Double) {
    let units = differences.count
    guard units > 1 else { return nil }
    let test = TTest(differences.map { $0.reduce(0, +) / Double($0.count) })
    /// Variance of the units' means.
    let variance = test.standardError * test.standardError * Double(units)
    /// Whether so many units with means of this variance would decide.
    func decides(_ units: Int, _ variance: Double) -> Bool {
      Self.chance(
        test.mean, error: (variance / Double(units)).squareRoot(), margin,
        freedom: Double(units - 1), level: level) >= Self.power
    }
    // What the means' variance owes to the runs within a unit.
    let repeated = differences.filter { $0.count > 1 }
    let runs =
      Double(units) / differences.reduce(0) { $0 + 1 / Double($1.count) }
    let within = Self.pooledVariance(repeated)
    let between = max(0, variance - within / runs)
    if within / runs > between {
      let now = Int(runs.rounded(.up))
      let needed = Self.least(from: now + 1, most: 10 * now) {
        decides(units, between + within / Double($0))
      }
      if let needed {
        self = .repetitions(needed - now)
        return
      }
    }
    self =
      Self.least(from: units + 1, most: Self.mostUnits) {
        decides($0, variance)
      }
      .map { .units($0 - units) } ?? .beyondReach
  }

  /// The least number for which something holds that holds from there on.
  private static func least(
    from start: Int, most: Int, where holds: (Int) -> Bool
  ) -> Int? {
    var low = start - 1
    var high = start
    while !holds(high) {
      guard high < most else { return nil }
      (low, high) = (high, min(most, 2 * high))
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The chance that a test finds a difference or, if that is likelier, that
  /// two one-sided tests find it within the margin.
  private static func chance(
    _ mean: Double, error: Double, _ margin: Double, freedom: Double,
    level: Double
  ) -> Double {
    func passes(_ distance: Double, _ bound: Double) -> Double {
      // The noncentral t distribution, nearly: Abramowitz & Stegun 1964,
      // formula 26.7.10.
      let z =
        (bound * (1 - 1 / (4 * freedom)) - distance / error)
        / (1 + bound * bound / (2 * freedom)).squareRoot()
      return erfc(z / 2.0.squareRoot()) / 2
    }
    let twoSided = StudentT.quantile(twoSided: level, freedom: freedom)
    let oneSided = StudentT.quantile(twoSided: 2 * level, freedom: freedom)
    return max(
      passes(abs(mean), twoSided),
      passes(margin - abs(mean), oneSided)
        + passes(margin + abs(mean), oneSided) - 1)
  }

  private static func pooledVariance(_ groups: [[Double]]) -> Double {
    let squares = groups.reduce(0) { sum, group in
      let mean = group.reduce(0, +) / Double(group.count)
      return sum + group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let freedom = groups.reduce(0) { $0 + $1.count - 1 }
    return freedom > 0 ? squares / Double(freedom) : 0
  }
}

/// Student's t test of a mean, from one number for each unit: a method's score
/// on a domain, or the difference of two methods there.
///
/// For differences it is the paired t test. It is exact where the numbers are
/// normally distributed, however much of their spread comes from the unit and
/// how much from the runs that each is the mean of.
///
/// - Source: Student 1908, <https://doi.org/10.1093/biomet/6.1.1>; two
///   one-sided tests: Schuirmann 1987, <https://doi.org/10.1007/BF01068419>.
package struct TTest: Sendable, Equatable {
  package let mean: Double
  package let standardError: Double
  /// Degrees of freedom; 0 where one number is all there is.
  package let freedom: Int

  /// - Parameter values: One for each unit.
  package init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    freedom = max(0, values.count - 1)
    standardError =
      freedom == 0
      ? .infinity : (square / Double(freedom) / count).squareRoot()
  }

  /// The probability of a mean at least so far from 0 if the true one is 0.
  package var pValue: Double {
    guard freedom > 0 else { return 1 }
    guard standardError > 0 else { return mean == 0 ? 1 : 0 }
    return StudentT.twoSided(mean / standardError, freedom: Double(freedom))
  }

  /// Where the mean lies, but for a chance of missing it.
  package func interval(missing level: Double) -> ClosedRange<Double> {
    guard freedom > 0 else { return -.infinity ... .infinity }
    let half =
      StudentT.quantile(twoSided: level, freedom: Double(freedom))
      * standardError
    return mean - half...mean + half
  }

  /// The probability of a mean at least so close to 0 if the true one is no
  /// nearer to 0 than the margin: the larger p of two one-sided tests.
  package func equivalence(within margin: Double) -> Double {
    guard freedom > 0 else { return 1 }
    let room = margin - abs(mean)
    guard standardError > 0 else { return room > 0 ? 0 : 1 }
    let tail =
      StudentT.twoSided(room / standardError, freedom: Double(freedom)) / 2
    return room > 0 ? tail : 1 - tail
  }
}

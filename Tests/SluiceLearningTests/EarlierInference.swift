import SluiceLearning

/// How earlier releases compared methods, to be simulated beside today's: the
/// variance of a hierarchical bootstrap held against Student's t.
///
/// It counts the spread of repetitions twice: the means of units have it in
/// them already.
struct EarlierTest {
  let mean: Double
  let standardError: Double
  let freedom: Double

  /// - Parameter differences: By unit; at least two units.
  init(_ differences: [[Double]]) {
    let means = differences.map(Self.mean)
    mean = Self.mean(means)
    freedom = Double(differences.count - 1)
    let within = Self.mean(
      differences.map { Self.variance($0) / Double($0.count) })
    standardError = ((Self.variance(means) + within) / freedom).squareRoot()
  }

  var pValue: Double {
    StudentT.twoSided(mean / standardError, freedom: freedom)
  }

  /// How wide its intervals at 95% are.
  var width: Double {
    2 * StudentT.quantile(twoSided: 0.05, freedom: freedom) * standardError
  }

  /// The smallest p-value after Holm's correction, which decides whether any
  /// of several comparisons is called different.
  static func smallest(_ pValues: [Double]) -> Double {
    (pValues.min() ?? 1) * Double(pValues.count)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// Over `n`.
  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return Self.mean(values.map { ($0 - mean) * ($0 - mean) })
  }
}

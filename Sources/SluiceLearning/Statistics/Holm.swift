/// Holm's correction for several comparisons: controls the chance that any of
/// them is called different though none is.
///
/// - Source: Holm 1979, <https://www.jstor.org/stable/4615733>.
package enum Holm {
  /// - Parameter pValues: One for each comparison.
  /// - Returns: Corrected ones, in the same order, to be held against the level
  ///   as they are.
  package static func corrected(_ pValues: [Double]) -> [Double] {
    zip(pValues, factors(pValues)).map { min(1, $0 * $1) }
  }

  /// What each p-value is multiplied by. An interval at the level divided by it
  /// leaves 0 out exactly where the corrected p-value is below the level.
  package static func factors(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    var result = pValues
    var least = 0.0
    for (rank, index) in order.enumerated() {
      let steps = Double(pValues.count - rank)
      least = max(least, steps * pValues[index])
      result[index] = pValues[index] > 0 ? least / pValues[index] : steps
    }
    return result
  }
}

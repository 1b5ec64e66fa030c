/// Holm's correction for several comparisons: controls the chance that any of
/// them is called different though none is.
///
/// - Source: Holm 1979, <https://www.jstor.org/stable/4615733>.
package enum Holm {
  /// - Parameter pValues: One for each comparison.
  /// - Returns: Corrected ones, in the same order, to be held against the level
  ///   as they are.
  package static func corrected(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    var result = pValues
    var least = 0.0
    for (rank, index) in order.enumerated() {
      least = max(least, Double(pValues.count - rank) * pValues[index])
      result[index] = min(1, least)
    }
    return result
  }
}

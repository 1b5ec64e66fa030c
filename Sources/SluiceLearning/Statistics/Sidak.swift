import Foundation

/// Šidák's correction for several comparisons: one step, the same for all of
/// them, that controls the chance that any is called different though none is.
///
/// It holds whatever the correlation of the comparisons' t values is, which
/// those of methods on the same units always have.
///
/// - Source: Šidák 1967, <https://doi.org/10.1080/01621459.1967.10482935>; for
///   t values: Šidák 1971, <https://doi.org/10.1214/aoms/1177693511>.
package enum Sidak {
  /// A p-value that may be held against the level as it is.
  package static func corrected(_ p: Double, of comparisons: Int) -> Double {
    p < 1 ? -expm1(Double(comparisons) * log1p(-p)) : 1
  }

  /// What an uncorrected p-value is held against; an interval that misses with
  /// this chance leaves 0 out exactly where the corrected p-value is below the
  /// level.
  package static func level(_ level: Double, of comparisons: Int) -> Double {
    -expm1(log1p(-level) / Double(max(1, comparisons)))
  }
}

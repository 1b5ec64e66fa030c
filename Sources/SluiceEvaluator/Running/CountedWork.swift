import SluiceOutput

/// Work that is counted and tells how far it has come, once it has taken a
/// second: `inspect net cost: 14 of 48 entries, 12 s left`.
package struct CountedWork: Sendable {
  private let what, unit: String
  private let total: Int
  private let tell: @Sendable (WorkProgress) -> Void
  private let start = ContinuousClock.now

  /// - Parameters:
  ///   - what: The work, as one would type it.
  ///   - total: How much there is of it.
  ///   - unit: What is counted, in the plural.
  ///   - environment: Who is told.
  package init(
    _ what: String, total: Int, of unit: String, _ environment: Environment
  ) {
    self.what = what
    self.total = total
    self.unit = unit
    tell = environment.progress
  }

  /// Tells that so much is done.
  package func isDone(_ count: Int) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard seconds >= 1, count > 0, total > 0 else { return }
    let left = seconds / Double(count) * Double(total - count)
    tell(
      WorkProgress(
        fraction: Double(count) / Double(total),
        text: "\(what): \(count) of \(total) \(unit),"
          + " \(NumberText.duration(left)) left"))
  }
}

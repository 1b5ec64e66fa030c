import SluiceOutput

/// Work that is counted and tells how far it has come, once it has taken long
/// enough for anybody to wonder: `inspect net cost: 14 of 48 entries, 12 s left`.
package struct CountedWork: Sendable {
  private let what, unit: String
  private let tell: @Sendable (WorkProgress) -> Void
  private let delay: Duration
  private let start = ContinuousClock.now

  /// - Parameters:
  ///   - what: The work, as one would type it.
  ///   - unit: What is counted, in the plural.
  ///   - environment: Who is told.
  package init(
    _ what: String, of unit: String, _ environment: Environment
  ) {
    self.what = what
    self.unit = unit
    tell = environment.progress
    delay = environment.progressDelay
  }

  /// Tells that so much of the whole is done.
  package func isDone(_ count: Int, of total: Int) {
    let time = ContinuousClock.now - start
    guard time >= delay, count > 0, total > 0 else { return }
    let left = time / .seconds(1) / Double(count) * Double(total - count)
    tell(
      WorkProgress(
        fraction: Double(count) / Double(total),
        text: "\(what): \(count) of \(total) \(unit),"
          + " \(NumberText.duration(left)) left"))
  }
}

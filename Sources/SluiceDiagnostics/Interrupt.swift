import Synchronization

/// A wish that work end before it is done, as the work sees it.
///
/// What works long asks ``check()``: at least ten times a second, before it
/// gives or writes anything. `request` is two atomic operations and may be
/// called from a signal handler.
package final class Interrupt: Sendable {
  /// Whom the work on this thread listens to: a setting of the thread, which
  /// whoever starts others hands on.
  @TaskLocal package static var current: Interrupt?

  private let count = Atomic<Int>(0)
  private let first = Atomic<Int>(0)
  private let outer: Interrupt?

  /// - Parameter outer: One that asks this one, too: the whole program's, for
  ///   a notebook among several.
  package init(within outer: Interrupt? = nil) { self.outer = outer }

  /// How often it was asked for since the last reset.
  package var requests: Int {
    count.load(ordering: .relaxed) + (outer?.requests ?? 0)
  }

  /// Who asked first; nil where nobody did.
  package var reason: StopReason? {
    StopReason(rawValue: first.load(ordering: .relaxed)) ?? outer?.reason
  }

  package var isRequested: Bool { reason != nil }

  package func request(_ reason: StopReason = .user) {
    _ = first.compareExchange(
      expected: 0, desired: reason.rawValue, ordering: .relaxed)
    count.add(1, ordering: .relaxed)
  }

  package func reset() {
    first.store(0, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
  }

  /// - Throws: That work is to stop, if somebody asked for it.
  package func check() throws(Diagnostic) {
    if let reason { throw reason.diagnostic() }
  }

  /// The same for whoever works on this thread.
  package static func check() throws(Diagnostic) { try current?.check() }
}

import Synchronization

/// Ctrl-C, as long-running work sees it.
///
/// `request` is one atomic addition and may be called from a signal handler.
package final class Interrupt: Sendable {
  private let count = Atomic<Int>(0)
  private let outer: Interrupt?

  /// - Parameter outer: One that asks this one, too: the whole program's, for
  ///   a notebook among several.
  package init(within outer: Interrupt? = nil) { self.outer = outer }

  /// How often it was asked for since the last reset.
  package var requests: Int {
    count.load(ordering: .relaxed) + (outer?.requests ?? 0)
  }

  package var isRequested: Bool { requests > 0 }

  package func request() { count.add(1, ordering: .relaxed) }

  package func reset() { count.store(0, ordering: .relaxed) }
}

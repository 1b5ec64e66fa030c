import Synchronization

/// Ctrl-C, as long-running work sees it.
///
/// `request` is one atomic addition and may be called from a signal handler.
package final class Interrupt: Sendable {
  private let count = Atomic<Int>(0)

  package init() {}

  /// How often it was asked for since the last reset.
  package var requests: Int { count.load(ordering: .relaxed) }

  package var isRequested: Bool { requests > 0 }

  package func request() { count.add(1, ordering: .relaxed) }

  package func reset() { count.store(0, ordering: .relaxed) }
}

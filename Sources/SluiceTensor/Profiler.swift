internal import CKernels
private import Synchronization

/// Adds up where a step's time goes, part by part. For `bench --profile`; a
/// step without a profiler pays a branch.
package final class Profiler: Sendable {
  /// What a step is made of.
  package enum Part: String, Sendable, CaseIterable {
    case characters
    case inputProducts = "input products"
    case recurrence, gates
    case sharing = "α and β"
    case penalty, heads, dropout, update
  }

  package struct Total: Sendable {
    /// Seconds, of all threads together.
    package var seconds = 0.0
    /// Floating-point operations of products; other work is not counted.
    package var operations = 0.0
  }

  private let parts = Mutex<[Part: Total]>([:])

  package init() {}

  package var totals: [Part: Total] { parts.withLock { $0 } }

  /// Forgets what was measured.
  package func clear() { parts.withLock { $0 = [:] } }

  fileprivate func add(_ part: Part, _ seconds: Double, _ operations: Double) {
    parts.withLock {
      $0[part, default: Total()].seconds += seconds
      $0[part, default: Total()].operations += operations
    }
  }
}

extension Profiler? {
  /// Does some work of a part, all of it on this thread.
  package func measure(_ part: Profiler.Part, _ work: () -> Void) {
    guard let self else { return work() }
    let operations = sluice_product_operations()
    let seconds = ContinuousClock().measure(work) / .seconds(1)
    self.add(part, seconds, sluice_product_operations() - operations)
  }
}

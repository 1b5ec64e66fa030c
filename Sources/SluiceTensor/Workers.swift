internal import Dispatch
private import Synchronization

/// Spreads independent pieces of work over a number of threads.
///
/// Which thread does a piece never changes what the piece computes: pieces
/// write to places of their own, and sums over pieces are taken afterwards in
/// a fixed order. So the same seed gives the same bits on any number of
/// threads.
package struct Workers: Sendable {
  package let threads: Int
  /// Whether the work is to stop: then pieces that are not begun are left out,
  /// and nothing that they would have given may be used.
  package let isStopped: @Sendable () -> Bool

  package init(
    threads: Int, isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = max(1, threads)
    self.isStopped = isStopped
  }

  /// Does pieces 0..<count, each exactly once, and returns when all are done,
  /// or when the work is to stop.
  package func run(_ count: Int, _ piece: (Int) -> Void) {
    spread(count) { if !isStopped() { piece($0) } }
  }

  /// The same, whether the work is to stop or not: for what must be whole.
  package func runToEnd(_ count: Int, _ piece: (Int) -> Void) {
    spread(count, piece)
  }

  private func spread(_ count: Int, _ piece: (Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<count { piece(index) }
      return
    }
    withoutActuallyEscaping(piece) { escaping in
      // Safe because pieces write to places of their own.
      nonisolated(unsafe) let piece = escaping
      let next = Atomic(0)
      let products = Products.current
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        Products.$current.withValue(products) {
          while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            piece(index)
          }
        }
      }
    }
  }
}

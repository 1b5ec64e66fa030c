import Synchronization

/// How many assertions held so far: a sweep asserts in many copies of the
/// state, on several threads, and a cell with one is tested.
package final class HeldAssertions: Sendable {
  private let number = Atomic<Int>(0)

  init() {}

  package var count: Int { number.load(ordering: .relaxed) }

  func add() { number.add(1, ordering: .relaxed) }
}

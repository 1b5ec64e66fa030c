import Synchronization

/// How many assertions held so far: a sweep asserts in many copies of the
/// state, on several threads, and a cell with one is tested.
package final class HeldAssertions: Sendable {
  private let number = Atomic<Int>(0)
  /// What held, in words, where somebody reads it.
  private let told = Mutex<[String]?>(nil)

  init() {}

  package var count: Int { number.load(ordering: .relaxed) }

  func add() { number.add(1, ordering: .relaxed) }

  /// Adds what held when a step was run that is not run again.
  package func add(_ count: Int, _ texts: [String]) {
    number.add(count, ordering: .relaxed)
    texts.forEach(keep)
  }

  /// What held since it was last ``taken()``.
  package var texts: [String] { told.withLock { $0 ?? [] } }

  /// Keeps what holds from now on, for ``taken()``.
  package func keepTexts() { told.withLock { $0 = $0 ?? [] } }

  package var isKeepingTexts: Bool { told.withLock { $0 != nil } }

  func keep(_ text: String) { told.withLock { $0?.append(text) } }

  /// What held since this was last asked.
  package func taken() -> [String] {
    told.withLock { told in
      defer { told = told.map { _ in [] } }
      return told ?? []
    }
  }
}

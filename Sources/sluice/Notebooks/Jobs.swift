import Foundation
import SluiceEvaluator
import Synchronization

/// Work done a few pieces at a time, each on a thread of its own.
enum Jobs {
  /// Does pieces of work.
  ///
  /// - Parameters:
  ///   - work: The pieces.
  ///   - atOnce: How many at a time; with 1, on this thread.
  ///   - tell: Takes the results in the order of the work, as early as it can.
  ///   - goesOn: Whether more is begun after a result; asked on the thread
  ///     that has it, and again in order.
  /// - Returns: The results of what was done, in order.
  static func run<Result: Sendable>(
    _ work: [@Sendable () -> Result], atOnce: Int,
    then tell: (Result) -> Void,
    while goesOn: @escaping @Sendable (Result) -> Bool
  ) -> [Result] {
    var done: [Result] = []
    let threads = Pool(work, atOnce: atOnce, while: goesOn)
    for index in work.indices {
      let result = threads.result(index)
      done.append(result)
      tell(result)
      if !goesOn(result) { break }
    }
    return done
  }

  /// Begins pieces in order and keeps their results until they are asked for.
  private final class Pool<Result: Sendable>: @unchecked Sendable {
    private let work: [@Sendable () -> Result]
    private let goesOn: @Sendable (Result) -> Bool
    private let isThreaded: Bool
    private let condition = NSCondition()
    private var next = 0
    private var results: [Int: Result] = [:]

    init(
      _ work: [@Sendable () -> Result], atOnce: Int,
      while goesOn: @escaping @Sendable (Result) -> Bool
    ) {
      self.work = work
      self.goesOn = goesOn
      isThreaded = atOnce > 1
      guard isThreaded else { return }
      for _ in 0..<min(atOnce, work.count) {
        DeepThreads.start { [weak self] in self?.go() }
      }
    }

    private func go() {
      while true {
        condition.lock()
        let index = next
        next += 1
        condition.unlock()
        guard index < work.count else { return }
        let result = work[index]()
        condition.lock()
        results[index] = result
        if !goesOn(result) { next = work.count }
        condition.broadcast()
        condition.unlock()
      }
    }

    func result(_ index: Int) -> Result {
      guard isThreaded else { return work[index]() }
      condition.lock()
      defer { condition.unlock() }
      while true {
        if let result = results.removeValue(forKey: index) { return result }
        condition.wait()
      }
    }
  }
}

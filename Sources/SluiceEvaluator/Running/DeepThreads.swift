import Foundation

/// Threads whose stacks hold the deepest nesting that the language allows,
/// whatever stack the system gives a thread by itself: with `ulimit -s` that can
/// be much less, or 2 MB where the limit is taken away.
package enum DeepThreads {
  /// Bytes; what a program's first thread commonly has.
  private static let stack = 8 << 20

  package static func start(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = stack
    thread.start()
  }

  /// Does the same on several threads at a time, and waits for all of them.
  package static func run(_ count: Int, _ body: @escaping @Sendable () -> Void)
  {
    let group = DispatchGroup()
    for _ in 0..<count {
      group.enter()
      start {
        body()
        group.leave()
      }
    }
    group.wait()
  }
}

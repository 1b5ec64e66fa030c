import Foundation
import SluiceDiagnostics
import Synchronization

/// Asks a run to end as soon as its notebook is saved again: what it would show
/// is of yesterday.
final class SaveWatcher: Sendable {
  private let isOver = Mutex(false)

  init(_ watch: FileWatch, _ interrupt: Interrupt) {
    let thread = Thread { [weak self] in
      while let self, !self.isOver.withLock({ $0 }) {
        if watch.isOther { return interrupt.request(.user) }
        usleep(20_000)
      }
    }
    thread.start()
  }

  func end() { isOver.withLock { $0 = true } }
}

/// Lines that the user types while something else goes on.
struct Entries {
  private let isThere = Terminal.isTerminal(STDIN_FILENO)

  /// The next line, if it comes in time.
  ///
  /// - Parameter milliseconds: How long to wait for it.
  /// - Returns: Nil where none has come; at the end of all, as if the user left.
  func next(within milliseconds: Int32) -> String? {
    guard isThere else {
      usleep(UInt32(milliseconds) * 1000)
      return nil
    }
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, milliseconds) > 0 else { return nil }
    return readLine().map { $0.trimmingCharacters(in: .whitespaces) } ?? "q"
  }
}

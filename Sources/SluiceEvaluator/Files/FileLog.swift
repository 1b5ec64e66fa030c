import Synchronization

/// The files that commands were let write, until somebody asks.
package final class FileLog: Sendable {
  private let paths = Mutex<[String]>([])

  init() {}

  package func note(_ path: String) {
    paths.withLock { if !$0.contains(path) { $0.append(path) } }
  }

  /// What was written since the last time.
  package func take() -> [String] {
    paths.withLock { written in
      defer { written = [] }
      return written
    }
  }
}

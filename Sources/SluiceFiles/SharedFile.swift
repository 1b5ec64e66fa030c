import Foundation

/// A file that several programs add to at once, as the history of prompts and
/// the rows of a sweep are.
package struct SharedFile {
  private let path: String
  /// Hundredths of a second that are waited for others.
  private let patience: Int

  /// - Parameters:
  ///   - path: The file.
  ///   - patience: Hundredths of a second to wait for others who add to it.
  package init(_ path: String, patience: Int = 6000) {
    self.path = path
    self.patience = patience
  }

  /// Adds a text in one write, alone among those who do.
  ///
  /// - Parameters:
  ///   - text: What is added.
  ///   - start: What is written instead, where the file is new.
  ///   - permissions: Who may read and write it, where it is new.
  /// - Returns: Whether it could be written.
  package func append(
    _ text: String, orStart start: String? = nil, permissions: UInt16 = 0o666
  ) -> Bool {
    locked(permissions) { file in
      let isNew = lseek(file, 0, SEEK_END) == 0
      let bytes = Array((isNew ? start ?? text : text).utf8)
      return write(file, bytes, bytes.count) == bytes.count
    } ?? false
  }

  /// Does something alone among those who add to it. Where the file cannot be
  /// opened nothing is done.
  package func alone(_ use: () -> Void) {
    _ = locked(0o600) { _ in use() }
  }

  /// Waits for others who are at it, who need a moment; a file that is held for
  /// longer is given up.
  private func takesTurn(_ file: Int32) -> Bool {
    for _ in 1...patience {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(10_000)
    }
    return false
  }

  private func locked<T>(
    _ permissions: UInt16, _ use: (Int32) -> T
  ) -> T? {
    while true {
      // A pipe without a reader would be waited for.
      let file = open(
        path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, mode_t(permissions))
      guard file >= 0 else { return nil }
      defer { close(file) }
      var kind = stat()
      guard fstat(file, &kind) == 0, kind.st_mode & S_IFMT == S_IFREG,
        takesTurn(file)
      else { return nil }
      // Another program may have put a new file in its place meanwhile.
      var (own, now) = (stat(), stat())
      guard fstat(file, &own) == 0, stat(path, &now) == 0,
        own.st_ino != now.st_ino
      else { return use(file) }
    }
  }
}

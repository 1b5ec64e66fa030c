import Foundation

/// A file that several programs add to at once, as the history of prompts and
/// the rows of a sweep are.
///
/// Whoever adds to it holds a lock on its first byte meanwhile. Locks belong to
/// the open file, so that the system lets go of them when a program ends,
/// however it ends.
package struct SharedFile: Sendable {
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

  /// Adds a text in one write, alone among those who do; all of it or nothing.
  ///
  /// - Parameters:
  ///   - text: What is added.
  ///   - permissions: Who may read and write the file, where it is new.
  /// - Returns: Whether it could be written.
  package func append(_ text: String, permissions: UInt16 = 0o666) -> Bool {
    locked(permissions) { write(text, to: $0) } ?? false
  }

  /// Adds a line, likewise. A last line without an end was cut short, by a kill
  /// or a full disk: it goes first.
  ///
  /// - Parameters:
  ///   - line: The line, without its end.
  ///   - header: The line that the file begins with, if it is new.
  /// - Returns: Whether it could be written.
  package func append(line: String, below header: String) -> Bool {
    locked(0o666) { file in
      cutUnended(file)
      let isNew = lseek(file, 0, SEEK_END) == 0
      return write((isNew ? header + "\n" : "") + line + "\n", to: file)
    } ?? false
  }

  /// Makes the file, with its first line, unless it is there already.
  ///
  /// - Returns: Whether lines can be added to it.
  package func begin(with header: String) -> Bool {
    locked(0o666) { file in
      cutUnended(file)
      return lseek(file, 0, SEEK_END) > 0 || write(header + "\n", to: file)
    } ?? false
  }

  /// The ended lines from a place on, and the place after them.
  ///
  /// - Returns: Nil if the file cannot be read.
  package func lines(
    from start: UInt64
  ) -> (lines: [Data.SubSequence], end: UInt64)? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: start)) != nil,
      let data = try? file.readToEnd() ?? Data()
    else { return nil }
    let ended = data.prefix(through: data.lastIndex(of: 10) ?? -1)
    let lines = ended.split(separator: 10, omittingEmptySubsequences: false)
    return (Array(lines.dropLast()), start + UInt64(ended.count))
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
      if FileLock(byte: 0).take(on: file) { return true }
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
        path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK, mode_t(permissions))
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

  private func write(_ text: String, to file: Int32) -> Bool {
    let size = lseek(file, 0, SEEK_END)
    let bytes = Array(text.utf8)
    guard Foundation.write(file, bytes, bytes.count) != bytes.count else {
      return true
    }
    if size >= 0 { ftruncate(file, size) }
    return false
  }

  private func cutUnended(_ file: Int32) {
    var end = lseek(file, 0, SEEK_END)
    let size = end
    var byte: UInt8 = 0
    while end > 0, pread(file, &byte, 1, end - 1) == 1, byte != 10 { end -= 1 }
    if end >= 0, end < size { ftruncate(file, end) }
  }
}

/// Pieces of work on one file that programs take in turn: who claims one has it
/// alone until it is released, or the program ends.
package final class Claims: Sendable {
  private let file: Int32

  /// - Parameter path: The file; nil is returned if it cannot be opened.
  package init?(on path: String) {
    file = open(path, O_RDWR)
    guard file >= 0 else { return nil }
  }

  deinit { close(file) }

  /// - Parameter key: A digest of what the piece of work is.
  /// - Returns: Whether it is ours now; where the system has no locks for this
  ///   file, all are.
  package func claim(_ key: UInt64) -> Bool {
    FileLock(byte: Self.byte(key)).take(on: file)
  }

  package func release(_ key: UInt64) {
    FileLock(byte: Self.byte(key)).release(on: file)
  }

  /// Locks need no bytes that are there: those of claims lie far beyond any
  /// row.
  private static func byte(_ key: UInt64) -> Int64 {
    1 << 61 | Int64(key >> 3)
  }
}

/// A lock on a byte of an open file, as Linux and macOS have it.
private struct FileLock {
  let byte: Int64

  #if canImport(Darwin)
    private static let set: Int32 = 90
  #else
    private static let set: Int32 = 37
  #endif

  func take(on file: Int32) -> Bool {
    guard change(file, Self.set, F_WRLCK) == -1 else { return true }
    return errno != EAGAIN && errno != EACCES
  }

  func release(on file: Int32) { _ = change(file, Self.set, F_UNLCK) }

  private func change(
    _ file: Int32, _ command: Int32, _ type: some BinaryInteger
  ) -> Int32 {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(byte)
    lock.l_len = 1
    return fcntl(file, command, &lock)
  }
}

import Foundation
import SluiceFiles

/// A file that somebody else saves, as editors do: by writing over it, by a
/// rename, or by emptying it first. It is looked at again and again, since that
/// works on every disk.
struct FileWatch {
  let path: String
  /// What it held when it was last looked at.
  private(set) var content: Data?

  /// What tells two states of a file apart without reading it.
  private struct Stamp: Equatable {
    let file: UInt64
    let size: Int
    let seconds, nanoseconds: Int

    init?(_ path: String) {
      var now = stat()
      guard stat(path, &now) == 0 else { return nil }
      #if canImport(Darwin)
        let time = now.st_mtimespec
      #else
        let time = now.st_mtim
      #endif
      (file, size) = (UInt64(now.st_ino), Int(now.st_size))
      (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
    }
  }

  /// How long a file must stay as it is to count as saved.
  private static let quiet = 0.05
  /// The same for an empty one, which is mostly one that is being written.
  private static let quietIfEmpty = 0.5

  private var stamp: Stamp?
  private var since = ContinuousClock.now
  private var isSettled = true

  init(_ path: String) {
    self.path = path
    stamp = Stamp(path)
    content = try? WholeFile.read(path)
  }

  /// Looks at the file.
  ///
  /// - Returns: Whether it was saved since it was last, with another content.
  mutating func wasSaved() -> Bool {
    let now = Stamp(path)
    guard now == stamp else {
      (stamp, since, isSettled) = (now, .now, false)
      return false
    }
    guard !isSettled, let now else { return false }
    let quiet = now.size == 0 ? Self.quietIfEmpty : Self.quiet
    guard (ContinuousClock.now - since) / .seconds(1) >= quiet else {
      return false
    }
    isSettled = true
    guard let read = try? WholeFile.read(path), read != content else {
      return false
    }
    content = read
    return true
  }

  /// Whether it is other than it was, settled or not.
  var isOther: Bool { Stamp(path) != stamp || !isSettled }
}

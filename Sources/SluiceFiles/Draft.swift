import Foundation

/// A file on its way into the place of another: nobody but its owner may read
/// it until it is like the one that it replaces.
struct Draft {
  private let path: String
  private let file: Int32
  private let old: stat?

  /// - Parameters:
  ///   - target: The file that it will become.
  ///   - old: What stands there; nil if nothing does.
  ///
  /// Nil if none can be made there.
  init?(beside target: String, like old: stat?) {
    let url = URL(filePath: target)
    let folder = url.deletingLastPathComponent().path
    // Hidden, and with a name that no command takes for a notebook.
    var template = Array("\(folder)/.sluice-XXXXXX".utf8CString)
    file = mkstemp(&template)
    guard file >= 0 else { return nil }
    path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    self.old = old
  }

  /// Writes all of it, and makes it like the old file.
  ///
  /// - Returns: False if that is not possible; then it is gone.
  func write(_ data: Data) -> Bool {
    let isWritten = data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        let count = Foundation.write(file, rest.baseAddress, rest.count)
        if count < 0, errno != EINTR { return false }
        sent += max(0, count)
      }
      return true
    }
    let isLike = isWritten && becomeLike()
    guard close(file) == 0, isLike else {
      remove()
      return false
    }
    return true
  }

  /// The owner first, since a change of it takes rights away.
  private func becomeLike() -> Bool {
    guard let old else {
      let mask = umask(0)
      umask(mask)
      return fchmod(file, 0o666 & ~mask) == 0
    }
    var own = stat()
    guard fstat(file, &own) == 0 else { return false }
    if own.st_uid != old.st_uid || own.st_gid != old.st_gid {
      // Who may not give it away keeps it, with the same rights for others.
      _ = fchown(file, old.st_uid, old.st_gid)
    }
    return fchmod(file, old.st_mode & 0o7777) == 0
  }

  func remove() { unlink(path) }

  /// Puts it in the other's place.
  ///
  /// - Returns: False if that is not possible; then it is gone.
  func move(to target: String) -> Bool {
    if rename(path, target) == 0 { return true }
    remove()
    return false
  }
}

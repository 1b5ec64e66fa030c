import CReadline
import Foundation

/// Entries of this and earlier sessions, for Up and Ctrl-R.
///
/// Each entry is added to the file as soon as it is typed, in one write under
/// a lock, so that several prompts can share it.
struct EntryHistory {
  private let path: String
  /// Entries that are kept; the file is shortened when it holds far more.
  private static let limit = 100_000

  init(
    path: String =
      (ProcessInfo.processInfo.environment["HOME"]
      ?? FileManager.default.homeDirectoryForCurrentUser.path)
      + "/.sluice_history"
  ) {
    self.path = path
  }

  /// Makes the entries of earlier sessions known to readline, the newest of
  /// equal ones alone.
  func load() {
    guard var bytes = FileManager.default.contents(atPath: path) else { return }
    // Each entry ends in a line end, in whose place a C text has a 0.
    bytes.append(UInt8(ascii: "\n"))
    bytes.withUnsafeMutableBytes { buffer in
      let text = buffer.bindMemory(to: UInt8.self)
      let all = HistoryText(text)
      let kept = all.newestOfEqual()
      for entry in kept {
        text[entry.upperBound] = 0
        add_history(
          UnsafeRawPointer(text.baseAddress! + entry.lowerBound)
            .assumingMemoryBound(to: CChar.self))
      }
      if all.entries.count > 2 * Self.limit {
        shorten(to: kept.suffix(Self.limit), of: text)
      }
    }
  }

  /// Keeps an entry; an equal one that is older goes.
  func keep(_ entry: String) {
    sluice_history_forget(entry)
    add_history(entry)
    locked { file in
      let text = "#\(Int(Date().timeIntervalSince1970))\n\(entry)\n"
      write(text, to: file)
    }
  }

  // MARK: - The file

  private func shorten(
    to entries: ArraySlice<Range<Int>>,
    of text: UnsafeMutableBufferPointer<UInt8>
  ) {
    let now = Int(Date().timeIntervalSince1970)
    var all = ""
    for entry in entries {
      all +=
        "#\(now)\n"
        + String(
          decoding: UnsafeBufferPointer(rebasing: text[entry]), as: UTF8.self)
        + "\n"
    }
    // In place: another prompt may have the file open to add to it.
    locked { file in
      ftruncate(file, 0)
      write(all, to: file)
    }
  }

  private func write(_ text: String, to file: Int32) {
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
    try? handle.write(contentsOf: Data(text.utf8))
  }

  /// Does something with the file open to add to it, alone among prompts. A
  /// history that cannot be written is none: it is no reason to stop.
  private func locked(_ use: (Int32) -> Void) {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    flock(file, LOCK_EX)
    use(file)
  }
}

import CLineEditor
import CReadline
import Foundation
import SluiceSession

/// Entries of this and earlier sessions, for Up and Ctrl-R.
///
/// Each entry is added to the file as soon as it is typed, in one write under
/// a lock, so that several prompts can share it.
struct EntryHistory {
  private let path: String
  /// Entries that are kept; the file is shortened when it holds far more.
  private static let limit = 100_000

  init(path: String = FileAccess.home + "/.sluice_history") {
    self.path = path
  }

  /// Makes the entries of earlier sessions known to readline, the newest of
  /// equal ones alone.
  func load() {
    var count = 0
    withEntries { text, entries, kept in
      count = entries
      for entry in kept {
        text[entry.upperBound] = 0
        add_history(
          UnsafeRawPointer(text.baseAddress! + entry.lowerBound)
            .assumingMemoryBound(to: CChar.self))
      }
    }
    if count > 2 * Self.limit { shorten() }
  }

  /// Keeps an entry; an equal one that is older goes.
  func keep(_ entry: String) {
    sluice_history_forget(entry)
    add_history(entry)
    locked { file in
      let text = "#\(Int(Date().timeIntervalSince1970))\n\(entry)\n"
      let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
      try? handle.write(contentsOf: Data(text.utf8))
    }
  }

  // MARK: - The file

  /// Reads the file.
  ///
  /// - Parameter use: Takes the bytes, a line end at the end of each entry, how
  ///   many entries there are, and where those stand of which there is no later
  ///   equal one.
  private func withEntries(
    _ use: (UnsafeMutableBufferPointer<UInt8>, Int, [Range<Int>]) -> Void
  ) {
    guard var bytes = FileManager.default.contents(atPath: path) else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.withUnsafeMutableBytes { buffer in
      let text = buffer.bindMemory(to: UInt8.self)
      let all = HistoryText(text)
      use(text, all.entries.count, all.newestOfEqual())
    }
  }

  /// Leaves the newest entries alone, in a new file in the place of the old: a
  /// program that ends in between leaves one of the two.
  private func shorten() {
    locked { _ in
      withEntries { text, _, kept in
        let now = Int(Date().timeIntervalSince1970)
        var short = Data()
        for entry in kept.suffix(Self.limit) {
          short += Data("#\(now)\n".utf8)
          short += Data(UnsafeBufferPointer(rebasing: text[entry]))
          short.append(UInt8(ascii: "\n"))
        }
        try? short.write(to: URL(filePath: path), options: .atomic)
      }
    }
  }

  /// Does something with the file open to add to it, alone among prompts. A
  /// history that cannot be written is none: it is no reason to stop.
  private func locked(_ use: (Int32) -> Void) {
    while true {
      let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
      guard file >= 0 else { return }
      defer { close(file) }
      flock(file, LOCK_EX)
      // Another prompt may have put a new file in its place meanwhile.
      var (own, now) = (stat(), stat())
      guard fstat(file, &own) == 0, stat(path, &now) == 0,
        own.st_ino != now.st_ino
      else { return use(file) }
    }
  }
}

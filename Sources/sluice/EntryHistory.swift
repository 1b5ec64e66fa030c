import CLineEditor
import CReadline
import Foundation
import SluiceEvaluator
import SluiceFiles

/// Entries of this and earlier sessions, for Up and Ctrl-R.
///
/// Each entry is added to the file as soon as it is typed, in one write under
/// a lock, so that several prompts can share it.
struct EntryHistory {
  private let path: String
  /// Entries that are kept; the file is shortened when it holds far more.
  private static let limit = 100_000
  /// Whether it was said that the file cannot be written.
  nonisolated(unsafe) private static var hasWarned = false

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
    // A history that cannot be written is none: it is no reason to stop, or to
    // wait for whoever holds it.
    let isKept = SharedFile(path, patience: 20).append(
      "#\(Int(Date().timeIntervalSince1970))\n\(entry)\n", permissions: 0o600)
    if isKept { return }
    if !Self.hasWarned {
      Terminal.show(
        .note("\(path) cannot be written: entries are not kept for later"))
    }
    Self.hasWarned = true
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
    guard var bytes = try? WholeFile.read(path) else { return }
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
    SharedFile(path, patience: 20).alone {
      withEntries { text, _, kept in
        let now = Int(Date().timeIntervalSince1970)
        var short = Data()
        for entry in kept.suffix(Self.limit) {
          short += Data("#\(now)\n".utf8)
          short += Data(UnsafeBufferPointer(rebasing: text[entry]))
          short.append(UInt8(ascii: "\n"))
        }
        try? WholeFile.write(short, to: path)
      }
    }
  }
}

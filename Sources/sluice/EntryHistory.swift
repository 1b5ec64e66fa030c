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
    var entries = read()
    if entries.count > 2 * Self.limit {
      entries.removeFirst(entries.count - Self.limit)
      shorten(to: entries)
    }
    var seen: Set<String> = []
    for entry in entries.reversed().filter({ seen.insert($0).inserted })
      .reversed()
    { add_history(entry) }
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

  /// Entries in the form that readline writes: a line with the time, `#` and
  /// digits, then the entry's lines.
  private func read() -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      return []
    }
    var entries: [String] = []
    var open: [Substring]?
    func close() {
      if let open { entries.append(open.joined(separator: "\n")) }
    }
    let text = String(decoding: data, as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let digits = line.utf8.dropFirst()
      let isTime =
        line.utf8.first == UInt8(ascii: "#") && !digits.isEmpty
        && digits.allSatisfy { (0x30...0x39).contains($0) }
      if isTime {
        close()
        open = []
      } else if open != nil {
        open?.append(line)
      } else if !line.isEmpty {
        entries.append(String(line))
      }
    }
    if open?.last?.isEmpty ?? false { open?.removeLast() }
    close()
    return entries
  }

  private func shorten(to entries: [String]) {
    let now = Int(Date().timeIntervalSince1970)
    let text = entries.map { "#\(now)\n\($0)\n" }.joined()
    // In place: another prompt may have the file open to add to it.
    locked { file in
      ftruncate(file, 0)
      write(text, to: file)
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

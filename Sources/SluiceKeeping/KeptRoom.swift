import Foundation
import SluiceDiagnostics
import SluiceFiles

/// How much room kept states take, and what goes where they take too much.
extension KeptFolder {
  /// How many bytes may lie here, unless the user said otherwise.
  package static var standardLimit: Int { 2 << 30 }

  private var limitFile: URL { url.appending(path: "limit") }

  /// How many bytes may lie here; with 0 nothing is kept. It is the user's own
  /// word, and somebody else's does not count.
  package var limit: Int {
    guard let data = try? WholeFile.read(limitFile.path),
      case .content(let content) = seal.opened(data),
      let limit = Int(String(decoding: content, as: UTF8.self))
    else { return Self.standardLimit }
    return limit
  }

  package func setLimit(_ bytes: Int) throws(Diagnostic) {
    try makeFolders()
    try write(seal.closed(Data(String(bytes).utf8)), to: limitFile.path)
    tidy()
  }

  struct Piece {
    let url: URL
    let bytes: Int
    let used: Date
  }

  func pieces(of folder: URL) -> [Piece] {
    guard !Self.isLinked(folder) else { return [] }
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: Array(keys))) ?? []
    return files.compactMap { file in
      guard let values = try? file.resourceValues(forKeys: keys) else {
        return nil
      }
      return Piece(
        url: file, bytes: values.fileSize ?? 0,
        used: values.contentModificationDate ?? .distantPast)
    }
  }

  /// What killed work has left, to go on from; whole folders.
  private var progress: [Piece] {
    pieces(of: url.appending(path: "progress")).map { folder in
      let parts = ["entries", "objects"].flatMap {
        pieces(of: folder.url.appending(path: $0))
      }
      return Piece(
        url: folder.url, bytes: parts.reduce(0) { $0 + $1.bytes },
        used: parts.map(\.used).max() ?? folder.used)
    }
  }

  /// Bytes that lie here.
  package var bytes: Int {
    (pieces(of: entries) + pieces(of: objects) + progress).reduce(0) {
      $0 + $1.bytes
    }
  }

  /// Makes room, where there is more than may be: what was longest of no use
  /// goes first. An entry that misses a part is no entry, and is made again.
  package func tidy() {
    record.withLock { $0.unchecked = 0 }
    let limit = limit
    let now = Date()
    var pieces = pieces(of: entries) + pieces(of: objects) + progress
    // What a killed process left half written.
    for piece in pieces
    where piece.url.lastPathComponent.hasPrefix(".sluice-")
      && now.timeIntervalSince(piece.used) > 3600
    {
      unlink(piece.url.path)
    }
    pieces.sort { $0.used < $1.used }
    var bytes = pieces.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    for piece in pieces where bytes > limit / 10 * 9 {
      try? FileManager.default.removeItem(at: piece.url)
      bytes -= piece.bytes
    }
  }

  /// Removes all states.
  ///
  /// - Returns: How many bytes they took.
  package func clear() throws(Diagnostic) -> Int {
    let before = bytes
    for folder in [entries, objects, url.appending(path: "progress")]
    where FileManager.default.fileExists(atPath: folder.path) {
      do { try FileManager.default.removeItem(at: folder) } catch {
        throw Diagnostic(
          .unwritable, "kept states in \(url.path) cannot be removed",
          hint: "check that you may write there")
      }
    }
    return before
  }
}

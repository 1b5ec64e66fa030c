import Foundation
import SluiceDiagnostics
import SluiceFiles
import Synchronization

/// Where states are kept: `.sluice-cache/states/` beside notebooks, or, where
/// that cannot be written, a folder for it among the user's own.
///
/// An entry is a small file that says what it is of and what it depends on,
/// under a seal; what it consists of lies beside it, under the digest of its
/// content. So several processes may use one folder at a time: a file is there
/// whole or not at all, and what is gone or damaged is not there.
package final class KeptFolder: Sendable {
  package let url: URL
  let seal: Seal
  let record = Mutex(Record())

  struct Record {
    var damaged: Set<String> = []
    var foreign: Set<String> = []
    /// Why nothing more can be written.
    var problem: Diagnostic?
    /// Bytes that were written, since the folder was last tidied up.
    var unchecked = 0
  }

  /// - Parameters:
  ///   - url: The folder of states.
  ///   - seal: Whose entries count.
  package init(_ url: URL, _ seal: Seal) {
    self.url = url
    self.seal = seal
  }

  /// The folder of states for notebooks in a folder; nil where nothing can be
  /// kept.
  package convenience init?(besides folder: URL) {
    guard let url = CacheFolder(folder).url, let seal = Seal() else {
      return nil
    }
    self.init(url.appending(path: "states"), seal)
  }

  var entries: URL { url.appending(path: "entries") }
  var objects: URL { url.appending(path: "objects") }

  // MARK: - Reading

  /// An entry as it lies there.
  package struct Entry: Sendable {
    package let name: String
    package let content: Data
    /// When it was last of use.
    package let used: Date

    package init(name: String, content: Data, used: Date) {
      self.name = name
      self.content = content
      self.used = used
    }
  }

  /// The entries whose names begin so, the latest first.
  package func entries(_ beginning: String = "") -> [Entry] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: entries.path)) ?? []
    return names.filter { $0.hasPrefix(beginning) && $0.hasSuffix(Self.ending) }
      .compactMap(entry).sorted { ($1.used, $0.name) < ($0.used, $1.name) }
  }

  private static let ending = ".entry"

  private func entry(_ file: String) -> Entry? {
    let path = entries.appending(path: file).path
    guard let data = try? WholeFile.read(path) else { return nil }
    switch seal.opened(data) {
    case .content(let content):
      return Entry(
        name: String(file.dropLast(Self.ending.count)), content: content,
        used: Self.modified(path))
    case .damaged:
      record.withLock { _ = $0.damaged.insert(file) }
      unlink(path)
    case .foreign:
      record.withLock { _ = $0.foreign.insert(file) }
    }
    return nil
  }

  private static func modified(_ path: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }

  /// What is kept under a digest; nil where it is gone, or something else.
  package func object(_ digest: ContentDigest) -> Data? {
    let path = objects.appending(path: digest.text).path
    guard let data = try? WholeFile.read(path) else { return nil }
    guard ContentDigest(of: data) == digest else {
      record.withLock { _ = $0.damaged.insert(digest.text) }
      unlink(path)
      return nil
    }
    return data
  }

  /// Notes that an entry was of use.
  package func touch(_ name: String, _ objects: [ContentDigest]) {
    guard !Self.isLinked(self.objects), !Self.isLinked(entries) else { return }
    utimes(entries.appending(path: name + Self.ending).path, nil)
    for digest in objects {
      utimes(self.objects.appending(path: digest.text).path, nil)
    }
  }

  // MARK: - Writing

  /// Keeps an entry with all that it consists of.
  ///
  /// - Parameters:
  ///   - content: What it says.
  ///   - name: Its name; one of the same name is replaced.
  ///   - parts: What it consists of, by digest.
  /// - Returns: Whether it is kept.
  @discardableResult
  package func keep(
    _ content: Data, as name: String,
    parts: [ObjectPool.Part]
  ) -> Bool {
    guard problem == nil, limit > 0 else { return false }
    do throws(Diagnostic) {
      try makeFolders()
      for (digest, data) in parts {
        let path = objects.appending(path: digest.text).path
        // Another entry may have it; its time says that it is still wanted.
        if !WholeFile.isLink(path), utimes(path, nil) == 0 { continue }
        try write(data(), to: path)
      }
      try write(
        seal.closed(content),
        to: entries.appending(path: name + Self.ending).path)
    } catch {
      record.withLock { $0.problem = error }
      return false
    }
    let isDue = record.withLock { $0.unchecked > limit / 16 }
    if isDue { tidy() }
    return true
  }

  /// What came with a folder may lead anywhere: nothing is written, or removed,
  /// through a link.
  static func isLinked(_ url: URL) -> Bool {
    WholeFile.isLink(url.path)
      || WholeFile.isLink(url.deletingLastPathComponent().path)
  }

  func makeFolders() throws(Diagnostic) {
    guard !Self.isLinked(url), !Self.isLinked(entries), !Self.isLinked(objects)
    else {
      throw Diagnostic(
        .unwritable, "no states are kept: .sluice-cache is a link, or has one",
        hint: "remove it")
    }
    do {
      for folder in [entries, objects] {
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true)
      }
    } catch { throw Self.unwritable }
  }

  func write(_ data: Data, to path: String) throws(Diagnostic) {
    if WholeFile.isLink(path) { unlink(path) }
    do { try WholeFile.write(data, to: path) } catch { throw Self.unwritable }
    record.withLock { $0.unchecked += data.count }
  }

  private static var unwritable: Diagnostic {
    Diagnostic(
      .unwritable,
      "no further states are kept: .sluice-cache cannot be written",
      hint:
        "check that the disk is not full; `sluice cache --clear` makes room,"
        + " and --fresh neither reads nor keeps states")
  }

  /// Removes what no entry needs any more.
  func removeObjects(besides wanted: Set<ContentDigest>) {
    let names = Set(wanted.map(\.text))
    for piece in pieces(of: objects)
    where !names.contains(piece.url.lastPathComponent) {
      unlink(piece.url.path)
    }
  }

  /// Forgets an entry.
  package func remove(_ name: String) {
    unlink(entries.appending(path: name + Self.ending).path)
  }

  // MARK: - What is to be said

  /// Why nothing more can be kept, if so.
  package var problem: Diagnostic? { record.withLock { $0.problem } }

  /// What was met that is not used: files that were changed since they were
  /// written, and entries that are somebody else's.
  package var unused: (damaged: Int, foreign: Int) {
    record.withLock { ($0.damaged.count, $0.foreign.count) }
  }
}

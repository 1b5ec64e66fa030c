import Foundation
import Synchronization

/// How far long work came, so that work which was killed goes on from there.
///
/// It is written only where that costs less than a hundredth of the time that
/// the work has taken; what was not worth writing is done again.
package final class KeptProgress: Sendable {
  private let url: URL
  private let seal: Seal
  private let isAllowed: Bool
  private let record: Mutex<Record>

  private struct Record {
    let start = ContinuousClock.now
    var spent = Duration.zero
    /// What the last one cost, with some room.
    var cost = Duration.milliseconds(20)
    /// Work of which something lies there.
    var begun: Set<ContentDigest> = []
  }

  /// - Parameter folder: Where states are kept.
  package init(in folder: KeptFolder) {
    url = folder.url.appending(path: "progress")
    seal = folder.seal
    isAllowed =
      folder.limit > 0 && !KeptFolder.isLinked(url)
      && !KeptFolder.isLinked(folder.url)
    record = Mutex(Record())
  }

  /// Whether it is worth writing down how far the work has come.
  package var isDue: Bool {
    isAllowed
      && record.withLock {
        ($0.spent + $0.cost) * 100 <= ContinuousClock.now - $0.start
      }
  }

  private func folder(_ key: ContentDigest) -> KeptFolder {
    KeptFolder(url.appending(path: key.text), seal)
  }

  private static let name = "last"

  /// How far some work came, by all that it depends on; nil where nothing is
  /// kept of it, or not the whole.
  package func moment<Moment: Codable>(
    _ type: Moment.Type, of key: ContentDigest
  ) -> Moment? {
    let folder = folder(key)
    guard let entry = folder.entries(Self.name).first else { return nil }
    record.withLock { _ = $0.begun.insert(key) }
    let coding = PooledCoding(ObjectPool { folder.object($0) })
    return try? coding.value(type, of: entry.content)
  }

  /// Writes down how far some work has come, in place of what was written
  /// before.
  package func keep(_ moment: some Codable, of key: ContentDigest) {
    let start = ContinuousClock.now
    let folder = folder(key)
    let pool = ObjectPool { _ in nil }
    if let content = try? PooledCoding(pool).data(moment) {
      let parts = pool.taken()
      if folder.keep(content, as: Self.name, parts: parts) {
        folder.removeObjects(besides: Set(parts.map(\.digest)))
      }
    }
    let cost = ContinuousClock.now - start
    record.withLock {
      $0.begun.insert(key)
      $0.spent += cost
      $0.cost = cost
    }
  }

  /// Forgets what was written of all work since the last time: its outcome is
  /// kept.
  package func endAll() {
    let begun = record.withLock { record in
      defer { record.begun = [] }
      return record.begun
    }
    for key in begun {
      try? FileManager.default.removeItem(
        at: url.appending(path: key.text))
    }
  }
}

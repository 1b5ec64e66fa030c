import Foundation
import Synchronization

/// The large arrays of values that are kept, each known by its content: what
/// several values share is written once, read once, and shared again.
package final class ObjectPool: Sendable {
  fileprivate struct Known: @unchecked Sendable {
    /// Held, so that nothing else comes to lie in its place.
    let array: Any
    let digest: ContentDigest
    let bytes: Int
    let data: () -> Data
  }

  fileprivate struct Record {
    var byPlace: [Place: Known] = [:]
    var byDigest: [ContentDigest: Known] = [:]
    /// What was asked for since the last ``taken()``.
    var used: [ContentDigest: Known] = [:]
    var bytes = 0
  }

  fileprivate struct Place: Hashable {
    let address: UInt
    let bytes: Int
  }

  /// Whose arrays they are that are written and read on this thread.
  @TaskLocal package static var current: ObjectPool?

  private let record = Mutex(Record())
  private let read: @Sendable (ContentDigest) -> Data?

  /// - Parameter read: What was kept under a digest; nil where it is gone.
  package init(read: @escaping @Sendable (ContentDigest) -> Data?) {
    self.read = read
  }

  /// More than this is not held only to save reading it again.
  fileprivate static var limit: Int { 256 << 20 }

  static func wrong(
    _ container: any SingleValueDecodingContainer
  ) -> DecodingError {
    .dataCorruptedError(in: container, debugDescription: "no such array")
  }

  /// What an array is known by.
  func digest<Element: Packable>(of array: [Element]) -> ContentDigest {
    let place = Self.place(of: array)
    return record.withLock { record in
      if let place, let known = record.byPlace[place], known.array is [Element]
      {
        record.used[known.digest] = known
        return known.digest
      }
      let known = Known(
        array: array, digest: Self.digest(of: array), bytes: place?.bytes ?? 0,
        data: { Element.packed(array) })
      record.hold(known, at: place)
      record.used[known.digest] = known
      return known.digest
    }
  }

  /// The array that is known by a digest.
  func array<Element: Packable>(
    _ digest: ContentDigest, _ unpack: (Data) throws -> [Element]
  ) throws -> [Element] {
    let held = record.withLock { record -> [Element]? in
      guard let known = record.byDigest[digest] else { return nil }
      record.used[digest] = known
      return known.array as? [Element]
    }
    if let held { return held }
    guard let data = read(digest) else { throw Missing() }
    let array = try unpack(data)
    let place = Self.place(of: array)
    let known = Known(
      array: array, digest: digest, bytes: place?.bytes ?? data.count,
      data: { data })
    record.withLock { $0.hold(known, at: place) }
    return array
  }

  /// That what was kept apart is gone, or is not what it was.
  struct Missing: Error {}

  /// An array as it is kept.
  package typealias Part = (digest: ContentDigest, data: () -> Data)

  /// The arrays that were asked for since this was last called, as bytes.
  package func taken() -> [Part] {
    record.withLock { record in
      defer { record.used = [:] }
      return record.used.values.map { ($0.digest, $0.data) }
        .sorted { $0.0.text < $1.0.text }
    }
  }

  private static func place<Element>(of array: [Element]) -> Place? {
    array.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        Place(address: UInt(bitPattern: $0), bytes: bytes.count)
      }
    }
  }

  private static func digest<Element: Packable>(
    of array: [Element]
  ) -> ContentDigest {
    guard Element.self is any PackableNumber.Type else {
      return ContentDigest(of: Element.packed(array))
    }
    return array.withUnsafeBytes { ContentDigest(of: $0) }
  }
}

extension ObjectPool.Record {
  fileprivate mutating func hold(
    _ known: ObjectPool.Known, at place: ObjectPool.Place?
  ) {
    if bytes + known.bytes > ObjectPool.limit {
      (byPlace, byDigest, bytes) = ([:], [:], 0)
    }
    if let place { byPlace[place] = known }
    byDigest[known.digest] = known
    bytes += known.bytes
  }
}

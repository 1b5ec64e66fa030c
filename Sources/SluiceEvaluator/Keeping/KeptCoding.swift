import Foundation
import SluiceKeeping

/// How values, outputs and what else a step leaves are kept.
package struct KeptCoding: Sendable {
  private let coding: PooledCoding
  private let objects: [String: any SessionObject.Type]

  /// - Parameters:
  ///   - pool: Where large arrays are.
  ///   - registry: Knows the kinds of objects.
  package init(_ pool: ObjectPool, _ registry: Registry) {
    coding = PooledCoding(pool)
    objects = Dictionary(
      registry.objects.map { ($0.keptName, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The kinds of objects that may be met on this thread, by name.
  @TaskLocal static var objects: [String: any SessionObject.Type] = [:]

  /// - Throws: Where it holds what cannot be kept.
  package func data(_ value: some Encodable) throws -> Data {
    try coding.data(value)
  }

  /// - Throws: Where it is something else, or an array of it is gone.
  package func value<Kept: Decodable>(
    _ type: Kept.Type, of data: Data
  ) throws -> Kept {
    try Self.$objects.withValue(objects) { try coding.value(type, of: data) }
  }

  /// What a value is known by, to the last bit; without the seconds that a
  /// training took, which are others each time.
  package func digest(of value: Value) throws -> ContentDigest {
    try Self.$isForDigest.withValue(true) {
      ContentDigest(of: try data(value))
    }
  }

  /// Whether a value is written to be told from others, and not to be read.
  @TaskLocal package static var isForDigest = false

  /// The large arrays that were met since this was last asked.
  package func takenParts() -> [ObjectPool.Part] { coding.pool.taken() }
}

import Foundation

/// Values as JSON, the same for the same, with large arrays apart in a pool.
package struct PooledCoding: Sendable {
  package let pool: ObjectPool

  package init(_ pool: ObjectPool) { self.pool = pool }

  /// - Throws: Where it holds what cannot be kept.
  package func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "?")
    return try ObjectPool.$current.withValue(pool) {
      try encoder.encode(value)
    }
  }

  /// - Throws: Where it is something else, or an array of it is gone.
  package func value<Kept: Decodable>(
    _ type: Kept.Type, of data: Data
  ) throws -> Kept {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "?")
    return try ObjectPool.$current.withValue(pool) {
      try decoder.decode(type, from: data)
    }
  }
}

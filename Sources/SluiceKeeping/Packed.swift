import Foundation

/// Numbers or texts as they are kept: bytes, a large array apart from all else,
/// so that values which share it have it once on file and once in memory.
package struct Packed<Element: Packable>: Codable {
  package let elements: [Element]

  package init(_ elements: [Element]) { self.elements = elements }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.first == Self.mark else {
      guard let data = Data(base64Encoded: text) else {
        throw ObjectPool.wrong(container)
      }
      elements = try Element.unpacked(data, container)
      return
    }
    guard let pool = ObjectPool.current,
      let digest = ContentDigest(text: String(text.dropFirst()))
    else { throw ObjectPool.wrong(container) }
    elements = try pool.array(digest) { data throws in
      try Element.unpacked(data, container)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard elements.count > Self.most,
      let pool = ObjectPool.current
    else {
      return try container.encode(
        Element.packed(elements).base64EncodedString())
    }
    try container.encode(
      String(Self.mark) + pool.digest(of: elements).text)
  }

  /// What an array apart is told by; smaller ones stand with what has them.
  private static var mark: Character { "#" }
  private static var most: Int { 64 }
}

/// What ``Packed`` arrays are of.
package protocol Packable: Sendable {
  static func packed(_ elements: [Self]) -> Data
  /// - Throws: That the bytes are none.
  static func unpacked(
    _ data: Data, _ container: any SingleValueDecodingContainer
  ) throws -> [Self]
}

/// Numbers as they lie in memory.
package protocol PackableNumber: Packable, BitwiseCopyable {}

extension PackableNumber {
  package static func packed(_ elements: [Self]) -> Data {
    elements.withUnsafeBytes { Data($0) }
  }

  package static func unpacked(
    _ data: Data, _ container: any SingleValueDecodingContainer
  ) throws -> [Self] {
    let stride = MemoryLayout<Self>.stride
    guard data.count % stride == 0 else { throw ObjectPool.wrong(container) }
    return [Self](unsafeUninitializedCapacity: data.count / stride) {
      buffer, count in
      data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      count = data.count / stride
    }
  }
}

extension Float: PackableNumber {}
extension Int32: PackableNumber {}
extension UInt32: PackableNumber {}
extension Int: PackableNumber {}
extension UInt64: PackableNumber {}

/// Texts one after the other, each with a byte behind it that no text has.
extension String: Packable {
  private static let end: UInt8 = 0xFF

  package static func packed(_ elements: [String]) -> Data {
    var data = Data()
    for text in elements {
      data.append(contentsOf: text.utf8)
      data.append(end)
    }
    return data
  }

  package static func unpacked(
    _ data: Data, _ container: any SingleValueDecodingContainer
  ) throws -> [String] {
    guard !data.isEmpty else { return [] }
    guard data.last == end else { throw ObjectPool.wrong(container) }
    return try data.dropLast().split(
      separator: end, omittingEmptySubsequences: false
    ).map {
      guard let text = String(validating: $0, as: UTF8.self) else {
        throw ObjectPool.wrong(container)
      }
      return text
    }
  }
}

extension Packed: Sendable where Element: Sendable {}

import CSodium
import Foundation

/// What some content is known by: 32 bytes that no other content has (BLAKE2b).
package struct ContentDigest: Hashable, Sendable {
  /// In hexadecimal digits.
  package let text: String

  init(bytes: [UInt8]) {
    text = bytes.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// Nil where a text is no digest.
  package init?(text: String) {
    guard text.utf8.count == 2 * Digester.size,
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }
      )
    else { return nil }
    self.text = text
  }

  package init(of bytes: UnsafeRawBufferPointer) {
    let digester = Digester()
    digester.add(bytes)
    self.init(bytes: digester.end())
  }

  package init(of data: Data) {
    self = data.withUnsafeBytes { ContentDigest(of: $0) }
  }

  package init(of text: String) { self.init(of: Data(text.utf8)) }

  /// Of all that a file holds, read piece by piece; of a folder, of all files
  /// below it with their names, but for hidden ones and what is written to
  /// `out`.
  ///
  /// Nil where there is nothing to read.
  package init?(contentsOf path: String) {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { return nil }
    guard isFolder.boolValue else {
      guard let digest = Self.ofFile(path) else { return nil }
      self = digest
      return
    }
    let files = FileManager.default.enumerator(atPath: path)
    var found: [String] = []
    while let name = files?.nextObject() as? String {
      let last = name.split(separator: "/").last ?? ""
      if last == "out" || last.hasPrefix(".") {
        files?.skipDescendants()
      } else if let digest = Self.ofFile(path + "/" + name) {
        found.append("\(digest.text) \(name)")
      }
    }
    self.init(of: found.sorted().joined(separator: "\n"))
  }

  /// Nil for a folder, and for what cannot be read.
  private static func ofFile(_ path: String) -> ContentDigest? {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    var kind = stat()
    guard fstat(number, &kind) == 0, kind.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    let digester = Digester()
    while true {
      guard let piece = try? file.read(upToCount: 1 << 20) ?? Data() else {
        return nil
      }
      guard !piece.isEmpty else { return ContentDigest(bytes: digester.end()) }
      piece.withUnsafeBytes { digester.add($0) }
    }
  }
}

extension ContentDigest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Self(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a digest")
    }
    self = digest
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Takes content piece by piece and tells its digest, once.
///
/// A class, since the library wants its state at an address of its own.
final class Digester {
  private let memory: UnsafeMutableRawPointer
  private var state: OpaquePointer { OpaquePointer(memory) }

  /// - Parameter key: Whoever does not have it cannot make the same digest.
  init(key: [UInt8] = []) {
    _ = Self.isReady
    memory = .allocate(
      byteCount: crypto_generichash_statebytes(), alignment: 64)
    _ = crypto_generichash_init(
      state, key.isEmpty ? nil : key, key.count, Self.size)
  }

  deinit { memory.deallocate() }

  static let size = 32

  /// The library picks what is fast on this processor.
  private static let isReady = sodium_init()

  func add(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    _ = crypto_generichash_update(
      state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// The digest of all that was added; nothing is to be added after it.
  func end() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    _ = crypto_generichash_final(state, &bytes, Self.size)
    return bytes
  }
}

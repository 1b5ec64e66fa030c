import CSodium
import Foundation
import SluiceFiles

/// Tells what this user's programs wrote from what came from elsewhere, as in a
/// cloned folder: by a key that only the user has.
package struct Seal: Sendable {
  private let key: [UInt8]

  package init(key: [UInt8]) { self.key = key }

  /// The user's seal, made at its first use; nil where its key can neither be
  /// read nor made in the folder.
  package init?(in folder: URL = UserFolder.url) {
    let file = folder.appending(path: "key")
    if let key = Self.key(file) {
      self.key = key
      return
    }
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    var key = [UInt8](repeating: 0, count: Digester.size)
    randombytes_buf(&key, key.count)
    // Whoever is first has made it: a link takes no other's place.
    let draft = file.path + ".\(getpid())"
    let number = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { return nil }
    let isWritten = write(number, key, key.count) == key.count
    close(number)
    defer { unlink(draft) }
    guard isWritten else { return nil }
    _ = link(draft, file.path)
    guard let kept = Self.key(file) else { return nil }
    self.key = kept
  }

  private static func key(_ file: URL) -> [UInt8]? {
    guard let data = try? WholeFile.read(file.path),
      data.count == Digester.size
    else { return nil }
    return Array(data)
  }

  private func mark(_ data: Data) -> [UInt8] {
    let digester = Digester(key: key)
    data.withUnsafeBytes { digester.add($0) }
    return digester.end()
  }

  private static func sum(_ data: Data) -> [UInt8] {
    let digester = Digester()
    data.withUnsafeBytes { digester.add($0) }
    return digester.end()
  }

  private static let first = Data("sluice kept state 1\n".utf8)

  /// Content as a file has it: with what shows that it is whole, and whose.
  package func closed(_ content: Data) -> Data {
    Self.first + Self.sum(content) + mark(content) + content
  }

  package enum Opened: Equatable, Sendable {
    case content(Data)
    /// It was changed since it was written.
    case damaged
    /// It is whole, and somebody else's.
    case foreign
  }

  /// What such a file holds.
  package func opened(_ file: Data) -> Opened {
    let head = Self.first.count + 2 * Digester.size
    guard file.count >= head, file.starts(with: Self.first) else {
      return .damaged
    }
    let content = Data(file.dropFirst(head))
    let (sum, mark) = (
      file.dropFirst(Self.first.count).prefix(Digester.size),
      file.dropFirst(Self.first.count + Digester.size).prefix(Digester.size)
    )
    guard sum.elementsEqual(Self.sum(content)) else { return .damaged }
    let own = self.mark(content)
    return sodium_memcmp(Array(mark), own, own.count) == 0
      ? .content(content) : .foreign
  }
}

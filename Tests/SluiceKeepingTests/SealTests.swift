import Foundation
import SluiceKeeping
import Testing

struct SealTests {
  private let seal = Seal(key: [UInt8](repeating: 7, count: 32))
  private let content = Data("what was kept".utf8)

  @Test func `what was closed is opened again`() {
    #expect(seal.opened(seal.closed(content)) == .content(content))
  }

  @Test func `what another user wrote is told from what is damaged`() {
    let other = Seal(key: [UInt8](repeating: 8, count: 32))
    #expect(seal.opened(other.closed(content)) == .foreign)
  }

  @Test func `a change of any byte is seen`() {
    let whole = seal.closed(content)
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 1
      #expect(seal.opened(changed) != .content(content), "byte \(place)")
    }
    for length in 0..<whole.count {
      #expect(seal.opened(whole.prefix(length)) == .damaged)
    }
  }

  @Test func `a key is made once, and for its owner alone`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try #require(Seal(in: folder))
    let second = try #require(Seal(in: folder))
    #expect(second.opened(first.closed(content)) == .content(content))
    let key = folder.appending(path: "key").path
    let attributes = try FileManager.default.attributesOfItem(atPath: key)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == [
        "key"
      ])
  }
}

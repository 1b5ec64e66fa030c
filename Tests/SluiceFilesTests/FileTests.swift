import Foundation
import SluiceFiles
import Testing

@Suite("Files") struct FileTests {
  /// A folder that is removed after a test.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func problem(_ path: String) -> Unreadable? {
    do throws(Unreadable) {
      _ = try WholeFile.read(path)
      return nil
    } catch { return error }
  }

  @Test("What is written is read, whole or from its beginning")
  func roundTrip() throws {
    try withFolder { folder in
      let path = folder + "/text"
      try WholeFile.write("one\ntwo\n", to: path)
      #expect(try WholeFile.read(path) == Data("one\ntwo\n".utf8))
      #expect(try WholeFile.read(first: 3, of: path) == Data("one".utf8))
      #expect(try WholeFile.read(first: 99, of: path).count == 8)
      #expect(try WholeFile.size(of: path) == 8)
    }
  }

  @Test("What cannot be read says why")
  func unreadable() throws {
    try withFolder { folder in
      #expect(problem(folder + "/nothing") == .missing)
      #expect(problem(folder) == .folder)
      #expect(problem("/dev/null") == .stream)
    }
  }

  @Test("A file that is written again keeps who may read it, and its links")
  func rewritten() throws {
    try withFolder { folder in
      let (path, link) = (folder + "/text", folder + "/link")
      try WholeFile.write("old", to: path)
      let files = FileManager.default
      try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try files.createSymbolicLink(atPath: link, withDestinationPath: path)
      try WholeFile.write("new", to: link)
      #expect(try WholeFile.read(path) == Data("new".utf8))
      let after = try files.attributesOfItem(atPath: path)
      #expect(after[.posixPermissions] as? Int == 0o640)
      #expect(
        try files.attributesOfItem(atPath: link)[.type] as? FileAttributeType
          == .typeSymbolicLink)
    }
  }

  @Test("Many who add to a file lose nothing of each other's")
  func shared() throws {
    try withFolder { folder in
      let path = folder + "/shared"
      DispatchQueue.concurrentPerform(iterations: 50) { number in
        #expect(
          SharedFile(path).append("\n\(number)", orStart: "first \(number)"))
      }
      let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
      let lines = text.split(separator: "\n")
      #expect(lines.count == 50)
      #expect(lines.count { $0.hasPrefix("first ") } == 1)
    }
  }

  @Test("What cannot be added to says so")
  func unwritable() {
    #expect(!SharedFile("/nowhere/at/all").append("text"))
  }
}

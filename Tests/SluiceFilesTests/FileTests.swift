import Foundation
import SluiceDiagnostics
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

  @Test(
    "Rights stay as they were, and a new file has those of the user",
    arguments: [0o600, 0o640, 0o604, 0o755, 0o400])
  func rights(mode: Int) throws {
    try withFolder { folder in
      let files = FileManager.default
      let path = folder + "/text"
      try WholeFile.write("old", to: path)
      #expect(
        try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
          == 0o666 & ~Self.mask)
      let before = try files.attributesOfItem(atPath: path)
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      try WholeFile.write("new", to: path)
      let after = try files.attributesOfItem(atPath: path)
      #expect(after[.posixPermissions] as? Int == mode)
      #expect(
        after[.ownerAccountID] as? Int == before[.ownerAccountID] as? Int)
      #expect(
        after[.groupOwnerAccountID] as? Int
          == before[.groupOwnerAccountID] as? Int)
      // Nothing is left beside it.
      #expect(try files.contentsOfDirectory(atPath: folder) == ["text"])
    }
  }

  /// What the user takes away from all.
  private static let mask: Int = {
    let mask = umask(0)
    umask(mask)
    return Int(mask)
  }()

  /// What somebody does to a file between reading and writing.
  enum Edit: CaseIterable {
    case longer, sameLength, replaced, removed, folder

    func make(_ path: String) throws {
      let files = FileManager.default
      switch self {
      case .longer:
        try Data("mine, and more".utf8).write(to: URL(filePath: path))
      case .sameLength: try Data("new".utf8).write(to: URL(filePath: path))
      case .replaced:
        try Data("his".utf8).write(to: URL(filePath: path + ".tmp"))
        rename(path + ".tmp", path)
      case .removed: try files.removeItem(atPath: path)
      case .folder:
        try files.removeItem(atPath: path)
        try files.createDirectory(
          atPath: path, withIntermediateDirectories: false)
      }
    }
  }

  @Test("What was changed since it was read is left", arguments: Edit.allCases)
  func edited(edit: Edit) throws {
    try withFolder { folder in
      let path = folder + "/text"
      try WholeFile.write("old", to: path)
      let read = try WholeFile.read(path)
      try edit.make(path)
      let now = try? WholeFile.read(path)
      do throws(Diagnostic) {
        try WholeFile.write(
          Data("ours".utf8), to: path, as: "text", inPlaceOf: read)
        Issue.record("written")
      } catch {
        let (title, hint) =
          edit == .folder
          ? (
            "text cannot be written",
            "check that you may write there, and that the disk is not full"
          )
          : (
            "text was changed meanwhile, so it is left as it is",
            "run the command again"
          )
        #expect(error.code == .unwritable)
        #expect([error.title, error.hint] == [title, hint])
      }
      #expect((try? WholeFile.read(path)) == now)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder)
          == (edit == .removed ? [] : ["text"]))
    }
  }

  @Test("Many who add to a file lose nothing of each other's")
  func shared() throws {
    try withFolder { folder in
      let path = folder + "/shared"
      DispatchQueue.concurrentPerform(iterations: 50) { number in
        #expect(SharedFile(path).append(line: "\(number)", below: "first"))
      }
      let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.first == "first")
      #expect(Set(lines.dropFirst()) == Set((0..<50).map(String.init)))
      #expect(text.hasSuffix("\n"))
    }
  }

  @Test("A line that was cut short goes before the next is added")
  func torn() throws {
    try withFolder { folder in
      let path = folder + "/torn"
      for torn in ["", "fir", "first", "first\none\ntw"] {
        try WholeFile.write(torn, to: path)
        #expect(SharedFile(path).append(line: "two", below: "first"))
        let kept = torn.contains("one") ? "first\none\n" : "first\n"
        #expect(try WholeFile.read(path) == Data((kept + "two\n").utf8))
      }
      let lines = SharedFile(path).lines(from: 6)
      #expect(
        lines?.lines.map { Data($0) } == [Data("one".utf8), Data("two".utf8)])
      #expect(lines?.end == 14)
    }
  }

  @Test("A claim is one's own until it is released, or the file is closed")
  func claims() throws {
    try withFolder { folder in
      let path = folder + "/claimed"
      try WholeFile.write("first\n", to: path)
      var one = Claims(on: path)
      let two = try #require(Claims(on: path))
      #expect(one?.claim(7) == true)
      #expect(!two.claim(7))
      #expect(two.claim(8))
      // Rows are added meanwhile, by either.
      #expect(SharedFile(path).append(line: "row", below: "first"))
      one = nil
      #expect(two.claim(7))
      two.release(7)
      #expect(Claims(on: path)?.claim(7) == true)
    }
  }

  @Test("What cannot be added to says so")
  func unwritable() {
    #expect(!SharedFile("/nowhere/at/all").append("text"))
    #expect(!SharedFile("/nowhere/at/all").append(line: "row", below: "first"))
    #expect(Claims(on: "/nowhere/at/all") == nil)
  }
}

import Foundation
import SluiceDiagnostics
import SluiceKeeping
import SluiceNotebook
import Synchronization
import Testing

/// States that were damaged, forged, or have no room.
struct KeptFolderTests {
  private let fixture: KeptFixture

  init() throws { fixture = try KeptFixture() }

  private static let text = """
    ```sluice #data
    corpus toy = toy_english(sentences=4)
    task pos = toy.pos
    ```

    ```sluice #train
    network net tasks=[pos] layers=1 hidden=4 word=4 spelling=4
    train net epochs=1
    print accuracy(net, pos, toy.test)
    ```

    """

  @Test func `every damage is found, and the step is run again`() throws {
    let expected = try fixture.run(Self.text)
    let files = fixture.files("entries") + fixture.files("objects")
    #expect(files.count > 4)
    for file in files {
      let whole = try Data(contentsOf: file)
      var turned = whole
      turned[whole.count / 2] ^= 4
      for damage in [turned, whole.dropLast(), whole + Data([0]), Data(), nil] {
        if let damage {
          try damage.write(to: file)
        } else {
          try FileManager.default.removeItem(at: file)
        }
        #expect(try fixture.run(Self.text) == expected)
        // What an entry no longer refers to is not looked at.
        if damage != nil, file.pathExtension == "entry" {
          #expect(fixture.unused.damaged == 1, "\(file.lastPathComponent)")
        }
        #expect(try fixture.run(Self.text) == expected)
        #expect(fixture.kept.count == 2, "kept again after \(file.path)")
        #expect(fixture.unused.damaged == 0)
      }
    }
  }

  @Test func `what somebody else has kept is not used`() throws {
    let own = fixture.seal
    fixture.seal = Seal(key: [UInt8](repeating: 2, count: 32))
    let expected = try fixture.run(Self.text)
    let forged = fixture.files("entries").count
    fixture.seal = own
    #expect(try fixture.run(Self.text) == expected)
    #expect(fixture.kept.isEmpty)
    #expect(fixture.unused.foreign == forged)
  }

  @Test func `a limit removes what was longest of no use`() throws {
    _ = try fixture.run(Self.text)
    let folder = KeptFolder(fixture.states, fixture.seal)
    let all = folder.bytes
    try folder.setLimit(all / 2)
    #expect(folder.bytes <= all / 2)
    let expected = try fixture.run(Self.text, isFresh: true)
    #expect(try fixture.run(Self.text) == expected)
    #expect(KeptFolder(fixture.states, fixture.seal).limit == all / 2)
  }

  @Test func `with a limit of 0 nothing is kept`() throws {
    try KeptFolder(fixture.states, fixture.seal).setLimit(0)
    _ = try fixture.run(Self.text)
    #expect(fixture.files("entries").isEmpty)
    #expect(fixture.problem == nil)
  }

  @Test func `another user's limit does not count`() throws {
    let other = Seal(key: [UInt8](repeating: 2, count: 32))
    try KeptFolder(fixture.states, other).setLimit(0)
    #expect(
      KeptFolder(fixture.states, fixture.seal).limit
        == KeptFolder.standardLimit)
  }

  @Test func `where nothing can be written the notebook runs all the same`()
    throws
  {
    try FileManager.default.createDirectory(
      at: fixture.states, withIntermediateDirectories: true)
    try Data().write(to: fixture.states.appending(path: "entries"))
    let expected = try fixture.run(Self.text, isFresh: true)
    #expect(try fixture.run(Self.text) == expected)
    #expect(fixture.problem?.code == .unwritable)
  }

  @Test func `nothing is written or removed through a link`() throws {
    let other = fixture.folder.appending(path: "other")
    try FileManager.default.createDirectory(
      at: other, withIntermediateDirectories: true)
    try fixture.write("mine", to: "other/file")
    try FileManager.default.createDirectory(
      at: fixture.states, withIntermediateDirectories: true)
    for name in ["entries", "objects"] {
      let link = fixture.states.appending(path: name)
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: other)
      let expected = try fixture.run(Self.text, isFresh: true)
      #expect(try fixture.run(Self.text) == expected)
      #expect(
        fixture.problem?.title
          == "no states are kept: .sluice-cache is a link, or has one")
      #expect(throws: Diagnostic.self) {
        try KeptFolder(fixture.states, fixture.seal).setLimit(1)
      }
      KeptFolder(fixture.states, fixture.seal).tidy()
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: other.path)
          == ["file"])
      try FileManager.default.removeItem(at: link)
    }
  }

  @Test func `a link in place of a kept array is replaced`() throws {
    let expected = try fixture.run(Self.text)
    try fixture.write("mine", to: "file")
    let target = fixture.folder.appending(path: "file")
    for file in fixture.files("objects") {
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(
        at: file, withDestinationURL: target)
    }
    #expect(try fixture.run(Self.text) == expected)
    #expect(try String(contentsOf: target, encoding: .utf8) == "mine")
  }

  @Test func `clearing removes all`() throws {
    _ = try fixture.run(Self.text)
    let folder = KeptFolder(fixture.states, fixture.seal)
    let bytes = folder.bytes
    #expect(try folder.clear() == bytes)
    #expect(folder.bytes == 0)
    _ = try fixture.run(Self.text)
    #expect(fixture.kept.isEmpty)
  }

  @Test func `several runs at a time use one folder`() async throws {
    let expected = try fixture.run(Self.text, isFresh: true)
    let runs = try (0..<4).map { _ in try fixture.start(Self.text) }
    await withTaskGroup(of: [String].self) { group in
      for run in runs {
        group.addTask {
          var run = run
          var outputs: [String] = []
          while !run.isDone {
            var said: [String] = []
            let mistakes = run.step {
              said += NotebookTest.lines([$0])
            }
            guard mistakes.isEmpty else { return mistakes.map(\.title) }
            outputs += said
          }
          return outputs
        }
      }
      for await printed in group { #expect(printed == expected) }
    }
    #expect(try fixture.run(Self.text) == expected)
    #expect(fixture.kept.count == 2)
  }
}

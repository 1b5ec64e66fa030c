import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceFiles

/// Files that gzip has packed.
@Suite("Packed files") struct PackedFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "sluice-packed-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
  }

  /// Writes a file and packs it with the system's own gzip.
  private func packed(_ text: String) throws -> Data {
    let file = folder.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = ["-n", file.path]
    try gzip.run()
    gzip.waitUntilExit()
    return try Data(contentsOf: URL(filePath: file.path + ".gz"))
  }

  private func read(_ data: Data) throws -> String {
    let file = folder.appending(path: UUID().uuidString)
    try data.write(to: file)
    return String(decoding: try PackedFile.read(file.path), as: UTF8.self)
  }

  @Test("A packed file is read as what it holds, in one piece or in several")
  func whole() throws {
    let text = String(repeating: "a line of some words\n", count: 60_000)
    #expect(try read(packed(text)) == text)
    #expect(try read(packed("one\n") + packed("two\n")) == "one\ntwo\n")
    #expect(try read(packed("")) == "")
    // What follows the last piece is padding.
    #expect(
      try read(packed("one\n") + Data(repeating: 0, count: 512)) == "one\n")
    #expect(try read(Data("plain\n".utf8)) == "plain\n")
  }

  @Test("One that is cut off or spoiled is refused")
  func damaged() throws {
    let whole = try packed((0..<5000).map { "\($0)\n" }.joined())
    for end in [4, 12, 200, whole.count - 1] {
      #expect(throws: Unreadable.damaged) { try read(whole[..<end]) }
    }
    var spoiled = whole
    spoiled[whole.count / 2] ^= 0x55
    #expect(throws: Unreadable.damaged) { try read(spoiled) }
    let diagnostic = Unreadable.damaged.diagnostic("a.gz", inFolder: "") {
      Diagnostic(.fileNotFound, "")
    }
    #expect(
      diagnostic.title == "a.gz cannot be unpacked: it is cut off or spoiled")
  }

  @Test("Pieces are the file, whatever their length", arguments: [1, 7, 4096])
  func pieces(length: Int) throws {
    let text = (0..<3000).map { "\($0)\n" }.joined()
    let twice =
      try packed(text) + packed(String(repeating: "a", count: 700_000))
    for (data, whole) in [
      (Data(text.utf8), text),
      (twice, text + String(repeating: "a", count: 700_000)),
    ] {
      let file = folder.appending(path: UUID().uuidString)
      try data.write(to: file)
      let pieces = try FilePieces(of: file.path, length: length)
      var bytes: [UInt8] = []
      while let piece = try pieces.next() { bytes += piece }
      // Where they differ, a list of how would take minutes.
      let isSame = bytes == Array(whole.utf8)
      #expect(isSame)
    }
  }

  @Test("The beginning of a packed file is read without the rest")
  func beginning() throws {
    let file = folder.appending(path: "numbers")
    let text = (0..<50_000).map { "\($0)\n" }.joined()
    try packed(text).write(to: file)
    let long = try PackedFile.read(first: 1000, of: file.path)
    #expect(String(decoding: long.bytes, as: UTF8.self) == text.prefix(1000))
    #expect(!long.isWhole)
    try packed("short\n").write(to: file)
    let short = try PackedFile.read(first: 1000, of: file.path)
    #expect(short.bytes == Array("short\n".utf8))
    #expect(short.isWhole)
  }
}

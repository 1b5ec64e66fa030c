import Foundation
import SluiceDiagnostics
import SluiceRandom
import SluiceTensor
import Testing
@testable import SluiceLearning

@Suite("Safetensors") struct SafetensorsTests {
  static let file = Safetensors(
    metadata: ["made": "by hand"],
    tensors: [
      "a": .float32([2, 2], [1, 2, 3, 4]), "b": .int64([3], [1, -1, 7]),
      "c": .float64([], [0.5]),
    ])

  @Test("Written and read back, a file is the same")
  func roundTrip() throws {
    let bytes = try Self.file.encoded()
    #expect(try Safetensors(bytes, name: "file") == Self.file)
    #expect(try Self.file.encoded() == bytes)
  }

  /// A file with another header, and what is said of it.
  struct Refusal: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var title: String

    init(_ name: String, header: String, body: Int, _ what: String) {
      let count = UInt64(header.utf8.count)
      self.init(
        name,
        (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
          + Array(header.utf8) + [UInt8](repeating: 0, count: body), what)
    }

    init(_ name: String, _ bytes: [UInt8], _ what: String) {
      testDescription = name
      self.bytes = bytes
      title = "net.safetensors is not a complete safetensors file: \(what)"
    }
  }

  static let refusals = [
    Refusal("empty", [], "it ends before its header does"),
    Refusal(
      "a header longer than the file", [9, 0, 0, 0, 0, 0, 0, 0],
      "it ends before its header does"),
    Refusal(
      "an impossible header", [UInt8](repeating: 255, count: 8),
      "it says its header has 18446744073709551615 bytes"),
    Refusal(
      "no JSON", header: "{]", body: 0,
      "its header is not a JSON"
        + " object"),
    Refusal(
      "a list", header: "[1]", body: 0,
      "its header is not a JSON"
        + " object"),
    Refusal(
      "an entry without a shape",
      header: #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, body: 4,
      "the header's entry for a is incomplete"),
    Refusal(
      "another type",
      header: #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#,
      body: 4, "a has the type BF16; F32, F64 and I64 can be read"),
    Refusal(
      "numbers missing",
      header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      body: 4, "it ends before the numbers of a do"),
    Refusal(
      "offsets the wrong way",
      header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
      body: 4, "it ends before the numbers of a do"),
    Refusal(
      "a shape of another size",
      header: #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
      body: 8, "a has the shape [3] but 8 bytes"),
    Refusal(
      "two tensors on the same bytes",
      header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      body: 8, "two of its tensors share bytes"),
    Refusal(
      "a gap between tensors",
      header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
      body: 12, "some of its bytes belong to no tensor"),
    Refusal(
      "bytes after the last tensor",
      header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      body: 8, "some of its bytes belong to no tensor"),
    Refusal(
      "metadata that is no text",
      header: #"{"__metadata__":{"made":7}}"#, body: 0,
      "its metadata does not map names to texts"),
    Refusal(
      "a negative shape",
      header: #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
      body: 4, "a has the shape [-1]"),
    Refusal(
      "a shape beyond counting",
      header:
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
      body: 4, "a has the shape [4611686018427387904, 4]"),
  ]

  @Test("What is wrong with a file is said", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    #expect(
      throws: Diagnostic(
        .badCheckpoint, refusal.title, hint: "copy or save the file again")
    ) {
      _ = try Safetensors(Data(refusal.bytes), name: "net.safetensors")
    }
  }

  @Test("A header alone tells the same, wrong or right", arguments: refusals)
  func header(_ refusal: Refusal) throws {
    let folder = try TemporaryFolder(["net.safetensors": ""])
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path + "/net.safetensors"
    try Data(refusal.bytes).write(to: URL(filePath: path))
    let error = #expect(throws: Diagnostic.self) {
      _ = try Safetensors(headerOf: path)
    }
    #expect(
      error?.title.replacing(folder.path + "/", with: "") == refusal.title)
    try Self.file.write(to: path)
    let header = try Safetensors(headerOf: path)
    #expect(header.metadata == Self.file.metadata)
    #expect(
      header.tensors.mapValues(\.shape)
        == Self.file.tensors.mapValues(\.shape))
  }

  @Test("A damaged file never traps")
  func damaged() throws {
    let corpus = try NetworkTests.corpus()
    let whole = [UInt8](
      try Checkpoint.encode(NetworkTests.network(corpus)).encoded())
    var stream = RandomStream(seed: 1)
    for _ in 0..<300 {
      var bytes = whole
      if Bool.random(using: &stream) {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &stream))
      }
      for _ in 0..<3 where !bytes.isEmpty {
        let at = Int.random(
          in: 0..<min(bytes.count, 4000), using: &stream)
        bytes[at] = UInt8.random(in: 0...255, using: &stream)
      }
      if let file = try? Safetensors(Data(bytes), name: "net") {
        _ = try? Checkpoint.decode(file, name: "net")
      }
    }
  }

  /// Python's own reader, where `SLUICE_PYTHON` names one that has it.
  static let python = ProcessInfo.processInfo.environment["SLUICE_PYTHON"]

  @Test(
    "Python's safetensors opens what is saved",
    .enabled(if: python != nil, "SLUICE_PYTHON names no Python with it"))
  func opens() throws {
    let corpus = try NetworkTests.corpus()
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Checkpoint.encode(NetworkTests.network(corpus)).write(to: path)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = [
      "-c",
      """
      import sys; from safetensors import safe_open
      f = safe_open(sys.argv[1], "np")
      print(f.metadata()["format"], f.get_tensor("stitch.0.alpha").shape)
      """, path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == "sluice-3 (4, 4)\n")
  }
}

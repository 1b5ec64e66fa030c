import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceOutput
import SluiceRandom
import Testing

/// A model file is a stranger's: whatever is wrong with it, it is refused with a
/// message or works, and never ends the program or commands the terminal.
///
/// `SLUICE_FUZZ_ROUNDS=8000 swift test --filter MutatedModel` runs more.
@Suite("Mutated model files") struct MutatedModelTests {
  private static let methods = ["sluice", "hard", "private-shared", "split"]
  private static let rounds =
    ProcessInfo.processInfo.environment["SLUICE_FUZZ_ROUNDS"].flatMap(Int.init)
    ?? 120

  /// A file in parts: its header as a tree, its metadata's structure as one,
  /// and its numbers.
  private struct Parts {
    var header: [String: Any]
    var structure: Any
    var numbers: Data

    init(_ file: Data) throws {
      let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      let tree = try JSONSerialization.jsonObject(
        with: file.dropFirst(8).prefix(length))
      header = try #require(tree as? [String: Any])
      let metadata = try #require(header["__metadata__"] as? [String: String])
      structure = try JSONSerialization.jsonObject(
        with: Data((metadata["structure"] ?? "").utf8))
      numbers = file.dropFirst(8 + length)
    }

    func joined() throws -> Data {
      var header = header
      var metadata = header["__metadata__"] as? [String: String] ?? [:]
      metadata["structure"] = String(
        decoding: try JSONSerialization.data(
          withJSONObject: structure, options: .fragmentsAllowed),
        as: UTF8.self)
      header["__metadata__"] = metadata
      let json = try JSONSerialization.data(withJSONObject: header)
      let length = (0..<8).map {
        UInt8(truncatingIfNeeded: json.count >> (8 * $0))
      }
      return Data(length) + json + numbers
    }
  }

  private static var oddValues: [Any] {
    [
      Int.max, Int.min, -1, 0, 1, 63, 65, 8192, 8193, 1e30, -1e300, 0.5, true,
      "",
      "x\u{1B}]0;PWN\u{7}", "e\u{301}", "é", "\u{202E}", "\u{0}", NSNull(),
      [Any](), [String: Any](), ["a", "a"], [0, 0, 1 << 40], "sluice", "pos",
    ]
  }

  /// Changes one place of a tree.
  private static func mutated(
    _ tree: Any, _ random: inout RandomStream
  ) -> Any {
    func below(_ count: Int) -> Int {
      Int(random.next() % UInt64(max(1, count)))
    }
    if var object = tree as? [String: Any], !object.isEmpty, below(8) > 0 {
      let key = object.keys.sorted()[below(object.count)]
      switch below(12) {
      case 0: object[key] = nil
      case 1: object[key + "x"] = object[key]
      default: object[key] = object[key].map { mutated($0, &random) }
      }
      return object
    }
    if var list = tree as? [Any], !list.isEmpty, below(8) > 0 {
      let place = below(list.count)
      switch below(8) {
      case 0: list.remove(at: place)
      case 1: list.insert(list[below(list.count)], at: place)
      case 2: list[place] = list[below(list.count)]
      default: list[place] = mutated(list[place], &random)
      }
      return list
    }
    return oddValues[below(oddValues.count)]
  }

  private static func mutated(
    _ file: Data, _ random: inout RandomStream
  ) throws -> Data {
    switch random.next() % 8 {
    case 0:
      var file = file
      for _ in 0...random.next() % 4 {
        let place = Int(random.next() % UInt64(file.count))
        file[place] = UInt8(truncatingIfNeeded: random.next())
      }
      return file
    case 1: return file.prefix(Int(random.next() % UInt64(file.count)))
    case 2:
      var parts = try Parts(file)
      let place = Int(random.next() % UInt64(parts.numbers.count / 4)) * 4
      let odd: [Float] = [.nan, .infinity, 1e38, -1e38, 1e-38]
      let number = odd[Int(random.next() % 5)]
      parts.numbers = Data(parts.numbers)
      withUnsafeBytes(of: number) {
        parts.numbers.replaceSubrange(place..<place + 4, with: $0)
      }
      return try parts.joined()
    case 3:
      var parts = try Parts(file)
      parts.header =
        mutated(parts.header, &random) as? [String: Any] ?? parts.header
      return try parts.joined()
    default:
      var parts = try Parts(file)
      for _ in 0...random.next() % 2 {
        parts.structure = mutated(parts.structure, &random)
      }
      return try parts.joined()
    }
  }

  private static let uses = """
    show net
    evaluate net on=toy.test
    evaluate net on=toy.test by=confusion
    inspect net
    print loss(net, pos, toy.test)
    predict net text="Anna reads ."
    train net on=toy.train dev=toy.dev epochs=1 batch=40
    save net "again.safetensors"
    """

  @Test("They are refused or they work", arguments: methods)
  func strangers(method: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(Environment(folder: folder))
    let made = session.said(
      to: """
        corpus toy = toy_english(sentences=10, domains=[mail])
        task pos = toy.pos
        task names = toy.ner
        network net tasks=[names, pos] method=\(method) layers=2 hidden=4 \
        word=2 characters=2 spelling=2 head=2
        train net epochs=1 dev=none
        save net "net.safetensors"
        """)
    #expect(!made.contains("error"))
    let file = try Data(contentsOf: URL(filePath: folder + "/net.safetensors"))
    var random = RandomStream(seed: 7).split(method)
    var fresh = Session(Environment(folder: folder))
    _ = fresh.said(
      to: "corpus toy = toy_english(sentences=10, domains=[mail])")
    for round in 0..<Self.rounds / Self.methods.count {
      let strange = try Self.mutated(file, &random)
      try strange.write(to: URL(filePath: folder + "/strange.safetensors"))
      var session = fresh
      let start = ContinuousClock.now
      var said = session.said(to: "load net \"strange.safetensors\"")
      if !said.contains("error") {
        for use in Self.uses.split(separator: "\n") {
          said += session.said(to: String(use), mode: .prompt)
        }
      }
      let bad = said.unicodeScalars.first {
        $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value)
          || (0x202A...0x202E).contains($0.value)
      }
      #expect(bad == nil, "round \(round): \(said)")
      #expect(ContinuousClock.now - start < .seconds(20), "round \(round)")
    }
  }

  @Test(
    "What a file says is held against what it has",
    arguments: [
      ("epochs", "9223372036854775807", "epochs is 9223372036854775807"),
      ("epochs", "-9223372036854775808", "epochs is -9223372036854775808"),
      ("tasks.0.rate", "1e30", "task 1 has the rate 1e+30"),
      ("tasks.0.labels", "[]", "task 1 has no label"),
      ("tasks.1.labels", "[\"a\", \"a\"]", "task 2 has a label twice"),
      ("tasks.1.name", "\"x\\u001b]0;\"", "task 2 has no name"),
      ("tasks.0.name", "\"pos\"", "two tasks have one name"),
      ("architecture.layers", "8192", "layers is 8192"),
      (
        "architecture.layers", "64",
        "it asks for more weights than the file has"
      ),
      ("main", "2", "it has no main task"),
      ("characters", "[1114112]", "a character is none, or there twice"),
    ])
  func sound(path: String, json: String, flaw: String) throws {
    let value = try JSONSerialization.jsonObject(
      with: Data(json.utf8), options: .fragmentsAllowed)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(Environment(folder: folder))
    _ = session.said(
      to: """
        corpus toy = toy_english(sentences=10, domains=[mail])
        task pos = toy.pos
        task names = toy.ner
        network net tasks=[names, pos] layers=1 hidden=2
        save net "net.safetensors"
        """)
    let url = URL(filePath: folder + "/net.safetensors")
    var parts = try Parts(try Data(contentsOf: url))
    parts.structure = Self.replaced(
      parts.structure, path.split(separator: ".").map(String.init)[...], value)
    try parts.joined().write(to: url)
    let said = session.said(to: "load net \"net.safetensors\"", mode: .prompt)
    #expect(
      said.hasPrefix(
        "error[bad-checkpoint]: the structure in net.safetensors cannot be"
          + " read: \(flaw)"))
  }

  private static func replaced(
    _ tree: Any, _ path: ArraySlice<String>, _ value: Any
  ) -> Any {
    guard let first = path.first else { return value }
    if var object = tree as? [String: Any] {
      object[first] = replaced(object[first] ?? "", path.dropFirst(), value)
      return object
    }
    if var list = tree as? [Any], let place = Int(first) {
      list[place] = replaced(list[place], path.dropFirst(), value)
      return list
    }
    return tree
  }
}

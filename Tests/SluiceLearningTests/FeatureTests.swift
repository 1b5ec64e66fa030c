import Foundation
import SluiceDiagnostics
import SluiceLearning
import SluiceTensor
import Testing

/// A file of vectors of tokens, made here.
struct FeatureFile {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "sluice-features-\(UUID().uuidString)")
  var path: String { folder.appending(path: "x.safetensors").path }

  /// - Parameters:
  ///   - layers: By layer, the rows of all tokens.
  ///   - words: One a line, with an empty line after each sentence.
  ///   - type: F32, F16 or BF16.
  /// - Throws: What the file system says.
  init(
    _ layers: [[[Float]]], words: String?, type: String = "F32"
  ) throws {
    try self.init(
      layers.enumerated().map { ("layer.\($0 + 1)", type, $1) }, words: words)
  }

  init(
    _ tensors: [(name: String, type: String, rows: [[Float]])], words: String?
  ) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    var header: [String: Any] = [:]
    var body = Data()
    func add(_ name: String, _ type: String, _ shape: [Int], _ bytes: Data) {
      header[name] = [
        "dtype": type, "shape": shape,
        "data_offsets": [body.count, body.count + bytes.count],
      ]
      body += bytes
    }
    for (name, type, rows) in tensors {
      var bytes = Data()
      for value in rows.joined() {
        switch type {
        case "F16":
          withUnsafeBytes(of: Float16(value).bitPattern) { bytes += $0 }
        case "BF16":
          withUnsafeBytes(of: UInt16(value.bitPattern >> 16)) { bytes += $0 }
        default: withUnsafeBytes(of: value) { bytes += $0 }
        }
      }
      add(name, type, [rows.count, rows.first?.count ?? 0], bytes)
    }
    if let words { add("words", "U8", [words.utf8.count], Data(words.utf8)) }
    let json = try JSONSerialization.data(withJSONObject: header)
    var data = Data()
    withUnsafeBytes(of: UInt64(json.count)) { data += $0 }
    try (data + json + body).write(to: URL(filePath: path))
  }

  func open() throws -> TokenFeatures {
    try TokenFeatures(contentsOf: path, as: "x.safetensors")
  }

  /// What is wrong with it.
  func flaw() -> String? {
    do throws(Diagnostic) {
      _ = try TokenFeatures(contentsOf: path, as: "x.safetensors")
      return nil
    } catch { return error.title }
  }
}

@Suite("Vectors of tokens that an encoder made") struct FeatureTests {
  static let ways: [(String, @Sendable (inout Architecture) -> Void)] = [
    ("by beta", { _ in }), ("the last layer alone", { $0.skip = .off }),
    ("their sum", { $0.skip = .sum }), ("their mean", { $0.skip = .mean }),
    ("side by side", { $0.skip = .concat }),
    ("one recurrent layer", { $0.layers = 1 }),
    ("one stack for both", { $0.stackOfTask = [0, 0] }),
  ]

  @Test("Gradients equal central differences", arguments: ways.map(\.0))
  func gradients(way: String) throws {
    let change = try #require(Self.ways.first { $0.0 == way }?.1)
    let vectors: [[[Float]]] = (0..<2).map { layer in
      (0..<3).map { token in
        (0..<5).map { Float(sin(Double(7 * layer + 3 * token + $0))) }
      }
    }
    let file = try FeatureFile(vectors, words: "a\nb\n\nc\n\n").open()
    var small = SmallNetwork(layers: 2, lengths: [2, 1]) {
      $0.features = file.shape
      change(&$0)
    }
    small.sentences[0].features = file.sentence(["a", "b"])
    small.sentences[1].features = file.sentence(["c"])
    let step = small.step()
    let losses = step.gradient(of: small.batch, .none).losses
    var plain = small.plain
    plain.vectors = vectors.map { $0.map { $0.map(Double.init) } }
    #expect(
      relativeGap([Float(losses.total)], [plain.loss(small.sentences)]) < 1e-5)
    for entry in small.layout.entries {
      let gradient = step.gradient(entry.weight)
      let largest = gradient.map { abs(Double($0)) }.max() ?? 0
      for index in Set([0, entry.count / 2, entry.count - 1]) {
        func loss(_ change: Double) -> Double {
          var changed = plain
          changed.weights[entry.weight.name]?[index] += change
          return changed.loss(small.sentences)
        }
        let difference = (loss(1e-5) - loss(-1e-5)) / 2e-5
        #expect(
          abs(Double(gradient[index]) - difference) <= 1e-4
            * max(largest, 1e-3),
          "\(entry.weight.name)")
      }
    }
  }

  @Test("Half precision and bfloat16 are read as they are")
  func precision() throws {
    let values: [Float] = [0, 1, -2.5, 6e-8, -65504, 0.333_251_95, 1e-4, 3]
    for type in ["F16", "BF16", "F32"] {
      let file = try FeatureFile(
        [[values]], words: "a\n\n", type: type
      ).open()
      let expected = values.map { value in
        switch type {
        case "F16": Float(Float16(value))
        case "BF16": Float(bitPattern: value.bitPattern & 0xFFFF_0000)
        default: value
        }
      }
      #expect(try file.rows(of: ["a"]) == [expected], "\(type)")
    }
  }

  @Test("A sentence is found by its words, however they are composed")
  func words() throws {
    let file = try FeatureFile(
      [[[1], [2], [3], [4]]], words: "cafe\u{301}\nx\n\nb\n\nb\n\n"
    ).open()
    #expect(try file.rows(of: ["caf\u{E9}", "x"]) == [[1], [2]])
    // Of equal sentences the first counts.
    #expect(try file.rows(of: ["b"]) == [[3]])
  }

  @Test("A sentence without vectors is told")
  func missing() throws {
    let file = try FeatureFile([[[1], [2]]], words: "a\nb\n\n").open()
    let corpus = PlainText.corpus(of: [["a", "b"], ["b", "a"], ["c"]])
    let error = #expect(throws: Diagnostic.self) {
      try file.check([0, 1, 2], in: corpus)
    }
    #expect(
      error?.title == "2 of 3 sentences have no vectors in x.safetensors: the"
        + " first begins `b a`")
  }

  @Test("What is no such file is told")
  func flaws() throws {
    func flaw(
      _ tensors: [(name: String, type: String, rows: [[Float]])],
      _ words: String?
    ) throws -> String? {
      try FeatureFile(tensors, words: words).flaw()
    }
    let start = "x.safetensors does not hold vectors of tokens: "
    #expect(try flaw([("layer.1", "F32", [[1]])], "a\n\n") == nil)
    #expect(
      try flaw([("layer.0", "F32", [[1]])], "a\n\n")
        == start + "it has no `layer.1`")
    #expect(
      try flaw([("layer.1", "F32", [[1]])], nil)
        == start + "it has no `words` to tell whose its vectors are")
    #expect(
      try flaw([("layer.1", "F32", [[1], [2]])], "a\n\n")
        == start + "it has 1 word and 2 vectors")
    #expect(
      try flaw([("layer.1", "F32", [[1]])], "a")
        == start + "its `words` do not end with an empty line")
    #expect(
      try flaw(
        [("layer.1", "F32", [[1]]), ("layer.2", "F32", [[1, 2]])], "a\n\n")
        == start + "layer.2 has the shape [1, 2], layer.1 has [1, 1]")
  }

  @Test("A file that is shortened, or has no finite number, stops the work")
  func damage() throws {
    let message =
      "x.safetensors was shortened, or has a number that is not finite, in the"
      + " sentence at token 1"
    let short = try FeatureFile([[[1], [2]]], words: "a\nb\n\n")
    let open = try short.open()
    let handle = try FileHandle(forWritingTo: URL(filePath: short.path))
    try handle.truncate(atOffset: 40)
    let error = #expect(throws: Diagnostic.self) {
      try open.rows(of: ["a", "b"])
    }
    #expect(error?.title == message)
    let odd = try FeatureFile([[[.infinity]]], words: "a\n\n").open()
    let second = #expect(throws: Diagnostic.self) { try odd.rows(of: ["a"]) }
    #expect(second?.title == message)
  }
}

extension TokenFeatures {
  /// Where a sentence's vectors are.
  func sentence(_ words: [String]) -> NumberedSentence.Features? {
    let corpus = PlainText.corpus(of: [words])
    return Encoder(Vocabulary([Selection(corpus)]), corpus, features: self)
      .sentences([0], tasks: [], with: []).first?.features
  }

  /// The first layer's vectors of a sentence.
  func rows(of words: [String]) throws -> [[Float]] {
    let corpus = PlainText.corpus(of: [words])
    let sentences = Encoder(
      Vocabulary([Selection(corpus)]), corpus, features: self
    ).sentences([0], tasks: [], with: [])
    let batch = Batch(sentences)
    let workspace = Workspace()
    let out = workspace.block(rows: batch.tokens, columns: shape.width)
    batch.readFeatures(layer: 0, into: out)
    try check()
    return (0..<out.rows).map { Array(out.row($0)) }
  }
}

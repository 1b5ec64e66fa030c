import Foundation
import SluiceDiagnostics
import SluiceRandom
import Testing

@testable import SluiceLearning

/// Words, characters, labels and names are in a file what they were in memory,
/// to the byte.
@Suite("Text in files") struct TextRoundTripTests {
  /// Texts that programs have lost or changed, or taken for one another.
  static let odd = [
    "\u{FEFF}z", "z\u{FEFF}", "\u{FEFF}", "\u{FEFF}\u{FEFF}z", "\"\u{FEFF}z",
    "\\\u{FEFF}z", "é", "e\u{301}", "\u{212B}", "\u{C5}", "A\u{30A}", "\u{0}",
    "a\u{0}b", "\u{2028}", "\u{2029}x", "\u{85}", "👩‍👩‍👧", "🇦🇹", "שלום",
    "\u{202E}abc",
    "\u{200B}", "\u{FFFF}", "\u{10FFFF}", "_UNK", "_unk", "\u{1E9E}", "İ",
    "J\u{30C}", "가", "\u{1100}\u{1161}", "\"", "\\", "/", "{}", "\u{7F}", "ﬁ",
  ]

  /// Some of the odd texts and others made of their parts.
  private static func texts(_ stream: inout RandomStream) -> [String] {
    let scalars = odd.flatMap(\.unicodeScalars)
    return (0..<12).map { _ in
      if Bool.random(using: &stream) {
        return odd.randomElement(using: &stream) ?? ""
      }
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...4, using: &stream) {
        text.append(scalars.randomElement(using: &stream) ?? "x")
      }
      return String(text)
    }
  }

  /// A network that was trained on a corpus of such texts.
  private static func network(
    _ stream: inout RandomStream
  ) throws -> (network: Network, data: Selection) {
    var builder = CorpusBuilder(name: "odd", layers: texts(&stream))
    let layers = builder.corpus.layers.count
    let words = texts(&stream), labels = texts(&stream)
    for sentence in 0..<3 {
      for word in words.dropFirst(3 * sentence) {
        builder.add(
          word: word.utf8,
          labels: (0..<layers).map { layer in
            ArraySlice(
              (layer == 0 ? labels : words).randomElement(
                using: &stream)?.utf8.map(\.self) ?? [])
          })
      }
      builder.endSentence()
    }
    builder.endPortion(domain: "odd", split: "all")
    let data = Selection(builder.corpus)
    var a = Architecture(stackOfTask: [0])
    a.wordWidth = 3
    a.characterWidth = 3
    a.characterHidden = 3
    a.hidden = 4
    a.layers = 1
    a.headHidden = [3]
    let layer = builder.corpus.layers[0]
    let network = Network(
      a,
      tasks: [
        NetworkTask(
          name: "odd", layer: layer.name, labels: layer.inventory)
      ], vocabulary: Vocabulary([data]), seed: 1)
    var options = TrainingOptions()
    options.epochs = 2
    let run = try Trainer(
      network, options, training: [data], development: [nil]
    ).run()
    return (run.network, data)
  }

  @Test("What is saved and loaded is the same", arguments: 0..<40)
  func same(seed: Int) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let (network, data) = try Self.network(&stream)
    let bytes = try Checkpoint.encode(network).encoded()
    let loaded = try Checkpoint.decode(
      Safetensors(bytes, name: "net"), name: "net")
    #expect(try Checkpoint.encode(loaded).encoded() == bytes)
    #expect(Self.bytes(loaded) == Self.bytes(network))
    #expect(loaded.trained == network.trained)
    #expect(loaded.trained.overlap(with: data).isWhole)
    var one = try SharingProbe(network, on: [data], threads: 1)
    var two = try SharingProbe(loaded, on: [data], threads: 1)
    #expect(try one.losses() == two.losses())
  }

  /// All texts of a network as they lie in memory: two strings of Swift are
  /// equal where only their marks are composed in another way.
  private static func bytes(_ network: Network) -> [[UInt8]] {
    (network.vocabulary.words
      + network.vocabulary.characters.map { String(Character($0)) }
      + network.tasks.flatMap { [$0.name, $0.layer] + $0.labels })
      .map { Array($0.utf8) }
  }

  @Test(
    "A header's texts are kept, those that begin with U+FEFF too",
    arguments: odd)
  func metadata(_ text: String) throws {
    let file = Safetensors(metadata: ["made": text, "again": "{\"\(text)\"}"])
    let read = try Safetensors(file.encoded(), name: "file")
    for key in ["made", "again"] {
      #expect(
        read.metadata[key].map { Array($0.utf8) }
          == file.metadata[key].map { Array($0.utf8) })
    }
  }
}

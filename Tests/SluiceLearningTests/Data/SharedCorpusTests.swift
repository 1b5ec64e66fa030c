import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Skipped where there are no corpora beside the package.
@Suite("The shared corpus", .enabled(if: SharedData.isThere))
struct SharedCorpusTests {
  /// Read once: some hundred thousand tokens.
  private static let corpus = Result {
    try CorpusSource("\(SharedData.path)/corpus", .columns(ColumnReader()))
      .read(as: "shared")
  }

  @Test("Counts by domain and split are those its description gives")
  func counts() throws {
    let corpus = try Self.corpus.get()
    let counted = corpus.portions.map { portion in
      let tokens = portion.sentences.flatMap(corpus.tokens(ofSentence:))
      func labelled(_ layer: String) -> String {
        let labels = corpus.layers.first { $0.name == layer }?.labels ?? []
        let count = tokens.count { labels[$0] >= 0 }
        return count == 0 ? "-" : "\(count)"
      }
      return [
        portion.domain, portion.split, "\(portion.sentences.count)",
        "\(tokens.count)", labelled("chunk"), labelled("ner"), labelled("pred"),
      ]
    }
    #expect(counted.sorted(by: before) == (try described()).sorted(by: before))
  }

  private func before(_ a: [String], _ b: [String]) -> Bool {
    a.lexicographicallyPrecedes(b)
  }

  /// The description's table, without documents and spans.
  private func described() throws -> [[String]] {
    let text = try String(
      contentsOfFile: "\(SharedData.path)/README.md", encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 9, ["train", "dev", "test"].contains(cells[1]) else {
        return nil
      }
      return [0, 1, 3, 4, 5, 6, 8].map { cells[$0] }
    }
  }

  @Test("A domain may be named without what stands before its last hyphen")
  func shortNames() throws {
    let corpus = try CorpusSource(
      "\(SharedData.path)/corpus", .columns(ColumnReader()),
      domains: ["court", "talbanken"]
    ).read(as: "shared")
    #expect(
      corpus.portions.map { "\($0.domain) \($0.split)" } == [
        "gum-court train", "gum-court dev", "gum-court test",
        "swedish-talbanken train", "swedish-talbanken dev",
        "swedish-talbanken test",
      ])
    #expect(corpus.words(ofSentence: 600).allSatisfy { !$0.isEmpty })
  }

  @Test("Native formats are read whole", arguments: formats)
  func natives(_ native: Native) throws {
    let corpus = try CorpusSource(
      "\(SharedData.path)/raw/\(native.file)", native.format
    ).read(as: "raw")
    #expect(
      "\(corpus.sentenceCount) sentences, \(corpus.words.count) tokens"
        == native.counts)
    #expect(corpus.text.first?.hasPrefix(native.first + " ") == true)
  }

  struct Native: CustomTestStringConvertible, Sendable {
    var file: String
    var format: CorpusSource.Format
    var counts: String
    var first: String
    var testDescription: String { file }
  }

  static let formats = [
    Native(
      file: "EWT_answers.conllu", format: .conllU(features: []),
      counts: "49 sentences, 785 tokens",
      first: "why/why/ADV/WRB/PronType=Int/advmod"),
    Native(
      file: "GUM_news_ie9.conllu",
      format: .conllU(features: ["feats.Number", "misc.SpaceAfter"]),
      counts: "23 sentences, 487 tokens",
      first: "Microsoft/Microsoft/PROPN/NNP/Number=Sing/nsubj/Sing/_"),
    Native(
      file: "SEC_FIN3.conll2003.txt", format: .conll2003,
      counts: "303 sentences, 13246 tokens",
      first: "Subordinated/NNP/O"),
    Native(
      file: "EWT_sample.gold_conll", format: .conll2012,
      counts: "171 sentences, 2444 tokens",
      first: "Anyone/NN/O/O/O/B-NP/B-NP"),
    Native(
      file: "UNER_EWT_dev_first60.iob2", format: .columns(tabbed),
      counts: "60 sentences, 577 tokens",
      first: "where/O"),
  ]

  /// The shared chunks were made of the same trees by the same rule, but by
  /// another program.
  @Test("Chunks of parses are those of the shared corpus")
  func chunks() throws {
    let pairs = try labelPairs("chunk", "chunk")
    #expect(pairs.count == 2444)
    #expect(pairs.filter { $0.own != $0.shared }.map(\.description) == [])
  }

  /// The shared corpus leaves auxiliaries out, which have rolesets of their own.
  @Test("Verbs with a roleset are the shared predicates and auxiliaries")
  func verbs() throws {
    let others = try labelPairs("srl", "pred").filter {
      ($0.own == "V") != ($0.shared == "V")
    }
    let auxiliaries =
      "does 've Does 'm have be are is was do were has been ’s 're being"
    #expect(
      Set(others.map(\.description))
        == Set(auxiliaries.split(separator: " ").map { "\($0): V, not O" }))
    #expect(others.count == 59)
  }

  private struct LabelPair: CustomStringConvertible {
    var word: String
    var own: String
    var shared: String
    var description: String { "\(word): \(own), not \(shared)" }
  }

  /// Labels of a layer of CoNLL-2012 beside a layer of the shared corpus, for the
  /// sentences of the same words.
  private func labelPairs(
    _ layer: String, _ sharedLayer: String
  ) throws -> [LabelPair] {
    let parsed = try CorpusSource(
      "\(SharedData.path)/raw/EWT_sample.gold_conll", .conll2012
    ).read(as: "parsed")
    let corpus = try Self.corpus.get()
    var places: [[String]: Int] = [:]
    for sentence in 0..<corpus.sentenceCount {
      places[corpus.words(ofSentence: sentence)] = sentence
    }
    return try (0..<parsed.sentenceCount).flatMap { sentence in
      let words = parsed.words(ofSentence: sentence)
      let place = try #require(places[words])
      let own = parsed.labels(layer, ofSentence: sentence)
      let shared = corpus.labels(sharedLayer, ofSentence: place)
      return words.indices.map {
        LabelPair(word: words[$0], own: own[$0], shared: shared[$0])
      }
    }
  }

  /// Number, word, name, and two columns of no use.
  private static var tabbed: ColumnReader {
    var reader = ColumnReader()
    reader.names = ["_", "form", "ner", "_", "_"]
    reader.word = "form"
    return reader
  }
}

import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Audit") struct AuditTests {
  /// Two domains; in the second the names are not annotated.
  private static let files = [
    "mail/train.tsv": """
    # columns = FORM POS NER
    Anna\tN\tB-PER
    met\tV\tO
    old\tA\tO
    Mr\tN\tO
    Berg\tN\tB-PER
    .\tP\tO

    """,
    "mail/test.tsv": """
    # columns = FORM POS NER
    Anna\tN\tB-PER
    met\tV\tO
    old\tA\tO
    Mr\tN\tO
    Berg\tN\tB-PER
    .\tP\tO

    Old\tA\tO
    Oslo\tN\tI-LOC

    """,
    "news/train.tsv": "# columns = FORM POS NER\nRain\tN\t_\nfell\tV\t_\n",
    "news/test.tsv": "# columns = FORM POS NER\nRain\tN\t_\nfell\tV\t_\n",
  ]

  private func audit() throws -> Audit {
    let folder = try TemporaryFolder(Self.files)
    let corpus = try CorpusSource(folder.path, .columns(ColumnReader()))
      .read(as: "x")
    return Audit(Selection(corpus))
  }

  @Test("Parts are counted, and how new their words are")
  func portions() throws {
    let lines = try audit().portions.map { part in
      let unseen = part.unseen.map { "\($0)" } ?? "-"
      return "\(part.domain) \(part.split) \(part.sentences) \(part.tokens)"
        + " \(part.labelled) \(unseen)"
    }
    #expect(
      lines == [
        "mail train 1 6 [6, 6] -", "mail test 2 8 [8, 8] 0.125",
        "news train 1 2 [2, 0] -", "news test 1 2 [2, 0] 0.0",
      ])
  }

  @Test("Layers have their labels, entropy and scheme")
  func layers() throws {
    let layers = try audit().layers
    #expect(
      layers.map { "\($0.name) \($0.labels) \($0.scheme.rawValue)" }
        == ["pos 4 plain", "ner 3 IOB2"])
    #expect(
      layers.map { $0.counts.map { "\($0.label) \($0.tokens)" } } == [
        ["N 9", "V 4", "A 3", "P 2"], ["O 9", "B-PER 4", "I-LOC 1"],
      ])
    // 9 O, 4 B-PER and 1 I-LOC of 14.
    let shares = [9.0, 4, 1].map { $0 / 14 }
    let bits = shares.reduce(0) { $0 - $1 * log2($1) }
    #expect(abs(layers[1].bits - bits) < 1e-12)
  }

  @Test("What should give pause is said")
  func warnings() throws {
    #expect(
      try audit().warnings == [
        "1 sentence of test with six words or more also stands in train",
        "1 inside tag of ner follows no tag of its span",
        "ner has labels that do not occur in training: I-LOC",
      ])
  }

  @Test("Repeats are told by length")
  func repeats() throws {
    let audit = try audit()
    #expect(
      audit.repeats == [
        Audit.Repeats(part: "test", other: "train", long: 1, all: 2),
        Audit.Repeats(part: "dev", other: "train", long: 0, all: 0),
        Audit.Repeats(part: "test", other: "dev", long: 0, all: 0),
      ])
  }

  @Test(
    "Each of dev and test is held against the parts before it",
    arguments: [
      ("same same same", ["test in train", "dev in train", "test in dev"]),
      ("same new new", []), ("same same new", ["dev in train"]),
      ("new same same", ["test in dev"]), ("same new same", ["test in train"]),
    ])
  func parts(_ parts: String, _ repeated: [String]) throws {
    let sentences = ["same": "we met in the old town", "new": "it rained"]
    var files: [String: String] = [:]
    for (name, kind) in zip(
      ["train", "dev", "test"], parts.split(separator: " "))
    {
      let words = sentences[String(kind)]?.split(separator: " ") ?? []
      files["\(name).tsv"] = words.map { "\($0)\tX\n" }.joined()
    }
    let folder = try TemporaryFolder(files)
    let corpus = try CorpusSource(folder.path, .columns(ColumnReader()))
      .read(as: "x")
    #expect(
      Audit(Selection(corpus)).warnings
        == repeated.map { pair in
          let parts = pair.split(separator: " ")
          return "1 sentence of \(parts[0]) with six words or more also stands"
            + " in \(parts[2])"
        })
  }

  @Test("Nothing is unseen where nothing is for training")
  func withoutTraining() throws {
    let corpus = try ColumnReader().corpus("Rain\tN\n")
    let audit = Audit(Selection(corpus))
    #expect(audit.portions.map(\.unseen) == [nil])
    #expect(audit.warnings.isEmpty)
  }

  /// Skipped where there are no corpora beside the package.
  @Test(
    "Entropies and repeats of the shared corpus are those described",
    .enabled(if: SharedData.isThere))
  func shared() throws {
    let corpus = try CorpusSource(
      "\(SharedData.path)/corpus", .columns(ColumnReader())
    ).read(as: "shared")
    let domains = Set(corpus.portions.map(\.domain))
      .filter { !$0.hasPrefix("swedish") }
    let audit = Audit(Selection(corpus, domains: Array(domains)))
    #expect(
      audit.layers.map {
        "\($0.name) \($0.labels) \(($0.bits * 1000).rounded() / 1000)"
          + " \($0.scheme.rawValue) \($0.broken)"
      } == [
        "upos 17 3.613 plain 0", "xpos 49 4.482 plain 0",
        "chunk 20 2.822 IOB2 0", "ner 7 0.539 IOB2 0", "pred 4 0.851 plain 0",
        "srl 28 2.252 plain 0",
      ])
    let repeated = domains.reduce(0) {
      $0 + Audit(Selection(corpus, domains: [$1])).repeats[0].long
    }
    #expect(repeated == 5)
  }
}

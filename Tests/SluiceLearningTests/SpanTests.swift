import Foundation
import SluiceLearning
import Testing

@Suite("Span scores") struct SpanTests {
  /// Tags, and the spans that each convention sees in them.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var conlleval, strict: String

    init(_ tags: String, _ conlleval: String, _ strict: String) {
      testDescription = tags
      self.conlleval = conlleval
      self.strict = strict
    }
  }

  static let cases = [
    Case("O O", "", ""),
    Case("B-A I-A O", "0-2A", "0-2A"),
    Case("B-A B-A", "0-1A 1-2A", "0-1A 1-2A"),
    Case("I-A I-A O", "0-2A", ""),
    Case("O I-A", "1-2A", ""),
    Case("B-A I-B I-B", "0-1A 1-3B", "0-1A"),
    Case("B-A I-B I-A", "0-1A 1-2B 2-3A", "0-1A"),
    Case("I-A B-A I-A", "0-1A 1-3A", "1-3A"),
    Case("B-A O I-A", "0-1A 2-3A", "0-1A"),
    Case("B-A E-A S-B", "0-2A 2-3B", "0-1A"),
  ]

  private func text(_ spans: [Span]) -> String {
    spans.map {
      "\($0.tokens.lowerBound)-\($0.tokens.upperBound)\($0.type)"
    }.joined(separator: " ")
  }

  @Test(
    "Broken sequences are read as each convention reads them", arguments: cases)
  func reads(_ test: Case) {
    let tags = test.testDescription.split(separator: " ").map(String.init)
    #expect(text(Span.all(in: tags, .conlleval)) == test.conlleval)
    #expect(text(Span.all(in: tags, .strict)) == test.strict)
  }

  @Test("Precision, recall and F1, in all and by type")
  func scores() {
    let score = SpanScore(
      gold: [["B-A", "I-A", "O", "B-B"]],
      predicted: [["B-A", "I-A", "B-B", "O"]], convention: .conlleval)
    #expect(score.precision == 0.5)
    #expect(score.recall == 0.5)
    #expect(score.byType["A"]?.f1 == 1)
    #expect(score.byType["B"]?.f1 == 0)
    let nothing = SpanScore(
      gold: [["O"]], predicted: [["O"]], convention: .strict)
    #expect(nothing.f1 == 0)
  }

  static let metrics = ReferenceFolder.packageRoot
    .appending(path: "../shared/data/metrics")

  private func columns(_ name: String) throws -> [[[String]]] {
    let text = try String(
      contentsOf: Self.metrics.appending(path: name), encoding: .utf8)
    var sentences: [[[String]]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if fields.isEmpty {
        sentences.append([])
      } else {
        sentences[sentences.count - 1].append(fields)
      }
    }
    return sentences.filter { !$0.isEmpty }
  }

  @Test(
    "conlleval's and seqeval's own figures, for 400 broken sentences",
    .enabled(
      if: FileManager.default.fileExists(atPath: metrics.path),
      "no folder of their figures here"))
  func randomSpans() throws {
    let sentences = try columns("random-spans.tsv")
    let gold = sentences.map { $0.map { $0[1] } }
    let predicted = sentences.map { $0.map { $0[2] } }
    let loose = SpanScore(
      gold: gold, predicted: predicted, convention: .conlleval)
    #expect(loose.all.gold == 1063)
    #expect(loose.all.predicted == 1659)
    #expect(loose.all.right == 725)
    #expect(loose.precision == 0.4370102471368294)
    #expect(loose.recall == 0.6820319849482597)
    #expect(abs(loose.f1 - 0.5326965466568699) < 1e-12)
    #expect(
      loose.byType.mapValues(\.predicted) == [
        "LOC": 425, "MISC": 398, "ORG": 399, "PER": 437,
      ])
    let strict = SpanScore(
      gold: gold, predicted: predicted, convention: .strict)
    #expect(abs(strict.precision - 0.5807504078303426) < 1e-12)
    #expect(abs(strict.recall - 0.6698024459078081) < 1e-12)
    #expect(abs(strict.f1 - 0.6221057230231543) < 1e-12)
  }

  @Test(
    "The scorers' sample",
    .enabled(
      if: FileManager.default.fileExists(atPath: metrics.path),
      "no folder of their figures here"))
  func sample() throws {
    let sentences = try columns("conlleval-sample.txt")
    let gold = sentences.map { $0.map { $0[2] } }
    let predicted = sentences.map { $0.map { $0[3] } }
    func percent(_ share: Double) -> String {
      String(format: "%.2f", 100 * share)
    }
    let score = SpanScore(
      gold: gold, predicted: predicted, convention: .conlleval)
    #expect(percent(score.precision) == "68.83")
    #expect(percent(score.recall) == "80.83")
    #expect(percent(score.f1) == "74.35")
    let types = [
      "NP": "71.16", "PP": "90.36", "VP": "73.80", "ADVP": "52.63",
      "SBAR": "44.44",
    ]
    for (type, f1) in types {
      #expect(score.byType[type].map { percent($0.f1) } == f1)
    }
    let strict = SpanScore(
      gold: gold, predicted: predicted, convention: .strict)
    // What seqeval 1.2.2 computes in strict mode with the scheme IOB2; the
    // 73.98 that is noted beside the sample comes from none of its modes.
    #expect(percent(strict.f1) == "70.46")
    let right = zip(gold.joined(), predicted.joined()).count { $0 == $1 }
    let all = gold.joined().count
    #expect(percent(Double(right) / Double(all)) == "84.08")
  }
}

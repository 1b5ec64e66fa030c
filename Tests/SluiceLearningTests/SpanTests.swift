import Foundation
import SluiceRandom
import Testing

@testable import SluiceLearning

@Suite("Span scores") struct SpanTests {
  /// Tags of a scheme, and the spans that each convention sees in them.
  struct Case: CustomTestStringConvertible {
    var testDescription: String { "\(scheme.rawValue): \(tags)" }
    var scheme: TagScheme
    var tags, conlleval, strict: String

    init(
      _ scheme: TagScheme, _ tags: String, _ conlleval: String, _ strict: String
    ) {
      self.scheme = scheme
      self.tags = tags
      self.conlleval = conlleval
      self.strict = strict
    }
  }

  static let cases = [
    Case(.plain, "A B A", "", ""),
    Case(.iob2, "O O", "", ""),
    Case(.iob2, "B-A I-A O", "0-2A", "0-2A"),
    Case(.iob2, "B-A B-A", "0-1A 1-2A", "0-1A 1-2A"),
    Case(.iob2, "I-A I-A O", "0-2A", ""),
    Case(.iob2, "O I-A", "1-2A", ""),
    Case(.iob2, "B-A I-B I-B", "0-1A 1-3B", "0-1A"),
    Case(.iob2, "B-A I-B I-A", "0-1A 1-2B 2-3A", "0-1A"),
    Case(.iob2, "I-A B-A I-A", "0-1A 1-3A", "1-3A"),
    Case(.iob2, "B-A O I-A", "0-1A 2-3A", "0-1A"),
    Case(.iob2, "B I O B B", "0-2 3-4 4-5", "0-2 3-4 4-5"),
    Case(.io, "I-A I-A O I-B I-A", "0-2A 3-4B 4-5A", "0-2A 3-4B 4-5A"),
    Case(.iob1, "I-A I-A O", "0-2A", "0-2A"),
    Case(.iob1, "I-A B-A I-A", "0-1A 1-3A", "0-1A 1-3A"),
    Case(.iob1, "O B-A O", "1-2A", ""),
    Case(.iob1, "I-A B-B", "0-1A 1-2B", "0-1A"),
    Case(.bioes, "B-A E-A S-B", "0-2A 2-3B", "0-2A 2-3B"),
    Case(.bioes, "B-A I-A E-A E-A", "0-3A 3-4A", "0-3A"),
    Case(.bioes, "B-A O", "0-1A", ""),
    Case(.bioes, "B-A I-A", "0-2A", ""),
    Case(.bioes, "B-A E-B", "0-1A 1-2B", ""),
    Case(.bilou, "B-A L-A U-B U-B", "0-2A 2-3B 3-4B", "0-2A 2-3B 3-4B"),
    Case(.bilou, "B-A I-A O L-A", "0-2A 3-4A", ""),
    Case(.bmes, "B M E S", "0-3 3-4", "0-3 3-4"),
    Case(.ioe, "I-A E-A E-A O", "0-2A 2-3A", ""),
    Case(.mixed, "B-A I-A X S-A U-B", "0-2A 3-4A 4-5B", ""),
  ]

  private func text(_ spans: [Span]) -> String {
    spans.map {
      "\($0.tokens.lowerBound)-\($0.tokens.upperBound)\($0.type)"
    }.joined(separator: " ")
  }

  @Test(
    "Tags are read as their scheme and each convention have it",
    arguments: cases)
  func reads(_ test: Case) {
    let tags = test.tags.split(separator: " ").map(String.init)
    #expect(text(test.scheme.spans(in: tags, .conlleval)) == test.conlleval)
    #expect(text(test.scheme.spans(in: tags, .strict)) == test.strict)
  }

  @Test("What is well-formed is read alike by both, whatever the scheme")
  func agree() {
    var stream = RandomStream(seed: 1)
    for scheme in TagScheme.allCases where scheme.isStrict {
      for _ in 0..<300 {
        let spans = Self.spans(&stream)
        let tags = Self.tags(of: spans, in: scheme)
        // In IO, neighbours of one type are one span.
        let expected = scheme == .io ? Self.joined(spans) : spans
        #expect(scheme.spans(in: tags, .strict) == expected)
        #expect(scheme.spans(in: tags, .conlleval) == expected)
      }
    }
  }

  /// Spans over twelve tokens, some of them neighbours.
  private static func spans(_ stream: inout RandomStream) -> [Span] {
    var spans: [Span] = []
    var start = Int.random(in: 0...3, using: &stream)
    while start < 12 {
      let end = min(12, start + Int.random(in: 1...4, using: &stream))
      let type = ["A", "B"][Int.random(in: 0...1, using: &stream)]
      spans.append(Span(start..<end, type))
      start = end + Int.random(in: 0...2, using: &stream)
    }
    return spans
  }

  private static func joined(_ spans: [Span]) -> [Span] {
    spans.reduce(into: []) { joined, span in
      if let last = joined.last, last.type == span.type,
        last.tokens.upperBound == span.tokens.lowerBound
      {
        joined[joined.count - 1].tokens =
          last.tokens.lowerBound..<span.tokens.upperBound
      } else {
        joined.append(span)
      }
    }
  }

  /// The tags by which a scheme marks spans.
  private static func tags(of spans: [Span], in scheme: TagScheme) -> [String] {
    var tags = [String](repeating: "O", count: 12)
    for (index, span) in spans.enumerated() {
      let isNext =
        index > 0 && spans[index - 1].type == span.type
        && spans[index - 1].tokens.upperBound == span.tokens.lowerBound
      for token in span.tokens {
        let isFirst = token == span.tokens.lowerBound
        let isLast = token == span.tokens.upperBound - 1
        let letter =
          switch scheme {
          case .bioes:
            isFirst ? (isLast ? "S" : "B") : (isLast ? "E" : "I")
          case .bilou:
            isFirst ? (isLast ? "U" : "B") : (isLast ? "L" : "I")
          case .bmes:
            isFirst ? (isLast ? "S" : "B") : (isLast ? "E" : "M")
          case .iob2: isFirst ? "B" : "I"
          case .iob1: isFirst && isNext ? "B" : "I"
          default: "I"
          }
        tags[token] = "\(letter)-\(span.type)"
      }
    }
    return tags
  }

  @Test("Precision, recall and F1, in all and by type")
  func scores() {
    let score = self.score(
      [["B-A", "I-A", "O", "B-B"]], [["B-A", "I-A", "B-B", "O"]], .conlleval)
    #expect(score.precision.value == 0.5)
    #expect(score.recall.value == 0.5)
    #expect(score.byType["A"]?.f1.value == 1)
    #expect(score.byType["B"]?.f1.value == 0)
  }

  @Test("What there is nothing of has no score")
  func nothing() {
    let none = score([["O"]], [["O"]], .strict)
    #expect(none.f1 == Measure(0, of: 0))
    #expect(none.f1.value == nil)
    let missed = score([["B-A"]], [["O"]], .conlleval)
    #expect(missed.precision.value == nil)
    #expect(missed.recall.value == 0)
    #expect(missed.f1.value == 0)
    let invented = score([["O"]], [["B-A"]], .conlleval)
    #expect(invented.precision.value == 0)
    #expect(invented.recall.value == nil)
  }

  private func score(
    _ gold: [[String]], _ predicted: [[String]],
    _ convention: Span.Convention
  ) -> SpanScore {
    func spans(_ sentences: [[String]]) -> [[Span]] {
      sentences.map { TagScheme.iob2.spans(in: $0, convention) }
    }
    return SpanScore(gold: spans(gold), predicted: spans(predicted))
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
    let loose = score(gold, predicted, .conlleval)
    #expect(loose.all.gold == 1063)
    #expect(loose.all.predicted == 1659)
    #expect(loose.all.right == 725)
    #expect(loose.precision.value == 0.4370102471368294)
    #expect(loose.recall.value == 0.6820319849482597)
    #expect(abs((loose.f1.value ?? 0) - 0.5326965466568699) < 1e-12)
    #expect(
      loose.byType.mapValues(\.predicted) == [
        "LOC": 425, "MISC": 398, "ORG": 399, "PER": 437,
      ])
    let strict = self.score(gold, predicted, .strict)
    #expect(abs((strict.precision.value ?? 0) - 0.5807504078303426) < 1e-12)
    #expect(abs((strict.recall.value ?? 0) - 0.6698024459078081) < 1e-12)
    #expect(abs((strict.f1.value ?? 0) - 0.6221057230231543) < 1e-12)
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
    func percent(_ measure: Measure) -> String {
      String(format: "%.2f", 100 * (measure.value ?? .nan))
    }
    let score = self.score(gold, predicted, .conlleval)
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
    let strict = self.score(gold, predicted, .strict)
    // What seqeval 1.2.2 computes in strict mode with the scheme IOB2; the
    // 73.98 that is noted beside the sample comes from none of its modes.
    #expect(percent(strict.f1) == "70.46")
    let right = zip(gold.joined(), predicted.joined()).count { $0 == $1 }
    let all = gold.joined().count
    #expect(percent(Measure(right, of: all)) == "84.08")
  }
}

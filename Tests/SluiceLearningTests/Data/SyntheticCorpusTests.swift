import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Whether the labels of `main` follow from a partner's where they should, and
/// from nothing else: what a network is to find is really there.
@Suite("Synthetic corpora") struct SyntheticCorpusTests {
  @Test(
    "Main's label follows from its partner's and no other's",
    arguments: ["helper", "other"])
  func sharing(partner: String) throws {
    var synthetic = SyntheticCorpus()
    synthetic.partner = try #require(SyntheticCorpus.Partner(rawValue: partner))
    let corpus = try synthetic.corpus(named: "made")
    for layer in ["helper", "other"] {
      let share = predictability(of: corpus, from: layer)
      #expect(layer == partner ? share == 1 : share < 0.7)
    }
  }

  @Test("Without a partner, or without sharing, nothing follows")
  func unrelated() throws {
    var none = SyntheticCorpus()
    none.partner = .none
    var apart = SyntheticCorpus()
    apart.sharing = 0
    for synthetic in [none, apart] {
      let corpus = try synthetic.corpus(named: "made")
      for layer in ["helper", "other"] {
        #expect(predictability(of: corpus, from: layer) < 0.7)
      }
    }
  }

  /// The share of main's labels that the best guess from another layer's label
  /// gets right; half of them, of two labels, would be right by chance.
  private func predictability(
    of corpus: Corpus, from layer: String
  ) -> Double {
    var counts: [String: [String: Int]] = [:]
    for sentence in 0..<corpus.sentenceCount {
      let main = corpus.labels("main", ofSentence: sentence)
      let other = corpus.labels(layer, ofSentence: sentence)
      for t in main.indices where main[t] != "_" {
        counts[other[t], default: [:]][main[t], default: 0] += 1
      }
    }
    let right = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
    let all = counts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    return Double(right) / Double(max(1, all))
  }

  @Test("Only some training sentences have labels for main")
  func scarcity() throws {
    let corpus = try SyntheticCorpus().corpus(named: "made")
    let labelled = corpus.portions.map { portion in
      portion.sentences.count {
        !corpus.labels("main", ofSentence: $0).contains("_")
      }
    }
    #expect(labelled == [30, 200, 200])
  }

  @Test("A seed gives the same corpus, another seed another")
  func seeds() throws {
    var synthetic = SyntheticCorpus()
    let first = try synthetic.corpus(named: "made")
    #expect(try synthetic.corpus(named: "made") == first)
    synthetic.seed = 2
    #expect(try synthetic.corpus(named: "made").spellings != first.spellings)
  }

  @Test("Numbers that no corpus can be made from are refused")
  func refuses() {
    var bare = SyntheticCorpus()
    bare.words = 1
    #expect(
      throws: Diagnostic(
        .outOfRange, "words is 1", hint: "take a number from 2 to 100000")
    ) { _ = try bare.corpus(named: "made") }
    var loud = SyntheticCorpus()
    loud.noise = .nan
    #expect(
      throws: Diagnostic(
        .outOfRange, "noise is nan", hint: "take a share from 0 to 1")
    ) { _ = try loud.corpus(named: "made") }
  }
}

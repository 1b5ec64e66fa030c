import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Toy English") struct ToyEnglishTests {
  @Test("Sentences can be read aloud, and each word has its labels")
  func readable() throws {
    var toy = ToyEnglish()
    toy.domains = ["mail"]
    toy.sentences = 2
    let corpus = try toy.corpus(named: "toy")
    #expect(
      (0..<corpus.sentenceCount).map {
        corpus.words(ofSentence: $0).joined(separator: " ")
      } == [
        "Nordbank forwarded the call to the secretary .",
        "Legal printed an old report in Oslo .",
        "A call was quite old .",
        "Erik checked the invoice near Oslo .",
      ])
    #expect(
      corpus.labels("pos", ofSentence: 3).joined(separator: " ")
        == "PROPN VERB DET NOUN ADP PROPN PUNCT")
    #expect(
      corpus.labels("chunk", ofSentence: 3).joined(separator: " ")
        == "B-NP B-VP B-NP I-NP B-PP B-NP O")
    #expect(
      corpus.labels("ner", ofSentence: 3).joined(separator: " ")
        == "B-PER O O O O B-LOC O")
  }

  @Test("Each domain has all splits, in the order asked for")
  func portions() throws {
    var toy = ToyEnglish()
    toy.domains = ["travel", "news"]
    toy.sentences = 10
    let corpus = try toy.corpus(named: "toy")
    #expect(
      corpus.portions.map { "\($0.domain) \($0.split) \($0.sentences)" } == [
        "travel train 0..<10", "travel dev 10..<15", "travel test 15..<20",
        "news train 20..<30", "news dev 30..<35", "news test 35..<40",
      ])
  }

  @Test("A seed gives the same corpus, another seed another")
  func seeds() throws {
    var toy = ToyEnglish()
    toy.sentences = 20
    let first = try toy.corpus(named: "toy")
    #expect(try toy.corpus(named: "toy") == first)
    toy.seed = 2
    #expect(try toy.corpus(named: "toy").words != first.words)
  }

  @Test("A domain does not depend on the domains beside it")
  func domainsAreIndependent() throws {
    var toy = ToyEnglish()
    toy.sentences = 6
    let all = try toy.corpus(named: "toy")
    toy.domains = ["reviews"]
    let alone = try toy.corpus(named: "toy")
    let portions = all.portions.filter { $0.domain == "reviews" }
    #expect(
      portions.flatMap(\.sentences).map { all.words(ofSentence: $0) }
        == (0..<alone.sentenceCount).map { alone.words(ofSentence: $0) })
  }

  @Test("Chunks and names are IOB2 without broken spans")
  func tagsAreWhole() throws {
    let corpus = try ToyEnglish().corpus(named: "toy")
    let layers = Audit(Selection(corpus)).layers
    #expect(
      layers.map { "\($0.name) \($0.scheme.rawValue) \($0.broken)" }
        == ["pos plain 0", "chunk IOB2 0", "ner IOB2 0"])
  }

  @Test("Words are ambiguous: only their neighbours tell")
  func ambiguity() throws {
    let corpus = try ToyEnglish().corpus(named: "toy")
    func labels(of word: String, in layer: String) -> Set<String> {
      Set(
        (0..<corpus.sentenceCount).flatMap { sentence in
          zip(
            corpus.words(ofSentence: sentence),
            corpus.labels(layer, ofSentence: sentence)
          ).filter { $0.0 == word }.map(\.1)
        })
    }
    #expect(labels(of: "report", in: "pos") == ["NOUN", "VERB"])
    #expect(
      labels(of: "Jordan", in: "ner") == ["B-PER", "B-LOC", "B-ORG", "I-ORG"])
  }

  @Test("What cannot be made is refused", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    #expect(throws: refusal.diagnostic) {
      _ = try refusal.toy.corpus(named: "toy")
    }
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var toy: ToyEnglish
    var diagnostic: Diagnostic

    init(
      _ description: String, _ diagnostic: Diagnostic,
      _ change: (inout ToyEnglish) -> Void
    ) {
      testDescription = description
      self.diagnostic = diagnostic
      toy = ToyEnglish()
      change(&toy)
    }
  }

  static let refusals = [
    Refusal(
      "a domain that there is not",
      Diagnostic(
        .unknownDomain, "toy English has no domain review",
        hint: "did you mean `reviews`?")
    ) { $0.domains = ["mail", "review"] },
    Refusal(
      "a domain named twice",
      Diagnostic(
        .unknownDomain, "the domain mail is named twice",
        hint: "name each domain once")
    ) { $0.domains = ["mail", "mail"] },
    Refusal(
      "no domain",
      Diagnostic(
        .outOfRange, "domains is empty",
        hint: "name some of news, mail, reviews, travel")
    ) { $0.domains = [] },
    Refusal(
      "a single sentence",
      Diagnostic(
        .outOfRange, "sentences is 1",
        hint: "take a number from 2 to 100000")
    ) { $0.sentences = 1 },
  ]
}

import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Sentences from a small English grammar, with parts of speech, chunks and
/// names, in several domains: short enough to be read in a lesson.
///
/// Layers: `pos` (parts of speech of Universal Dependencies), `chunk` and `ner`
/// (PER, ORG, LOC), both in IOB2. Some words are several things, and only their
/// neighbours say which: *report*, *plan* and *book* are nouns and verbs,
/// *Jordan*, *Florence* and *Sydney* people and places.
package struct ToyEnglish: Sendable, Equatable {
  /// Sentences of each domain to train on, and half as many each to develop
  /// and to test on.
  package var sentences = 200
  /// Which domains, in this order; see ``ToyEnglish/domainNames``.
  package var domains = domainNames
  package var seed: UInt64 = 1

  /// All domains there are.
  package static let domainNames = ToyLexicon.all.map(\.name)

  package init() {}

  /// Draws the corpus; the same seed gives the same sentences.
  ///
  /// - Parameter name: What the corpus is to be called.
  /// - Returns: A corpus with train, dev and test of each domain.
  /// - Throws: ``Diagnostic`` for a domain that there is not, or a number of
  ///   sentences that cannot be made.
  package func corpus(named name: String) throws(Diagnostic) -> Corpus {
    try draw(named: name, at: .max)
  }

  /// The same with so few sentences that it takes no time.
  package func sketch(named name: String) throws(Diagnostic) -> Corpus {
    var corpus = try draw(named: name, at: 40)
    corpus.isSketch = true
    return corpus
  }

  private func draw(
    named name: String, at most: Int
  ) throws(Diagnostic) -> Corpus {
    guard (2...100_000).contains(sentences) else {
      throw Diagnostic(
        .outOfRange, "sentences is \(sentences)",
        hint: "take a number from 2 to 100000")
    }
    let sentences = min(sentences, most)
    var builder = CorpusBuilder(name: name, layers: ["pos", "chunk", "ner"])
    for lexicon in try lexicons() {
      // A stream of its own, so that a domain does not depend on the others.
      let stream = RandomStream(seed: seed).split("toy-english")
      var grammar = ToyGrammar(lexicon, stream.split(lexicon.name))
      for (split, count) in [
        ("train", sentences), ("dev", sentences / 2), ("test", sentences / 2),
      ] {
        for _ in 0..<count {
          try Interrupt.check()
          for token in grammar.sentence() {
            builder.add(
              word: token.word.utf8,
              labels: [token.pos, token.chunk, token.name].map {
                ArraySlice($0.utf8)
              })
          }
          builder.endSentence()
        }
        builder.endPortion(domain: lexicon.name, split: split)
      }
    }
    return builder.corpus
  }

  private func lexicons() throws(Diagnostic) -> [ToyLexicon] {
    guard !domains.isEmpty else {
      throw Diagnostic(
        .outOfRange, "domains is empty",
        hint: "name some of \(Self.domainNames.joined(separator: ", "))")
    }
    var chosen: [ToyLexicon] = []
    for domain in domains {
      guard let lexicon = ToyLexicon.all.first(where: { $0.name == domain })
      else {
        throw Diagnostic(
          .unknownDomain, "toy English has no domain \(domain)",
          hint: didYouMean(
            domain, in: Self.domainNames,
            otherwise: "it has \(Self.domainNames.joined(separator: ", "))"))
      }
      guard !chosen.contains(where: { $0.name == domain }) else {
        throw Diagnostic(
          .unknownDomain, "the domain \(domain) is named twice",
          hint: "name each domain once")
      }
      chosen.append(lexicon)
    }
    return chosen
  }
}

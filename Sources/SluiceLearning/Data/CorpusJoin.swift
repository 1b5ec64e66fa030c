/// Layers of the same sentences that live in different files, brought together
/// by the sentences' words.
package struct CorpusJoin {
  /// The sentences of the first corpus, with the layers of both.
  package private(set) var corpus: Corpus
  /// Layers of the second that the first has, too: those of the first are kept.
  package private(set) var repeated: [String] = []
  /// Sentences of the first that stand in the second, too, and how many of
  /// these stand in another part of it.
  package private(set) var joined = 0
  package private(set) var moved = 0
  /// Sentences of the first and of the second that have no partner.
  package private(set) var missing = 0
  package private(set) var left = 0

  /// - Parameters:
  ///   - first: Whose sentences and parts stay as they are.
  ///   - second: Whose labels are added. Of sentences with the same words the
  ///     first is joined to the first, the second to the second, and those of
  ///     one part before others.
  package init(_ first: Selection, _ second: Selection) {
    corpus = first.corpus.regrouped(
      first.portions.map { ($0.domain, $0.split, Array($0.sentences)) })
    let layers = second.corpus.layers.filter { !first.hasLayer($0.name) }
    repeated = second.corpus.layers.map(\.name).filter(first.hasLayer)
    let partners = partners(in: second)
    for layer in layers {
      corpus.layers.append(
        Corpus.Layer(
          name: layer.name, inventory: layer.inventory,
          labels: labels(of: layer, second.corpus, partners)))
    }
  }

  private func labels(
    of layer: Corpus.Layer, _ other: Corpus, _ partners: [Int?]
  ) -> [Int32] {
    // One sentence stands for all, whatever its words.
    guard !corpus.isSketch, !other.isSketch else {
      return corpus.words.map { _ in layer.inventory.isEmpty ? -1 : 0 }
    }
    return partners.enumerated().flatMap { sentence, partner in
      partner.map { Array(layer.labels[other.tokens(ofSentence: $0)]) }
        ?? corpus.tokens(ofSentence: sentence).map { _ in -1 }
    }
  }

  /// For each sentence the one of another corpus with the same words.
  private mutating func partners(in second: Selection) -> [Int?] {
    let other = second.corpus
    var waiting: [String: [Candidate]] = [:]
    var total = 0
    for portion in second.portions {
      for sentence in portion.sentences {
        waiting[other.words(ofSentence: sentence), default: []].append(
          Candidate(sentence: sentence, split: portion.split))
        total += 1
      }
    }
    var partners = [Int?](repeating: nil, count: corpus.sentenceCount)
    for isSamePart in [true, false] {
      for portion in corpus.portions {
        for sentence in portion.sentences where partners[sentence] == nil {
          let words = corpus.words(ofSentence: sentence)
          guard
            let place = waiting[words]?.firstIndex(where: {
              !isSamePart || $0.split == portion.split
            }), let partner = waiting[words]?.remove(at: place)
          else { continue }
          partners[sentence] = partner.sentence
          joined += 1
          let splits = [partner.split, portion.split]
          moved += splits[0] == splits[1] || splits.contains("all") ? 0 : 1
        }
      }
    }
    missing = corpus.sentenceCount - joined
    left = total - joined
    return partners
  }

  private struct Candidate {
    var sentence: Int
    var split: String
  }
}

extension Corpus {
  /// A sentence's words as one text; no word has a line end.
  fileprivate func words(ofSentence sentence: Int) -> String {
    words[tokens(ofSentence: sentence)].map { spellings[Int($0)] }
      .joined(separator: "\n")
  }
}

import SluiceRandom
import SluiceTensor

/// Corpora made from another one, to ask what a result depends on.
extension Corpus {
  /// The corpus with one layer's labels at random places: each part's labelled
  /// tokens keep their labels as a set, but which token has which is drawn
  /// anew, so nothing of them can be learned but how frequent they are.
  ///
  /// - Parameters:
  ///   - layer: The layer's name; without such a layer nothing changes.
  ///   - seed: Where the order is drawn from.
  /// - Returns: A corpus of the same sentences.
  package func shuffled(layer: String, seed: UInt64) -> Corpus {
    var result = self
    guard let index = layers.firstIndex(where: { $0.name == layer }) else {
      return result
    }
    for (number, portion) in portions.enumerated() {
      let places = portion.sentences.flatMap(tokens).filter {
        layers[index].labels[$0] >= 0
      }
      var stream = RandomStream(seed: seed).split("shuffled").split(
        UInt64(number))
      for (place, other) in zip(places, places.shuffled(using: &stream)) {
        result.layers[index].labels[place] = layers[index].labels[other]
      }
    }
    return result
  }

  /// The corpus with a random share of its training sentences; other parts
  /// stay as they are.
  ///
  /// - Parameters:
  ///   - share: How many of each domain's training sentences, 0 to 1.
  ///   - isRest: Whether to take those that the sample leaves out instead.
  ///   - seed: Where they are drawn from.
  /// - Returns: Sentences in the order they had.
  package func sampled(share: Double, isRest: Bool, seed: UInt64) -> Corpus {
    // Of a few sentences a share may be none, of all that they stand for not.
    if isSketch, (isRest ? 1 - share : share) > 0 { return self }
    var chosen: [[Int]] = []
    for (number, portion) in portions.enumerated() {
      guard portion.split == "train" else {
        chosen.append(Array(portion.sentences))
        continue
      }
      var stream = RandomStream(seed: seed).split("sample").split(
        UInt64(number))
      let order = portion.sentences.shuffled(using: &stream)
      let count = Int((share * Double(order.count)).rounded())
      chosen.append(
        (isRest ? order.dropFirst(count) : order.prefix(count)).sorted())
    }
    return regrouped(
      zip(portions, chosen).map { ($0.domain, $0.split, $1) })
  }

  /// A corpus of some of these sentences.
  ///
  /// - Parameter parts: Its portions, with the sentences that are to be in each.
  /// - Returns: The corpus, with the same layers and labels.
  func regrouped(
    _ parts: [(domain: String, split: String, sentences: [Int])]
  ) -> Corpus {
    var result = Corpus(name: name, spellings: spellings)
    result.isSketch = isSketch
    if let origin { result.origin = CorpusOrigin(files: origin.files) }
    result.layers = layers.map {
      Layer(name: $0.name, inventory: $0.inventory, labels: [])
    }
    for part in parts {
      let first = result.sentenceCount
      for sentence in part.sentences {
        let range = tokens(ofSentence: sentence)
        result.words += words[range]
        result.sentenceEnds.append(result.words.count)
        if !documents.isEmpty { result.documents.append(documents[sentence]) }
        if let origin {
          result.origin?.fileOf.append(origin.fileOf[sentence])
          result.origin?.lines += origin.lines[range]
        }
        for index in layers.indices {
          result.layers[index].labels += layers[index].labels[range]
        }
      }
      result.portions.append(
        Portion(
          domain: part.domain, split: part.split,
          sentences: first..<result.sentenceCount))
    }
    return result
  }
}

import SluiceDiagnostics

/// One layer of some sentences, to be scored or to be scored against.
package struct ScoredLayer: Sendable {
  package var selection: Selection
  package var layer: String
  /// What messages call the sentences.
  package var name: String

  package init(_ selection: Selection, layer: String, name: String) {
    self.selection = selection
    self.layer = layer
    self.name = name
  }
}

extension Evaluation {
  /// One layer's labels beside another's that are taken for right, whoever gave
  /// them.
  ///
  /// - Parameters:
  ///   - predicted: The labels to be scored.
  ///   - gold: The right ones, of the same sentences in the same order.
  /// - Throws: ``Diagnostic`` (bad-line) where the sentences are not the same.
  package init(
    of predicted: ScoredLayer, against gold: ScoredLayer
  ) throws(Diagnostic) {
    let right = try LabelColumn(gold)
    let guess = try LabelColumn(predicted)
    guard right.sentences.count == guess.sentences.count else {
      throw Diagnostic(
        .badLine,
        "\(gold.name) and \(predicted.name) have not as many sentences:"
          + " \(right.sentences.count) and \(guess.sentences.count)",
        hint: Self.sameSentences)
    }
    var sentences: [Sentence] = []
    for (number, (one, two)) in zip(right.sentences, guess.sentences)
      .enumerated()
    {
      guard one.words == two.words else {
        throw Diagnostic(
          .badLine,
          Self.difference(
            number + 1, (gold.name, one.words), (predicted.name, two.words)),
          hint: Self.sameSentences)
      }
      sentences.append(
        Sentence(
          number: one.number, domain: one.domain, gold: one.labels,
          predicted: two.labels.map { $0 ?? "_" }))
    }
    self.init(
      task: NetworkTask(
        name: gold.layer, layer: gold.layer, labels: guess.inventory,
        scheme: guess.scheme(beside: right.scheme)),
      scheme: right.scheme, sentences: sentences)
  }

  private static let sameSentences =
    "both are to have the same sentences in the same order"

  /// Where two sentences differ.
  private static func difference(
    _ number: Int, _ one: (name: String, words: [String]),
    _ two: (name: String, words: [String])
  ) -> String {
    let words = zip(one.words, two.words).enumerated()
    guard let place = words.first(where: { $0.element.0 != $0.element.1 })
    else {
      return
        "sentence \(number) has \(one.words.count) words in \(one.name) and"
        + " \(two.words.count) in \(two.name)"
    }
    return "word \(place.offset + 1) of sentence \(number) is"
      + " `\(place.element.0)` in \(one.name) and `\(place.element.1)` in"
      + " \(two.name)"
  }
}

/// A layer, sentence by sentence.
private struct LabelColumn {
  struct Sentence {
    var number: Int
    var domain: String
    var words: [String]
    var labels: [String?]
  }

  var sentences: [Sentence] = []
  let inventory: [String]
  let scheme: TagScheme

  /// How the labels are read beside right ones: by the scheme of those, if it has
  /// such tags, since what is broken in it may look like another. IOB1 has the
  /// tags of IOB2.
  func scheme(beside right: TagScheme) -> TagScheme {
    let isSame =
      right != .iob1
      && inventory.allSatisfy { $0 == "O" || right.tag($0) != nil }
    return isSame ? right : scheme
  }

  init(_ scored: ScoredLayer) throws(Diagnostic) {
    let (selection, name) = (scored.selection, scored.layer)
    let corpus = selection.corpus
    guard let layer = corpus.layers.first(where: { $0.name == name }) else {
      throw Diagnostic(
        .unknownLayer, "\(scored.name) has no layer \(name)",
        hint: "it has \(enumeration(corpus.layers.map(\.name)))")
    }
    inventory = layer.inventory
    scheme = corpus.scheme(ofLayer: name).scheme
    for portion in selection.portions {
      for sentence in portion.sentences {
        let tokens = corpus.tokens(ofSentence: sentence)
        sentences.append(
          Sentence(
            number: sentence, domain: portion.domain,
            words: tokens.map { corpus.spellings[Int(corpus.words[$0])] },
            labels: tokens.map {
              layer.labels[$0] < 0
                ? nil : layer.inventory[Int(layer.labels[$0])]
            }))
      }
    }
  }
}

@testable import SluiceLearning

extension Corpus {
  /// A sentence's words.
  func words(ofSentence index: Int) -> [String] {
    tokens(ofSentence: index).map { spellings[Int(words[$0])] }
  }

  /// A sentence's labels in a layer, `_` for none.
  func labels(_ layer: String, ofSentence index: Int) -> [String] {
    guard let layer = layers.first(where: { $0.name == layer }) else {
      return []
    }
    return tokens(ofSentence: index).map {
      layer.labels[$0] < 0 ? "_" : layer.inventory[Int(layer.labels[$0])]
    }
  }

  /// The whole corpus as one reads it: `word/label/label …`, a sentence a line.
  var text: [String] {
    (0..<sentenceCount).map { sentence in
      tokens(ofSentence: sentence).map { token in
        ([spellings[Int(words[token])]]
          + layers.map {
            $0.labels[token] < 0 ? "_" : $0.inventory[Int($0.labels[token])]
          }).joined(separator: "/")
      }.joined(separator: " ")
    }
  }
}

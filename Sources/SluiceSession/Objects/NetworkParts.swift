import SluiceLanguage

extension NetworkObject {
  /// What of a network can be frozen, tied or set: `net.layer[1]`.
  var partNames: [(name: String, summary: String)] {
    [
      ("alpha", "what streams take from each other"),
      ("beta", "what heads take from each layer"),
      ("words", "word embeddings"),
      ("characters", "character embeddings and their LSTM"),
      ("input", "words and characters"),
      ("layer", "recurrent layers of all tasks"),
      ("heads", "output heads"),
      ("penalty", "the weight of the orthogonality penalty"),
    ]
  }

  /// The layers, as they are written.
  var layerNumbers: [String] {
    (1...network.architecture.layers).map(String.init)
  }

  /// What may stand in the next `[…]` of a part's path: after `net.alpha`
  /// layers, after `net.alpha[1]` streams and tasks.
  ///
  /// - Parameters:
  ///   - steps: The path so far.
  ///   - number: Places that stand in the `[…]` already.
  /// - Returns: The words; none where nothing may follow.
  func places(after steps: [PathStep], _ number: Int) -> [String] {
    guard case .member(let part)? = steps.first else { return [] }
    let tasks = network.tasks.map(\.name)
    switch (part.text, steps.count, number) {
    case ("alpha", 1, 0), ("layer", 1, 0), ("beta", 1, 1): return layerNumbers
    case ("alpha", 2, 0...1):
      guard case .element(let places, _) = steps[1], let layer = places.first
      else { return [] }
      // A layer that there is not has no entries.
      if case .number(let number) = layer.kind,
        !(1...Double(network.architecture.layers)).contains(number)
      {
        return []
      }
      return streamNames + tasks
    case ("beta", 1, 0): return tasks
    default: return []
    }
  }
}

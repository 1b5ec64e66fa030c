/// Labels of some sentences that a network's task was not made for: it can
/// neither learn nor give them.
package struct ForeignLabels: Sendable, Equatable {
  /// How many tokens have one, and how many have any label.
  package var tokens, labelled: Int
  package var example: String

  /// Whether they are more than half of all, so that a score says nothing.
  package var areMost: Bool { tokens * 2 > labelled }
  package var areAll: Bool { tokens == labelled }
}

extension Evaluation {
  /// Right labels that the network cannot give; nil where it knows them all.
  package var foreign: ForeignLabels? {
    let known = Set(task.labels)
    let labels = sentences.lazy.flatMap(\.gold).compactMap(\.self)
      .filter { !known.contains($0) }
    return labels.first.map {
      ForeignLabels(tokens: labels.count, labelled: tokens, example: $0)
    }
  }
}

extension Selection {
  /// Labels of a task's layer that it does not know; nil where it knows them
  /// all.
  package func foreign(to task: NetworkTask) -> ForeignLabels? {
    guard let layer = corpus.layers.first(where: { $0.name == task.layer })
    else { return nil }
    let known = Set(task.labels)
    let isForeign = layer.inventory.map { !known.contains($0) }
    guard isForeign.contains(true) else { return nil }
    var found: ForeignLabels?
    var labelled = 0
    for sentence in sentences {
      for token in corpus.tokens(ofSentence: sentence)
      where layer.labels[token] >= 0 {
        labelled += 1
        let label = Int(layer.labels[token])
        guard isForeign[label] else { continue }
        found =
          found
          ?? ForeignLabels(
            tokens: 0, labelled: 0, example: layer.inventory[label])
        found?.tokens += 1
      }
    }
    found?.labelled = labelled
    return found
  }
}

extension Network {
  /// How many sentences have labels that may not follow each other, though the
  /// task has a head that leaves such sequences out. From these it learns
  /// without leaving any out.
  ///
  /// - Parameters:
  ///   - task: A task, from 0.
  ///   - selection: What it is trained on.
  /// - Returns: Their number, and that of all sentences with labels.
  package func brokenSentences(
    of task: Int, in selection: Selection
  ) -> (broken: Int, labelled: Int) {
    guard architecture.headOfTask[task] == .crf,
      let valid = tasks[task].validTransitions,
      let layer = selection.corpus.layers.first(where: {
        $0.name == tasks[task].layer
      })
    else { return (0, 0) }
    let numbers = Dictionary(
      tasks[task].labels.enumerated().map { ($1, Int32($0)) }
    ) { first, _ in first }
    let known = layer.inventory.map { numbers[$0] ?? -1 }
    var (broken, labelled) = (0, 0)
    for sentence in selection.sentences {
      let labels = selection.corpus.tokens(ofSentence: sentence).map {
        layer.labels[$0] < 0 ? -1 : known[Int(layer.labels[$0])]
      }
      guard labels.contains(where: { $0 >= 0 }) else { continue }
      labelled += 1
      if !valid.allow(labels) { broken += 1 }
    }
    return (broken, labelled)
  }
}

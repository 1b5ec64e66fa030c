import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension NetworkObject {
  /// Takes over the words, characters and labels of what it is first trained
  /// on.
  mutating func meet(
    _ training: [Selection], as name: String
  ) -> Output {
    let unique = training.reduce(into: [Selection]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    var vocabulary = Vocabulary(unique)
    if let vectors = network.vectors {
      vocabulary.cover(tasks.map(\.layer.selection), by: vectors)
    }
    let labels = network.tasks.indices.map { index in
      index < tasks.count
        ? tasks[index].labels(in: training[index])
        : network.tasks[index].labels
    }
    let schemes = network.tasks.indices.map { index in
      let found = training[index].corpus.scheme(
        ofLayer: network.tasks[index].layer
      ).scheme
      return found.hasSpans ? found : network.tasks[index].scheme
    }
    guard
      vocabulary != network.vocabulary
        || labels != network.tasks.map(\.labels)
    else { return .nothing }
    network.adopt(vocabulary, labels: labels, schemes: schemes)
    let names = unique.map { CorpusObject(selection: $0).path }
    return .note(
      "\(name) knows the \(NumberText.count(vocabulary.words.count - 1)) words"
        + " and \(vocabulary.characters.count - 1) characters of"
        + " \(names.joined(separator: " and "))")
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension NetworkObject {
  /// Gets ready for what it is first trained on: takes over its words,
  /// characters and labels, unless it was given a vocabulary.
  ///
  /// - Parameters:
  ///   - training: What each task is trained on.
  ///   - name: The network's.
  /// - Returns: What to say of it.
  /// - Throws: ``Diagnostic`` where the file of its vectors has to be read again
  ///   and cannot be.
  mutating func meet(
    _ training: [Selection], as name: String
  ) throws(Diagnostic) -> Output {
    let unique = training.reduce(into: [Selection]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let vectors = try network.vectors?.keeping(
      unique.lazy.flatMap(\.corpus.spellings))
    guard !network.hasVocabulary else {
      return vectors.map { leaveOutUntrained(unique, $0, name) } ?? .nothing
    }
    var vocabulary = Vocabulary(unique)
    if let vectors {
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
    network.adopt(vocabulary, vectors, labels: labels, schemes: schemes)
    let names = unique.map { CorpusObject(selection: $0).path }
    return .note(
      "\(name) knows the \(NumberText.count(vocabulary.words.count - 1)) words"
        + " and \(vocabulary.characters.count - 1) characters of"
        + " \(names.joined(separator: " and "))")
  }

  /// Leaves words out of a vocabulary that was given, and says how many.
  private mutating func leaveOutUntrained(
    _ training: [Selection], _ vectors: WordVectors, _ name: String
  ) -> Output {
    var vocabulary = network.vocabulary
    let leftOut = vocabulary.leaveOutUntrained(training, vectors)
    guard leftOut > 0 else { return .nothing }
    network.adopt(
      vocabulary, vectors, labels: network.tasks.map(\.labels),
      schemes: network.tasks.map(\.scheme))
    let one = leftOut == 1
    return .note(
      "\(NumberText.count(leftOut, of: "word")) of \(name)'s vocabulary"
        + " \(one ? "is" : "are") left out, and read as the unknown word:"
        + " \(one ? "it has" : "they have") no vector and"
        + " \(one ? "does" : "do") not occur in what it is trained on")
  }
}

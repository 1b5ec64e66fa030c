import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension Network {
  /// Puts pretrained vectors in the place of known words' embeddings.
  ///
  /// - Parameters:
  ///   - vectors: The vectors.
  ///   - path: Their file, as it was written.
  ///   - corpora: The sentences that the network is for.
  ///   - context: Where it is asked for.
  /// - Returns: What to say of it.
  /// - Throws: That the vectors are of another width.
  mutating func adopt(
    _ vectors: WordVectors, of path: String, in corpora: [Selection],
    _ context: Context
  ) throws(Stop) -> Output {
    try check(vectors.dimension, of: path, context)
    let found = adopt(vectors)
    let inOtherCase = vocabulary.words.dropFirst()
      .count(where: vectors.isOfOtherCase)
    let untrained = vocabulary.counts.dropFirst().count { $0 == 0 }
    let words =
      "\(NumberText.count(found)) of"
      + " \(NumberText.count(vocabulary.words.count - 1)) words have a pretrained"
      + " vector"
      + (untrained == 0
        ? ""
        : ", \(NumberText.count(untrained)) of them in dev and test alone, where"
          + " they stay as they are")
      + (inOtherCase == 0
        ? "" : ", \(NumberText.count(inOtherCase)) that of a capitalized form")
      + "; `freeze` keeps them all"
    return .note(words) + .note(vectors.coverage(of: corpora))
      + repeats(vectors, path)
  }

  private func repeats(_ vectors: WordVectors, _ path: String) -> Output {
    guard vectors.repeated > 0 else { return .nothing }
    let again = NumberText.count(vectors.repeated, of: "line")
    return .note(
      "\(again) of \(path) \(vectors.repeated == 1 ? "gives" : "give") one of these"
        + " words again, with other numbers: the first count")
  }

  /// - Throws: What can be known of a file of vectors without reading it whole.
  func checkVectors(_ path: String, _ context: Context) throws(Stop) {
    let dimension = try context.reading(path) { full throws(Diagnostic) in
      try WordVectors.dimension(ofFile: full)
    }
    if let dimension { try check(dimension, of: path, context) }
  }

  private func check(
    _ dimension: Int, of path: String, _ context: Context
  ) throws(Stop) {
    guard dimension == architecture.wordWidth else {
      throw context.fail(
        .shapeMismatch,
        "\(path) has vectors of \(dimension) numbers, the network's"
          + " words have \(architecture.wordWidth)",
        at: context.span, hint: "add word=\(dimension)")
    }
  }
}

extension WordVectors {
  /// Which share of the tokens has a vector, by split.
  fileprivate func coverage(of corpora: [Selection]) -> String {
    var counts: [(split: String, known: Int, all: Int)] = []
    for selection in corpora {
      let corpus = selection.corpus
      let isKnown = corpus.spellings.map {
        vector(for: $0.lowercased()) != nil
      }
      for portion in selection.portions {
        let tokens =
          corpus.sentenceEnds[
            portion.sentences.lowerBound]..<corpus.sentenceEnds[
            portion.sentences.upperBound]
        let known = tokens.count { isKnown[Int(corpus.words[$0])] }
        if let place = counts.firstIndex(where: { $0.split == portion.split }) {
          counts[place].known += known
          counts[place].all += tokens.count
        } else {
          counts.append((portion.split, known, tokens.count))
        }
      }
    }
    return "tokens that have one: "
      + counts.filter { $0.all > 0 }.map {
        "\($0.split) \(NumberText.percent(Double($0.known) / Double($0.all)))%"
      }.joined(separator: ", ")
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension Network {
  /// Puts pretrained vectors in the place of known words' embeddings.
  ///
  /// - Returns: What to say of it.
  mutating func adoptVectors(
    _ path: String, _ context: Context
  ) throws(Stop) -> String {
    let vectors = try context.reading(path) { full throws(Diagnostic) in
      try WordVectors(contentsOf: full)
    }
    try check(vectors.dimension, of: path, context)
    let found = adopt(vectors)
    let again = NumberText.count(vectors.repeated, of: "line")
    let inOtherCase = vocabulary.words.dropFirst()
      .count(where: vectors.isOfOtherCase)
    return "\(found) of \(vocabulary.words.count - 1) words have a pretrained"
      + " vector"
      + (inOtherCase == 0
        ? "" : ", \(inOtherCase) of them that of a capitalized form")
      + "; `freeze` keeps them"
      + (vectors.repeated == 0
        ? ""
        : "; \(again) of \(path) \(vectors.repeated == 1 ? "gives" : "give") a word"
          + " again, with other numbers: the first count")
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

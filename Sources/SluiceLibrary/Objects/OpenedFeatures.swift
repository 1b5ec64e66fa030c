import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension Context {
  /// A file of vectors that an encoder made of each token.
  ///
  /// - Parameters:
  ///   - path: The file, as it is written.
  ///   - layers: Those to read, from 1; all if none is named.
  ///   - span: Where it is named.
  /// - Returns: The file, open.
  /// - Throws: What is wrong with it.
  func features(
    _ path: String, layers: [Int], at span: Range<Int>
  ) throws(Stop) -> TokenFeatures {
    do throws(Stop) {
      return try reading(path) { full throws(Diagnostic) in
        try TokenFeatures(contentsOf: full, as: path, layers: layers)
      }
    } catch { throw placed(error, at: span) }
  }
}

extension Architecture.Features {
  /// `3 layers of 768 numbers`
  var phrase: String {
    NumberText.count(layers, of: "layer") + " of"
      + " \(NumberText.count(width, of: "number"))"
  }
}

extension TokenFeatures {
  /// What there is, and how many sentences of some corpora have it.
  func coverage(of corpora: [Selection]) -> Output {
    let all = corpora.reduce(0) { $0 + $1.sentences.count }
    let covered = corpora.reduce(0) { count, selection in
      count
        + selection.sentences.count { has(sentence: $0, of: selection.corpus) }
    }
    return .note(
      "features: \(shape.phrase) a token, of \(NumberText.count(covered)) of"
        + " \(NumberText.count(all, of: "sentence"))")
  }
}

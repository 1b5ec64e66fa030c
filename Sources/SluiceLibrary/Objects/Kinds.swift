import SluiceEvaluator

/// The kinds of objects that the library has.
extension Kind {
  static let corpus = Kind("corpus", "a corpus")
  static let corpusPart = Kind("corpus-part", "part of a corpus", of: .corpus)
  static let layer = Kind("layer", "a layer", of: .corpus, .corpusPart)
  static let task = Kind("task", "a task")
  static let network = Kind("network", "a network")
  static let alphas = Kind("alphas", "the alphas of a network", of: .network)
  static let matrix = Kind("matrix", "a matrix")
  static let run = Kind("run", "a run", of: .network)
}

extension Trainer {
  /// Raised by hand with each change after which the same commands give other
  /// numbers, be it in training, in scores or in how files are read. Rows of
  /// sweeps that another version kept are worked out again.
  package static let resultsVersion = 3
}

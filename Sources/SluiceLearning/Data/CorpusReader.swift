import SluiceDiagnostics

/// Reads one kind of file into a corpus.
protocol CorpusReader: Sendable {
  /// The layers that a file offers, by name.
  func layers(of lines: TextLines) throws(Diagnostic) -> [String]

  /// Adds a file's sentences; `builder` has the layers that `layers` named.
  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic)

  /// The layers that a file may offer, as far as its first lines tell.
  func layers(ofHead lines: TextLines) throws(Diagnostic) -> [String]

  /// Checks by its first lines that another file has these layers, too.
  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic)
}

extension CorpusReader {
  func layers(ofHead lines: TextLines) throws(Diagnostic) -> [String] {
    try layers(of: lines)
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {}
}

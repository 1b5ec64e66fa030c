import SluiceDiagnostics

/// Reads one kind of file into a corpus.
protocol CorpusReader: Sendable {
  /// The layers that a file offers, by name.
  func layers(of lines: TextLines) throws(Diagnostic) -> [String]

  /// Adds a file's sentences; `builder` has the layers that `layers` named.
  func read(
    _ lines: TextLines, into builder: inout CorpusBuilder
  ) throws(Diagnostic)
}

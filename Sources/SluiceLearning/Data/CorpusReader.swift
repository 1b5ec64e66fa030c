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

  /// How a file's lines are parted into columns.
  func layout(of lines: TextLines) throws(Diagnostic) -> ColumnLayout

  /// Where a file of this layout has a layer's labels, or is to have them.
  func place(of layer: String, in layout: ColumnLayout) -> LabelPlace
}

/// Where labels stand on a token's line.
enum LabelPlace: Equatable {
  case column(Int)
  /// In a column of spans in brackets.
  case brackets(Int)
  /// In a column of `key=value|key=value`.
  case key(String, column: Int)
  /// In a column of its own, behind those that there are.
  case added
}

extension CorpusReader {
  func layers(ofHead lines: TextLines) throws(Diagnostic) -> [String] {
    try layers(of: lines)
  }

  func check(
    head lines: TextLines, for layers: [String]
  ) throws(Diagnostic) {}

  func place(of layer: String, in layout: ColumnLayout) -> LabelPlace {
    layout.names.firstIndex(of: layer).map { .column($0) } ?? .added
  }
}

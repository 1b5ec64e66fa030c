import SluiceDiagnostics

/// A file put together from what a corpus knows of its sentences: words, layers,
/// and what is written in the place of these or beside them.
struct ComposedFile {
  private let selection: Selection
  private let form: WrittenForm
  private let written: [WrittenLayer]
  /// The corpus' own layers that nothing is written in the place of.
  private let kept: [Corpus.Layer]

  init(_ selection: Selection, _ layers: [WrittenLayer], _ form: WrittenForm) {
    self.selection = selection
    self.form = form
    written = layers
    kept = selection.corpus.layers.filter { layer in
      !layers.contains { $0.name == layer.name }
    }
  }

  private var names: [String] { kept.map(\.name) + written.map(\.name) }

  /// - Parameter hasHeader: Whether a first line names the columns, where the form
  ///   has one.
  /// - Returns: The file.
  /// - Throws: ``Diagnostic`` where a text cannot stand in it.
  func bytes(hasHeader: Bool = true) throws(Diagnostic) -> [UInt8] {
    var text = form == .columns && hasHeader ? Self.header(names) : ""
    let corpus = selection.corpus
    for (place, sentence) in selection.sentences.enumerated() {
      let tokens = corpus.tokens(ofSentence: sentence)
      let words = tokens.map { corpus.spellings[Int(corpus.words[$0])] }
      if form == .conllU {
        text += "# text = \(words.joined(separator: " "))\n"
      }
      for (number, token) in tokens.enumerated() {
        let labels =
          kept.map { layer in
            layer.labels[token] < 0
              ? "_" : layer.inventory[Int(layer.labels[token])]
          } + written.map { $0.texts[place][number] ?? "_" }
        text += try line(number + 1, words[number], labels)
      }
      text += "\n"
    }
    return Array(text.utf8)
  }

  /// The line that names the columns.
  private static func header(_ names: [String]) -> String {
    names.contains { $0.contains(where: \.isWhitespace) }
      ? "" : "# columns = form \(names.joined(separator: " "))\n"
  }

  private func line(
    _ number: Int, _ word: String, _ labels: [String]
  ) throws(Diagnostic) -> String {
    for text in [word] + labels where text.contains(where: "\t\n\r".contains) {
      throw Diagnostic(
        .badLine, "`\(text)` has a tab, which parts columns",
        hint: "take the sentence out, or replace the tab in its file")
    }
    guard form == .conllU else {
      return
        ([word] + labels.map { $0.isEmpty ? "_" : $0 })
        .joined(separator: "\t") + "\n"
    }
    let reader = ConllUReader()
    let layout = reader.layout
    var fields = layout.names.map { _ in "_" }
    fields[0] = String(number)
    fields[1] = word
    for (name, label) in zip(names, labels) where label != "_" && label != "" {
      switch reader.place(of: name, in: layout) {
      case .column(let column), .brackets(let column): fields[column] = label
      case .key(let key, let column):
        fields[column] = try KeyedLabels.text(
          fields[column], setting: key, to: label)
      case .added: break
      }
    }
    return fields.joined(separator: "\t") + "\n"
  }
}

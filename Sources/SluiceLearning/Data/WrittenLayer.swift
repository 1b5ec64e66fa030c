import SluiceDiagnostics

/// Texts to be written beside words: a task's labels, or how sure they are.
package struct WrittenLayer: Sendable {
  package var name: String
  /// By sentence, in the order of the selection that is written, and token; nil
  /// for a token that keeps what it has.
  package var texts: [[String?]]
  /// How they mark spans.
  package var scheme: TagScheme

  package init(
    _ name: String, _ texts: [[String?]], scheme: TagScheme = .plain
  ) {
    self.name = name
    self.texts = texts
    self.scheme = scheme
  }

  /// A sentence's spans in brackets, as CoNLL-2012 has them: `(ORG*`, `*`, `*)`.
  func brackets(ofSentence sentence: Int) -> [String?] {
    var texts = self.texts[sentence].map { $0.map { _ in "*" } }
    for span in scheme.spans(in: self.texts[sentence], .conlleval) {
      texts[span.tokens.lowerBound] = "(\(span.type)*"
      texts[span.tokens.upperBound - 1] =
        span.tokens.count == 1 ? "(\(span.type))" : "*)"
    }
    return texts
  }
}

extension Selection {
  /// The sentences as a file, with some layers in the place of their own or
  /// beside them.
  ///
  /// Sentences that were read from files of the form that is asked for are
  /// written as they stand there: only the layers' labels change. Others are
  /// put together from what is known of them.
  ///
  /// - Parameters:
  ///   - layers: What is to be written.
  ///   - form: The file's form.
  /// - Returns: The file's bytes.
  /// - Throws: ``Diagnostic`` where a file has changed or cannot be read again,
  ///   or a text cannot stand in such a file.
  package func written(
    with layers: [WrittenLayer], as form: WrittenForm
  ) throws(Diagnostic) -> [UInt8] {
    guard let origin = corpus.origin,
      origin.files.allSatisfy({ $0.form == form })
    else {
      return try ComposedFile(self, layers, form).bytes()
    }
    let sentences = self.sentences
    var order: [Int32] = []
    var members: [Int32: [Int]] = [:]
    for (place, sentence) in sentences.enumerated() {
      let file = origin.fileOf[sentence]
      if members[file] == nil { order.append(file) }
      members[file, default: []].append(place)
    }
    var bytes: [UInt8] = []
    for file in order {
      let places = members[file] ?? []
      let rewritten = try RewrittenFile(origin.files[Int(file)], layers)
      bytes.endSentence()
      bytes += try rewritten.bytes(
        of: places.map { place in
          (
            place,
            corpus.tokens(ofSentence: sentences[place])
              .map { Int(origin.lines[$0]) }
          )
        })
    }
    return bytes
  }
}

extension Selection {
  /// The sentences, put together from what is known of them, as a piece of a
  /// file.
  ///
  /// - Parameters:
  ///   - layers: What is to be written.
  ///   - form: The file's form.
  ///   - isFirst: Whether the file begins with it.
  /// - Returns: The piece's bytes.
  /// - Throws: ``Diagnostic`` where a text cannot stand in such a file.
  package func piece(
    with layers: [WrittenLayer], as form: WrittenForm, isFirst: Bool
  ) throws(Diagnostic) -> [UInt8] {
    try ComposedFile(self, layers, form).bytes(hasHeader: isFirst)
  }
}

/// The form of a file that is written.
package enum WrittenForm: String, Sendable, CaseIterable {
  case columns
  case conllU = "conllu"

  /// The form that a file's name speaks of.
  package init(ofFile path: String) {
    self = path.lowercased().hasSuffix(".conllu") ? .conllU : .columns
  }
}

extension CorpusOrigin.File {
  var form: WrittenForm {
    if case .conllU = format { .conllU } else { .columns }
  }
}

extension [UInt8] {
  /// Ends a line, and the sentence that it belongs to.
  mutating func endSentence() {
    guard let last else { return }
    if last != 10, last != 13 { append(10) }
    let ends = suffix(4).map { $0 == 13 ? 10 : $0 }
    let isEmptyLine =
      suffix(2).elementsEqual([10, 10]) || suffix(2).elementsEqual([13, 13])
      || ends.elementsEqual([10, 10, 10, 10])
    if !isEmptyLine { append(10) }
  }
}

import SluiceDiagnostics

/// Reads a column of names in brackets as tags: `(ORG*` is B-ORG, `*` inside it
/// I-ORG, and `*)` ends it.
struct BracketedNames {
  /// A name whose bracket is not closed yet, and where it was opened.
  private var open: (type: String, place: Place)?

  /// - Parameters:
  ///   - field: What stands in a token's column.
  ///   - place: Where that is.
  /// - Returns: The token's tag.
  /// - Throws: `bad-line`, where brackets do not fit.
  mutating func tag(
    of field: ArraySlice<UInt8>, at place: Place
  ) throws(Diagnostic) -> String {
    let text = String(decoding: field, as: UTF8.self)
    let opens = text.hasPrefix("("), closes = text.hasSuffix(")")
    if opens, open != nil {
      throw Diagnostic(
        .badLine, "a name is opened inside a name", at: place,
        label: "opened here",
        hint: "names do not nest; check the brackets of this sentence")
    }
    if closes, !opens, open == nil {
      throw Diagnostic(
        .badLine, "a name is closed that was not opened", at: place,
        label: "closed here", hint: "check the brackets of this sentence")
    }
    if opens { open = (text.trimmingCharacters(in: "()*"), place) }
    let tag = open.map { (opens ? "B-" : "I-") + $0.type } ?? "O"
    if closes { open = nil }
    return tag
  }

  /// - Throws: `bad-line`, where a name goes on behind its sentence.
  func endSentence() throws(Diagnostic) {
    guard let open else { return }
    throw Diagnostic(
      .badLine, "the name \(open.type) is never closed", at: open.place,
      label: "opened here", hint: "check the brackets of this sentence")
  }
}

extension String {
  /// The text without any of `characters` at its ends.
  fileprivate func trimmingCharacters(in characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) {
      text.removeFirst()
    }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}

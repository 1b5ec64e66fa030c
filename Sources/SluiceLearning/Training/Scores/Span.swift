/// A run of tokens with a type, as chunk and name tags mark it.
package struct Span: Hashable, Sendable {
  package var tokens: Range<Int>
  package var type: String

  package init(_ tokens: Range<Int>, _ type: String) {
    self.tokens = tokens
    self.type = type
  }
}

extension Span {
  /// How broken sequences of tags are read.
  package enum Convention: String, Sendable, CaseIterable {
    /// As conlleval does: an inside tag opens a span where none of its type is
    /// open; tags of the end and single kind are read too.
    case conlleval
    /// Strict IOB2: only a beginning tag opens a span; other inside tags are
    /// outside.
    case strict
  }

  /// The spans of one sentence.
  ///
  /// - Source: Tjong Kim Sang & Buchholz 2000 for `conlleval`.
  package static func all(
    in tags: [String], _ convention: Convention
  ) -> [Span] {
    var spans: [Span] = []
    var open: (start: Int, type: Substring)?
    func close(at end: Int) {
      if let open { spans.append(Span(open.start..<end, String(open.type))) }
      open = nil
    }
    var previous: Character = "O"
    for (i, tag) in tags.enumerated() {
      let (kind, type) = parts(of: tag)
      switch convention {
      case .conlleval:
        let opens =
          kind == "B" || kind == "S"
          || (kind != "O"
            && (open?.type != type || previous == "E" || previous == "S"))
        if kind == "O" || opens { close(at: i) }
        if opens { open = (i, type) }
      case .strict:
        let goesOn = kind == "I" && open?.type == type
        if !goesOn { close(at: i) }
        if kind == "B" { open = (i, type) }
      }
      previous = kind
    }
    close(at: tags.count)
    return spans
  }

  /// `B-NP` is B and NP; a tag without a kind of its own is its own type.
  private static func parts(of tag: String) -> (Character, Substring) {
    guard let kind = tag.first, tag != "O" else { return ("O", "") }
    let rest = tag.dropFirst()
    guard "BIES".contains(kind), rest.isEmpty || rest.first == "-" else {
      return ("B", tag[...])
    }
    return (kind, rest.dropFirst())
  }
}

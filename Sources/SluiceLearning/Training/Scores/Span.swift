/// A run of tokens with a type, as chunk and name tags mark it.
package struct Span: Hashable, Sendable {
  package var tokens: Range<Int>
  /// Empty where tags have no type.
  package var type: String

  package init(_ tokens: Range<Int>, _ type: String) {
    self.tokens = tokens
    self.type = type
  }

  /// How broken sequences of tags are read.
  package enum Convention: String, Sendable, CaseIterable {
    /// As conlleval does: whatever tag comes where no span of its type is open
    /// opens one.
    case conlleval
    /// Only spans that are well-formed in the layer's scheme; other tags are
    /// outside.
    case strict
  }
}

extension TagScheme {
  /// The spans of one sentence.
  ///
  /// - Parameters:
  ///   - labels: Its labels; nil for a token without one.
  ///   - convention: How broken sequences are read. A scheme in which it is
  ///     not known what is well-formed has no strict spans.
  /// - Returns: The spans from left to right.
  package func spans(
    in labels: [String?], _ convention: Span.Convention
  ) -> [Span] {
    guard hasSpans else { return [] }
    let tags = labels.map(tag)
    switch convention {
    case .conlleval: return read(tags)
    case .strict: return isStrict ? wellFormed(tags) : []
    }
  }

  /// - Source: Tjong Kim Sang & Buchholz 2000.
  private func read(_ tags: [SpanTag?]) -> [Span] {
    var spans: [Span] = []
    var open: (start: Int, last: SpanTag)?
    func close(at end: Int) {
      if let open {
        spans.append(Span(open.start..<end, String(open.last.type)))
      }
      open = nil
    }
    for (i, tag) in tags.enumerated() {
      guard let tag else {
        close(at: i)
        continue
      }
      let isOver = open?.last.role == .end || open?.last.role == .single
      if tag.role == .begin || tag.role == .single || isOver
        || open?.last.type != tag.type
      {
        close(at: i)
        open = (i, tag)
      } else {
        open?.last = tag
      }
    }
    close(at: tags.count)
    return spans
  }

  /// - Source: the schemes of seqeval 1.2,
  ///   <https://github.com/chakki-works/seqeval>.
  private func wellFormed(_ tags: [SpanTag?]) -> [Span] {
    var spans: [Span] = []
    var i = 0
    while i < tags.count {
      guard let first = tags[i],
        opens(first, after: i > 0 ? tags[i - 1] : nil)
      else {
        i += 1
        continue
      }
      var (end, last) = (i + 1, first)
      while end < tags.count, let tag = tags[end], tag.continues(last) {
        (end, last) = (end + 1, tag)
      }
      if isWhole(last, before: end < tags.count ? tags[end] : nil) {
        spans.append(Span(i..<end, String(first.type)))
      }
      i = end
    }
    return spans
  }

  private func opens(_ tag: SpanTag, after previous: SpanTag?) -> Bool {
    switch self {
    case .io, .iob1:
      tag.role == .begin
        ? previous?.type == tag.type
        : previous?.type != tag.type || previous?.role == .begin
    default: tag.role == .begin || tag.role == .single
    }
  }

  /// Whether a span may end in a tag before another.
  private func isWhole(_ last: SpanTag, before next: SpanTag?) -> Bool {
    if marksEnds { return last.role == .end || last.role == .single }
    // In IOB1 a B- parts spans of one type only.
    return self != .iob1 || last.role != .begin || next?.role != .begin
      || next?.type == last.type
  }
}

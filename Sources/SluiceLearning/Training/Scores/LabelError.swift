/// What a network got wrong in a sentence.
package struct LabelError: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A span of another type, or a token with another label.
    case type
    /// A span of the right type that begins or ends elsewhere.
    case border
    /// A span that nothing was predicted in.
    case missed
    /// A predicted span where there is none.
    case invented
  }

  package var kind: Kind
  /// The right span, and the predicted one; of plain labels the token.
  package var gold, predicted: Span?
}

extension Evaluation {
  /// What is wrong in a sentence, from left to right. Each span that is not
  /// right is counted once: with the first span of the other side that it shares
  /// tokens with, one of its own type before others.
  ///
  /// - Parameter sentence: One of the sentences.
  /// - Returns: All errors.
  package func errors(in sentence: Sentence) -> [LabelError] {
    guard hasSpans else { return labelErrors(in: sentence) }
    let gold = scheme.spans(in: sentence.gold, .conlleval)
    let read = task.scheme.hasSpans ? task.scheme : scheme
    let predicted = read.spans(
      in: zip(sentence.gold, sentence.predicted).map { $0 == nil ? nil : $1 },
      .conlleval)
    var wrong = gold.filter { !predicted.contains($0) }
    var errors: [LabelError] = []
    for span in predicted where !gold.contains(span) {
      let near = wrong.indices.filter {
        wrong[$0].tokens.overlaps(span.tokens)
      }
      let place =
        near.first { wrong[$0].type == span.type } ?? near.first
      guard let place else {
        // What overlaps with a right span alone is invented, too.
        errors.append(LabelError(kind: .invented, predicted: span))
        continue
      }
      let right = wrong.remove(at: place)
      errors.append(
        LabelError(
          kind: right.type == span.type ? .border : .type, gold: right,
          predicted: span))
    }
    errors += wrong.map { LabelError(kind: .missed, gold: $0) }
    return errors.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }.map(\.element)
  }

  private func labelErrors(in sentence: Sentence) -> [LabelError] {
    zip(sentence.gold, sentence.predicted).enumerated().compactMap {
      token, labels in
      guard let gold = labels.0, gold != labels.1 else { return nil }
      return LabelError(
        kind: .type, gold: Span(token..<token + 1, gold),
        predicted: Span(token..<token + 1, labels.1))
    }
  }
}

extension LabelError {
  fileprivate var start: Int {
    [gold, predicted].compactMap { $0?.tokens.lowerBound }.min() ?? 0
  }
}

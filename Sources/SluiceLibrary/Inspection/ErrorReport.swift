import SluiceLearning
import SluiceOutput

/// Sentences with what is wrong in them: right spans in `[…]`, predicted ones in
/// `<…>`, each with its type behind it.
struct ErrorReport {
  let evaluation: Evaluation
  let corpus: Corpus
  /// The one kind that is wanted; nil for all.
  let kind: LabelError.Kind?
  let limit: Int

  private struct Wrong {
    var sentence: Evaluation.Sentence
    var errors: [LabelError]
  }

  var output: Output {
    let all = evaluation.sentences.map {
      Wrong(sentence: $0, errors: evaluation.errors(in: $0))
    }
    let wrong = all.map { one in
      Wrong(
        sentence: one.sentence,
        errors: one.errors.filter { kind == nil || $0.kind == kind })
    }.filter { !$0.errors.isEmpty }
    let name = evaluation.task.name
    guard !wrong.isEmpty else {
      return .text(
        "no \(kind.map { "\($0.title) " } ?? "")error of \(name) in"
          + " \(NumberText.count(all.count, of: "sentence"))")
    }
    return .text(
      "\(name): \(counts(all.flatMap(\.errors))) in"
        + " \(NumberText.count(wrong.count)) of"
        + " \(NumberText.count(all.count, of: "sentence"))")
      + wrong.prefix(limit).reduce(.nothing) { $0 + shown($1) }
      + notes(wrong.count)
  }

  /// How many errors there are of each kind.
  private func counts(_ errors: [LabelError]) -> String {
    let kinds = LabelError.Kind.allCases.filter { kind == nil || $0 == kind }
    return kinds.compactMap { kind in
      let count = errors.count { $0.kind == kind }
      guard count > 0 else { return nil }
      return evaluation.hasSpans
        ? "\(NumberText.count(count)) \(kind.title)"
        : NumberText.count(count, of: "wrong label")
    }.joined(separator: ", ")
  }

  private func notes(_ count: Int) -> Output {
    let legend: Output = .note(
      evaluation.hasSpans
        ? "[right]TYPE, <predicted>TYPE; spans that are right are not marked"
        : "[word]RIGHT<PREDICTED>; labels that are right are not shown")
    guard count > limit else { return legend }
    return legend
      + .note(
        "\(NumberText.count(count - limit)) more"
          + " \(count - limit == 1 ? "sentence has" : "sentences have") such"
          + " errors: limit=\(count) shows all")
  }

  private func shown(_ wrong: Wrong) -> Output {
    let words = corpus.tokens(ofSentence: wrong.sentence.number).map {
      corpus.spellings[Int(corpus.words[$0])]
    }
    let kinds = wrong.errors.map(\.kind).reduce(into: [LabelError.Kind]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let title =
      "\(wrong.sentence.domain) \(wrong.sentence.number + 1)"
      + (evaluation.hasSpans
        ? ", \(kinds.map(\.title).joined(separator: ", "))" : "")
    return .paragraph(
      StyledText(title + ": " + marked(words, wrong.errors)))
  }

  private func marked(_ words: [String], _ errors: [LabelError]) -> String {
    words.indices.map { token in
      guard evaluation.hasSpans else {
        let error = errors.first { $0.gold?.tokens.lowerBound == token }
        return error.map {
          "[\(words[token])]\($0.gold?.type ?? "")<\($0.predicted?.type ?? "")>"
        } ?? words[token]
      }
      let gold = errors.compactMap(\.gold)
      let predicted = errors.compactMap(\.predicted)
      func opening(_ spans: [Span], _ mark: String) -> String {
        spans.contains { $0.tokens.lowerBound == token } ? mark : ""
      }
      func closing(_ spans: [Span], _ mark: String) -> String {
        spans.first { $0.tokens.upperBound - 1 == token }
          .map { mark + $0.type } ?? ""
      }
      return opening(gold, "[") + opening(predicted, "<") + words[token]
        + closing(predicted, ">") + closing(gold, "]")
    }.joined(separator: " ")
  }
}

extension LabelError.Kind {
  /// As texts call such an error.
  fileprivate var title: String {
    switch self {
    case .type: "wrong type"
    case .border: "wrong border"
    case .missed: "missed"
    case .invented: "invented"
    }
  }
}

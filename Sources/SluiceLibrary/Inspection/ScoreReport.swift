import SluiceLearning
import SluiceOutput

/// What labels are worth beside the right ones, as conlleval and seqeval tell it.
package struct ScoreReport {
  let evaluation: Evaluation

  package init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  package var output: Output {
    guard evaluation.hasSpans else { return .text(tokens) }
    let spans = evaluation.spans(.conlleval)
    let strict = evaluation.isStrict ? evaluation.spans(.strict) : nil
    let types = spans.byType.sorted { $0.key < $1.key }
    var rows = types.map { type, counts in
      row(type.isEmpty ? "–" : type, counts, strict?.byType[type]?.f1)
    }
    rows.append(row("micro", spans.all, strict?.f1))
    let macro =
      [\SpanScore.Counts.precision, \.recall, \.f1].map { score in
        percent(spans.macro { $0[keyPath: score] })
      }
    rows.append(
      ["macro", "", "", ""] + macro
        + [percent(strict?.macro(\.f1))])
    return .text(tokens)
      + .table(
        Table(
          [
            "type", "spans", "predicted", "right", "precision", "recall", "F1",
            "strict F1",
          ], rows))
      + note
  }

  private var tokens: String {
    let pairs = evaluation.sentences.flatMap(\.pairs)
    let right = pairs.count { $0.gold == $0.predicted }
    return
      "\(NumberText.count(evaluation.sentences.count, of: "sentence")),"
      + " \(NumberText.count(evaluation.tokens, of: "labelled token")):"
      + " \(NumberText.count(right)) right, accuracy"
      + " \(percent(evaluation.accuracy))"
  }

  private func row(
    _ name: String, _ counts: SpanScore.Counts, _ strict: Measure?
  ) -> [String] {
    [
      name, NumberText.count(counts.gold), NumberText.count(counts.predicted),
      NumberText.count(counts.right), percent(counts.precision),
      percent(counts.recall), percent(counts.f1), percent(strict),
    ]
  }

  private func percent(_ measure: Measure?) -> String {
    measure?.value.map(NumberText.percent) ?? "–"
  }

  private var note: Output {
    let schemes = [evaluation.scheme, evaluation.task.scheme].map(\.rawValue)
    let read =
      schemes[0] == schemes[1]
      ? "read as \(schemes[0])"
      : "the right ones read as \(schemes[0]), the predicted ones as"
        + " \(schemes[1])"
    return .note(
      "spans \(read) and counted as conlleval does; strict F1 counts those that"
        + " are well-formed")
  }
}

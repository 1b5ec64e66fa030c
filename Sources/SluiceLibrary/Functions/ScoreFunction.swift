import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

struct ScoreFunction: Function {
  static let name = "score"
  static let summary =
    "A score of one layer's labels against another's, whoever gave them, 0 to 1."
  static let result: Kind? = .number
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "corpus other = shuffled(toy, ner)",
    "print score(toy.ner, other.ner)",
    "print score(toy.ner, other.ner, of=accuracy)",
    "print score(toy.ner, other.ner, type=\"PER\", of=recall)",
  ]

  /// What is told of the labels.
  enum Figure: String, FieldValue, CaseIterable {
    case f1, precision, recall, accuracy, right, predicted, gold
  }

  /// What is the mean of what.
  enum Average: String, FieldValue, CaseIterable {
    /// All spans count alike.
    case micro
    /// All types count alike.
    case macro
  }

  @Required var gold: Reference<LayerObject>
  @Required var predicted: Reference<LayerObject>
  var figure: Figure?
  var strict = false
  var average = Average.micro
  var type: Symbol?

  static var fields: [Field<Self>] {
    [
      .argument(\.$gold, "gold", "the layer with the right labels"),
      .argument(
        \.$predicted, "predicted",
        "the layer with the labels to score, of the same sentences"),
      .option(
        \.figure, "of",
        "the score, or how many spans are right, predicted and in the gold"
          + " standard; by default f1 where labels mark spans, else accuracy"),
      .option(
        \.strict, "strict",
        "count only spans that are well-formed in the layer's scheme"),
      .option(
        \.average, "average",
        "over all spans alike, or the mean over their types"),
      .option(\.type, "type", "spans of one type alone"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let layers = [gold.object, predicted.object]
    guard !layers.contains(where: \.selection.corpus.isSketch) else {
      throw .undecided
    }
    let evaluation: Evaluation
    do throws(Diagnostic) {
      evaluation = try Evaluation(
        of: predicted.object.scored, against: gold.object.scored)
    } catch { throw context.placed(error, at: predicted.span) }
    guard evaluation.tokens > 0 else {
      throw context.fail(
        .noLabels, "\(gold.object.scored.name) has no label of \(gold.layer)",
        at: gold.span, hint: "show it: another part of the corpus may have some"
      )
    }
    let figure = self.figure ?? (evaluation.hasSpans ? .f1 : .accuracy)
    guard figure != .accuracy else {
      return .number(evaluation.accuracy.value ?? 0)
    }
    guard let value = try spans(evaluation, context).value(of: figure) else {
      throw context.fail(
        .noLabels, "there is no span to take the \(figure) of", at: gold.span,
        hint: "of=accuracy scores labels token by token")
    }
    return .number(value)
  }

  /// The spans that count.
  private func spans(
    _ evaluation: Evaluation, _ context: Context
  ) throws(Stop) -> ScoredSpans {
    guard evaluation.hasSpans else {
      throw context.fail(
        .wrongType, "\(gold.layer) has plain labels, no spans to score",
        at: gold.span, hint: "use of=accuracy")
    }
    guard !strict || evaluation.isStrict else {
      throw context.fail(
        .wrongType,
        "it is not known which spans of \(gold.layer) are well-formed",
        at: gold.span, hint: "leave out strict=")
    }
    let score = evaluation.spans(strict ? .strict : .conlleval)
    guard let type else {
      return average == .micro ? .together(score.all) : .types(score)
    }
    guard let counts = score.byType[type.text] else {
      let types = score.byType.keys.sorted()
      throw context.fail(
        .unknownChoice, "there is no span of type \(type.text)", at: type.span,
        hint: didYouMean(
          type.text, in: types, otherwise: "there are \(enumeration(types))"))
    }
    return .together(counts)
  }
}

/// Spans that count alike, or their types.
private enum ScoredSpans {
  case together(SpanScore.Counts)
  case types(SpanScore)

  /// Nil where there is nothing to measure.
  func value(of figure: ScoreFunction.Figure) -> Double? {
    switch self {
    case .together(let counts): counts.measure(figure).value
    case .types(let score): score.macro { $0.measure(figure) }.value
    }
  }
}

extension SpanScore.Counts {
  fileprivate func measure(_ figure: ScoreFunction.Figure) -> Measure {
    switch figure {
    case .f1, .accuracy: f1
    case .precision: precision
    case .recall: recall
    case .right: Measure(right, of: 1)
    case .predicted: Measure(predicted, of: 1)
    case .gold: Measure(gold, of: 1)
    }
  }
}

extension LayerObject {
  /// The labels, for whoever scores them.
  fileprivate var scored: ScoredLayer {
    ScoredLayer(selection, layer: layer, name: selection.path)
  }
}

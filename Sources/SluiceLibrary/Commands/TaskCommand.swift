import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct TaskCommand: Command {
  static let name = "task"
  static let summary = "Makes a layer of labels a task to learn."
  static let topic = Topic.data
  static let form = CommandShape.Form.binding
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner weight=0.5",
    "task words = toy.ner metric=accuracy",
    "task spans = toy.ner head=crf",
  ]

  @Required var target: Name
  @Required var layer: Reference<LayerObject>
  var metric: NetworkTask.Metric?
  var weight: Float = 1
  var rate: Float = 1
  var transitions: NetworkTask.Transitions?
  var head = HeadKind.softmax

  static var fields: [Field<Self>] {
    [
      .newName(\.$target),
      .argument(
        \.$layer, "layer", "a layer of a corpus, such as `toy.pos`"),
      .option(
        \.metric, "metric",
        "how it is scored; by default by spans where labels mark them, else by"
          + " tokens"),
      .option(
        \.weight, "weight",
        "λ: how much its loss counts relative to the"
          + " others'",
        atLeast: 0),
      .option(
        \.rate, "rate", "how often its sentences are seen in an epoch",
        unit: "times", above: 0, atMost: 1000),
      .option(
        \.transitions, "transitions",
        "which labels may follow which when a sentence is labelled: any, or only"
          + " `valid` ones, so that all spans are well-formed; by default valid"
          + " where labels mark spans"),
      .option(
        \.head, "head",
        "how its labels are chosen: each token's by itself, by a `softmax`, or a"
          + " sentence's as a whole, by a conditional random field, `crf`"),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    let found = layer.selection.corpus.scheme(ofLayer: layer.layer)
    try checkMetric(found, context)
    try checkTransitions(found, context)
    let task = TaskObject(
      name: target.text, layer: layer.object,
      metric: metric ?? (found.scheme.hasSpans ? .spanF1 : .accuracy),
      weight: weight, samplingRate: rate,
      saidTransitions: transitions, hasOrder: found.scheme.isStrict,
      head: head)
    return try context.define(target, as: .object(task)) + said(of: found)
  }

  /// Spans can only be scored where labels mark them, and strictly only in one
  /// scheme.
  private func checkMetric(
    _ found: LayerScheme, _ context: Context
  ) throws(Stop) {
    guard let metric, metric != .accuracy else { return }
    guard layer.selection.corpus.mayHaveSpans(inLayer: layer.layer) else {
      throw context.fail(
        .wrongType, "\(layer.layer) has plain labels, no spans to score",
        at: layer.span,
        hint: found.problem?.title
          ?? "omit metric=, or choose a layer of B- and I- tags")
    }
    if metric == .strictF1, !found.scheme.isStrict, let problem = found.problem
    {
      throw context.placed(problem, at: layer.span)
    }
  }

  /// Only where one scheme marks spans it is known which labels may follow.
  private func checkTransitions(
    _ found: LayerScheme, _ context: Context
  ) throws(Stop) {
    guard transitions == .valid, !found.scheme.isStrict else { return }
    throw context.noOrder(
      of: layer.layer, at: layer.span,
      hint: found.problem?.title
        ?? "leave out transitions=, or choose a layer of B- and I- tags")
  }

  /// How it is scored, where nobody said so, and what of its labels is odd.
  private func said(of found: LayerScheme) -> Output {
    let problem = found.problem.map { Output.note($0.title) } ?? .nothing
    guard metric == nil, found.scheme.hasSpans else { return problem }
    return .note(
      "\(target.text) is scored by its spans (\(found.scheme.rawValue)):"
        + " metric=span_f1") + problem
  }
}

extension Context {
  /// That valid labels are asked for where none is invalid.
  func noOrder(
    of labels: String, at span: Range<Int>, hint: String
  ) -> Stop {
    fail(
      .wrongType, "any label of \(labels) may follow any other", at: span,
      hint: hint)
  }
}

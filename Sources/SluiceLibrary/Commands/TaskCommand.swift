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
    "task names = toy.ner metric=span_f1 weight=0.5",
  ]

  @Required var target: Name
  @Required var layer: Reference<LayerObject>
  var metric = NetworkTask.Metric.accuracy
  var weight: Float = 1
  var rate: Float = 1

  static var fields: [Field<Self>] {
    [
      .newName(\.$target),
      .argument(
        \.$layer, "layer", "a layer of a corpus, such as `toy.pos`"),
      .option(\.metric, "metric", "how it is scored"),
      .option(
        \.weight, "weight",
        "λ: how much its loss counts relative to the"
          + " others'",
        atLeast: 0),
      .option(
        \.rate, "rate", "how often its sentences are seen in an epoch",
        unit: "times", above: 0, atMost: 1000),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    try checkScheme(context)
    let task = TaskObject(
      name: target.text, layer: layer.object, metric: metric, weight: weight,
      samplingRate: rate)
    return try context.define(target, as: .object(task))
  }

  /// Spans can only be scored where labels mark them, in one scheme.
  private func checkScheme(_ context: Context) throws(Stop) {
    guard metric != .accuracy else { return }
    let scheme: TagScheme
    do throws(Diagnostic) {
      scheme = try layer.selection.tagScheme(ofLayer: layer.layer)
    } catch { throw context.placed(error, at: layer.span) }
    guard scheme != .plain else {
      throw context.fail(
        .wrongType, "\(layer.layer) has plain labels, no spans to score",
        at: layer.span,
        hint: "omit metric=, or choose a layer of B- and I- tags")
    }
  }
}

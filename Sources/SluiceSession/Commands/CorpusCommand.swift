import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct CorpusCommand: Command {
  static let name = "corpus"
  static let summary = "Reads or makes a corpus and gives it a name."
  static let topic = Topic.data
  static let form = CommandShape.Form.binding
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "show toy",
    "show toy[mail].train",
  ]

  var target = Name("", span: 0..<0)
  var value: Located<Value>?

  static var fields: [Field<Self>] {
    [
      .newName(\.target),
      .argument(
        \.value, "source",
        "where it comes from: `columns(\"folder\")`, `toy_english()`, …",
        suggest: .corpora),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let value else { return .nothing }
    guard case .object(let object) = value.value,
      var corpus = object as? CorpusObject
    else {
      throw context.mismatch(
        value.value, at: value.span, wanted: "a corpus",
        hint: "read one with `columns(\"folder\")`, or make one with"
          + " `toy_english()`")
    }
    corpus.selection.corpus.name = target.text
    let note = try context.define(target, as: .object(corpus))
    return note + .text(corpus.summary)
  }
}

struct TaskCommand: Command {
  static let name = "task"
  static let summary = "Makes a layer of labels a task to learn."
  static let topic = Topic.data
  static let form = CommandShape.Form.binding
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner metric=span_f1 weight=0.5",
  ]

  var target = Name("", span: 0..<0)
  var value: Located<Value>?
  var metric = NetworkTask.Metric.accuracy
  var weight: Float = 1
  var rate: Float = 1

  static var fields: [Field<Self>] {
    [
      .newName(\.target),
      .argument(
        \.value, "layer", "a layer of a corpus, such as `toy.pos`",
        suggest: .layers),
      .option(\.metric, "metric", "how its score is taken"),
      .option(
        \.weight, "weight", "λ: how much its loss counts beside the others'",
        atLeast: 0),
      .option(
        \.rate, "rate", "how often its sentences are seen in an epoch",
        unit: "times", above: 0, atMost: 1000),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let value else { return .nothing }
    guard case .object(let object) = value.value,
      let layer = object as? LayerObject
    else {
      throw context.mismatch(
        value.value, at: value.span, wanted: "a layer of a corpus",
        hint: "write the corpus, a dot and the layer: `toy.pos`")
    }
    try checkScheme(layer, at: value.span, context)
    let task = TaskObject(
      name: target.text, layer: layer, metric: metric, weight: weight,
      samplingRate: rate)
    return try context.define(target, as: .object(task))
  }

  /// Spans can only be scored where labels mark them, in one scheme.
  private func checkScheme(
    _ layer: LayerObject, at span: Range<Int>, _ context: Context
  ) throws(Diagnostic) {
    guard metric != .accuracy else { return }
    let scheme: TagScheme
    do throws(Diagnostic) {
      scheme = try layer.selection.tagScheme(ofLayer: layer.layer)
    } catch { throw context.placed(error, at: span) }
    guard scheme != .plain else {
      throw context.fail(
        .wrongType, "\(layer.layer) has plain labels, no spans to score",
        at: span, hint: "leave metric= away, or take a layer of B- and I- tags")
    }
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct ErrorsCommand: WorkingCommand {
  static let name = "errors"
  static let summary =
    "Shows sentences that a network gets wrong, with right and predicted labels."
  static let topic = Topic.training
  static let examples =
    trainedExample + [
      "errors net", "errors net on=toy.dev task=pos limit=5",
      "errors net kind=missed",
    ]

  @Required var network: Reference<NetworkObject>
  var on: Sentences?
  var task: Symbol?
  var kind: LabelError.Kind?
  var limit = 20

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .option(
        \.on, "on", "the sentences; by default the task's test part"),
      .option(
        \.task, "task", "the task; by default the main one",
        suggest: .names(.task)),
      .option(
        \.kind, "kind",
        "errors of one kind alone: a wrong type, a wrong border, a span that is"
          + " missed, or one that is invented"),
      .option(
        \.limit, "limit", "how many sentences to show", unit: "sentences",
        atLeast: 1),
    ]
  }

  func check(_ context: Context) throws(Stop) -> ScoredTask {
    let number = network.network.main
    let name =
      task ?? Symbol(network.network.tasks[number].name, span: network.span)
    if let on { return try ScoredTask(network, name, on, context) }
    let asked = try network.task(name, in: context)
    guard
      let part = try context.parts(network, nil, split: "test")[asked]
    else {
      throw context.fail(
        .missingArgument, "\(name.text) has no test part to use",
        at: network.span, hint: "name sentences with on=")
    }
    return try ScoredTask(
      network, name, Sentences(selection: part, span: network.span), context)
  }

  func run(
    _ scored: ScoredTask, _ context: inout Context
  ) throws(Stop) -> Output {
    let evaluation = try scored.evaluation(
      for: "errors \(network.name)", context)
    return ErrorReport(
      evaluation: evaluation, corpus: scored.data.selection.corpus, kind: kind,
      limit: limit
    ).output
  }
}

extension LabelError.Kind: FieldValue {}

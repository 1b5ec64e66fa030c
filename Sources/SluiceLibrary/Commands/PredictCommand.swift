import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct PredictCommand: WorkingCommand {
  static let name = "predict"
  static let summary = "Labels sentences that have no labels."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "train net epochs=2", "predict net text=\"Anna reads the old report .\"",
  ]

  @Required var network: Reference<NetworkObject>
  var text: String?
  var file: String?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .option(\.text, "text", "sentences, one a line"),
      .option(
        \.file, "file", "a file of raw text, one sentence a line",
        suggest: .paths),
    ]
  }

  func check(_ context: Context) throws(Stop) {
    guard text == nil || file == nil else {
      throw context.fail(
        .extraArgument, "`predict` takes text= or file=, not both",
        at: context.span, hint: "leave out one of them")
    }
    if let text {
      guard !PlainText.sentences(text).isEmpty else {
        throw noSentence(context)
      }
    } else if let file {
      try context.reading(file) { full throws(Diagnostic) in
        try PlainText.check(full)
      }
    } else {
      throw context.fail(
        .missingArgument, "`predict` needs text=\"…\" or file=\"…\"",
        at: context.span)
    }
  }

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    let tasks = network.network.tasks.indices.filter(network.isTrained)
    guard !tasks.isEmpty else {
      throw context.fail(
        .notTrained, "no task was trained in \(network.name)",
        at: network.span, hint: "train \(network.name)")
    }
    let sentences = PlainText.sentences(try source(context))
    guard !sentences.isEmpty else { throw noSentence(context) }
    let work = CountedWork(
      "predict \(network.name)", of: "sentences", context.environment)
    let threads = context.environment.threads
    let labels = try stopping { () throws(Diagnostic) in
      try network.network.labels(sentences, threads: threads) {
        work.isDone($0, of: sentences.count)
      }
    }
    let names = tasks.map { network.network.tasks[$0].name }
    let tables = zip(sentences, labels).map { sentence, labels in
      Table(
        ["word"] + names,
        sentence.indices.map { t in
          [sentence[t]] + tasks.map { labels[$0][t] }
        })
    }
    return Output(blocks: tables.map { .table($0) })
      + network.untrainedTasks
  }

  private func source(_ context: Context) throws(Stop) -> String {
    guard let file, text == nil else { return text ?? "" }
    return try context.reading(file) { full throws(Diagnostic) in
      try PlainText.read(full)
    }
  }

  private func noSentence(_ context: Context) -> Stop {
    context.fail(
      .missingArgument, "there is no sentence to label", at: context.span,
      hint: "predict \(network.name) text=\"Anna reads .\"")
  }
}

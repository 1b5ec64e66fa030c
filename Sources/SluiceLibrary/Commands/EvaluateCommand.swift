import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct EvaluateCommand: WorkingCommand {
  static let name = "evaluate"
  static let summary = "Scores a network's labels against the right ones."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=2", "evaluate net", "evaluate net on=toy.test by=domain",
    "evaluate net by=type", "evaluate net by=confusion",
    "evaluate net to=\"out/scores.tex\"",
  ]

  enum Grouping: String, FieldValue, CaseIterable {
    case task, domain, type, confusion
  }

  @Required var network: Reference<NetworkObject>
  var on: Sentences?
  var by = Grouping.task
  var to: OutputFile?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .option(
        \.on, "on", "the sentences; by default the tasks' test parts"),
      .option(
        \.by, "by",
        "a row per task, domain or span type, or the confused labels"),
      .option(
        \.to, "to", "a file for the table as well: .md, .csv or .tex",
        suggest: .paths),
    ]
  }

  func check(_ context: Context) throws(Stop) -> [Selection?] {
    if let to, TableForm(ofFile: to.path) == nil {
      throw context.fail(
        .unknownChoice, "scores are not written as \(to.path)", at: to.span,
        hint: "let the name end in .md, .csv or .tex")
    }
    let parts = try context.parts(network, on, split: "test")
    let hasLayer = zip(network.network.tasks, parts).contains {
      $1?.hasLayer($0.layer) == true
    }
    guard hasLayer else { throw noLabels(context) }
    return parts
  }

  func run(
    _ parts: [Selection?], _ context: inout Context
  ) throws(Stop) -> Output {
    var parts = parts
    for task in parts.indices where !network.isTrained(task) {
      parts[task] = nil
    }
    let work = CountedWork(
      "evaluate \(network.name)", of: "sentences", context.environment)
    var evaluations = try stopping { () throws(Diagnostic) in
      try network.network.evaluations(
        on: parts, threads: context.environment.threads, isDone: work.isDone
      ).compactMap { $0 }
    }
    evaluations.removeAll { $0.tokens == 0 }
    for case let part? in parts { context.cautionTrained(network, on: part) }
    guard !evaluations.isEmpty else {
      for task in network.network.tasks.indices {
        try network.checkTrained(task, at: network.span, in: context)
      }
      throw noLabels(context)
    }
    let report = EvaluationReport(
      evaluations: evaluations, by: by, network: network)
    guard let to, let form = TableForm(ofFile: to.path) else {
      return report.output
    }
    try context.write(form.text([report.table]), to: to)
    return report.output + .text("wrote \(to.path)")
  }

  private func noLabels(_ context: Context) -> Stop {
    context.fail(
      .noLabels,
      "these sentences have no label of any task of \(network.name)",
      at: on?.span ?? network.span,
      hint: "show the corpus to see which layers its parts have")
  }
}

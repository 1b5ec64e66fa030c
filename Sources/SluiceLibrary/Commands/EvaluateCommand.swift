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
    "task names = toy.ner metric=span_f1",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=2", "evaluate net", "evaluate net on=toy.test by=domain",
    "evaluate net by=type", "evaluate net by=confusion",
  ]

  enum Grouping: String, FieldValue, CaseIterable {
    case task, domain, type, confusion
  }

  @Required var network: Reference<NetworkObject>
  var on: Sentences?
  var by = Grouping.task

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .option(
        \.on, "on", "the sentences; by default the tasks' test parts"),
      .option(
        \.by, "by",
        "a row per task, domain or span type, or the confused labels"),
    ]
  }

  func check(_ context: Context) throws(Stop) -> [Selection?] {
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
    var rows: [[String]] = []
    for task in network.network.tasks.indices {
      guard let part = parts[task] else { continue }
      try context.checkInterrupt()
      let evaluation = network.network.evaluation(
        task: task, on: part, threads: context.environment.threads)
      guard evaluation.tokens > 0 else { continue }
      context.cautionTrained(network, on: part)
      switch by {
      case .task: rows.append([evaluation.task.name] + scores(evaluation))
      case .domain:
        for (domain, part) in evaluation.byDomain {
          rows.append([part.task.name, domain] + scores(part))
        }
      case .type: rows += types(evaluation)
      case .confusion: rows += confused(evaluation)
      }
    }
    guard !rows.isEmpty else { throw noLabels(context) }
    return .table(Table(columns, rows))
  }

  private func noLabels(_ context: Context) -> Stop {
    context.fail(
      .noLabels,
      "these sentences have no label of any task of \(network.name)",
      at: on?.span ?? network.span,
      hint: "show the corpus to see which layers its parts have")
  }

  private var columns: [String] {
    let scores = ["tokens", "accuracy", "F1", "strict F1"]
    return switch by {
    case .task: ["task"] + scores
    case .domain: ["task", "domain"] + scores
    case .type: ["task", "type", "spans", "precision", "recall", "F1"]
    case .confusion: ["task", "right", "predicted", "tokens"]
    }
  }

  private func scores(_ evaluation: Evaluation) -> [String] {
    let hasSpans = evaluation.task.labels.contains { $0.hasPrefix("B-") }
    return [
      NumberText.count(evaluation.tokens),
      NumberText.percent(evaluation.accuracy),
      hasSpans ? NumberText.percent(evaluation.spans(.conlleval).f1) : "–",
      hasSpans ? NumberText.percent(evaluation.spans(.strict).f1) : "–",
    ]
  }

  private func types(_ evaluation: Evaluation) -> [[String]] {
    evaluation.spans(.conlleval).byType.sorted { $0.key < $1.key }.map {
      [
        evaluation.task.name, $0.key, NumberText.count($0.value.gold),
        NumberText.percent($0.value.precision),
        NumberText.percent($0.value.recall), NumberText.percent($0.value.f1),
      ]
    }
  }

  private func confused(_ evaluation: Evaluation) -> [[String]] {
    var gold: [String] = [], predicted: [String] = []
    for sentence in evaluation.sentences {
      for (right, guess) in zip(sentence.gold, sentence.predicted) {
        if let right {
          gold.append(right)
          predicted.append(guess)
        }
      }
    }
    return Confusion(gold: gold, predicted: predicted).worst(10).map {
      [
        evaluation.task.name, $0.gold, $0.predicted,
        NumberText.count($0.tokens),
      ]
    }
  }
}

import Foundation
import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct EvaluateCommand: Command {
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

  var network: Located<Value>?
  var on: Located<Value>?
  var by = Grouping.task

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .option(
        \.on, "on", "the sentences; else the tasks' test parts",
        suggest: .corpora),
      .option(
        \.by, "by",
        "one row a task, a domain, a type of span, or the labels confused"),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    let object = try context.network(network)
    let parts = try context.parts(object, on, split: "test")
    let noLabels = context.fail(
      .noLabels,
      "these sentences have no label of any task of \(object.name)",
      at: on?.span ?? network.span,
      hint: "show the corpus to see which layers its parts have")
    guard !context.leavesWorkOut() else {
      let hasLayer = zip(object.network.tasks, parts).contains {
        $1?.hasLayer($0.layer) == true
      }
      if !hasLayer { throw noLabels }
      return .nothing
    }
    var rows: [[String]] = []
    for task in object.network.tasks.indices {
      guard let part = parts[task] else { continue }
      try context.checkInterrupt()
      let evaluation = object.network.evaluation(
        task: task, on: part, threads: context.environment.threads)
      guard evaluation.tokens > 0 else { continue }
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
    guard !rows.isEmpty else { throw noLabels }
    return .table(Table(columns, rows))
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

struct PredictCommand: Command {
  static let name = "predict"
  static let summary = "Labels sentences that have no labels."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "train net epochs=2", "predict net text=\"Anna reads the old report .\"",
  ]

  var network: Located<Value>?
  var text: String?
  var file: String?

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .option(\.text, "text", "sentences, one a line"),
      .option(
        \.file, "file", "a file of raw text, one sentence a line",
        suggest: .paths),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    let object = try context.network(network)
    let sentences = PlainText.sentences(try source(context))
    guard !sentences.isEmpty else {
      throw context.fail(
        .missingArgument, "there is no sentence to label", at: context.span,
        hint: "predict \(object.name) text=\"Anna reads .\"")
    }
    guard !context.leavesWorkOut() else { return .nothing }
    let labels = object.network.labels(
      sentences, threads: context.environment.threads)
    let names = object.network.tasks.map(\.name)
    var output = Output.nothing
    for (sentence, tasks) in zip(sentences, labels) {
      output =
        output
        + .table(
          Table(
            ["word"] + names,
            sentence.indices.map { t in
              [sentence[t]] + tasks.map { $0[t] }
            }))
    }
    return output
  }

  private func source(_ context: Context) throws(Diagnostic) -> String {
    if let text { return text }
    guard let file else {
      throw context.fail(
        .missingArgument, "`predict` needs text=\"…\" or file=\"…\"",
        at: context.span)
    }
    guard context.leavesWorkOut() else {
      return try context.reading(file) { full throws(Diagnostic) in
        try PlainText.read(full)
      }
    }
    try context.reading(file) { full throws(Diagnostic) in
      try PlainText.check(full)
    }
    throw .undecided
  }
}

extension Context {
  /// For each task of a network the sentences a command is to use: those
  /// given, else a split of the tasks' own corpora.
  func parts(
    _ object: NetworkObject, _ given: Located<Value>?, split: String
  ) throws(Diagnostic) -> [Selection?] {
    if let given {
      let selection = try selection(given)
      return object.network.tasks.map { _ in selection }
    }
    let parts = object.network.tasks.indices.map { index in
      index < object.tasks.count ? object.tasks[index].part(split) : nil
    }
    guard parts.contains(where: { $0 != nil }) else {
      throw fail(
        .missingArgument, "\(object.name) has no \(split) part to use",
        at: span, hint: "name sentences with on=")
    }
    return parts
  }
}

import SluiceEvaluator
import SluiceLearning
import SluiceOutput

/// What a network's labels are worth, as a table and remarks.
struct EvaluationReport {
  /// Of the tasks that were trained and have labels.
  let evaluations: [Evaluation]
  let by: EvaluateCommand.Grouping
  let network: Reference<NetworkObject>

  var output: Output {
    .table(table) + network.untrainedTasks
      + evaluations.flatMap(remarks).reduce(.nothing) { $0 + .note($1) }
  }

  var table: Table { Table(columns, evaluations.flatMap(rows)) }

  private var columns: [String] {
    let scores = ["tokens", "accuracy", "F1", "strict F1"]
    return switch by {
    case .task: ["task"] + scores
    case .domain: ["task", "domain"] + scores
    case .type: ["task", "type", "spans", "precision", "recall", "F1"]
    case .confusion: ["task", "right", "predicted", "tokens"]
    }
  }

  private func rows(_ evaluation: Evaluation) -> [[String]] {
    switch by {
    case .task: [[evaluation.task.name] + scores(evaluation)]
    case .domain:
      evaluation.byDomain.map { domain, part in
        [part.task.name, domain] + scores(part)
      }
    case .type: types(evaluation)
    case .confusion: confused(evaluation)
    }
  }

  private func scores(_ evaluation: Evaluation) -> [String] {
    [
      NumberText.count(evaluation.tokens), percent(evaluation.accuracy),
      percent(evaluation.spans(.conlleval).f1),
      evaluation.isStrict ? percent(evaluation.spans(.strict).f1) : "–",
    ]
  }

  private func percent(_ measure: Measure) -> String {
    measure.value.map(NumberText.percent) ?? "–"
  }

  private func types(_ evaluation: Evaluation) -> [[String]] {
    evaluation.spans(.conlleval).byType.sorted { $0.key < $1.key }.map {
      [
        evaluation.task.name, $0.key.isEmpty ? "–" : $0.key,
        NumberText.count($0.value.gold), percent($0.value.precision),
        percent($0.value.recall), percent($0.value.f1),
      ]
    }
  }

  private func confused(_ evaluation: Evaluation) -> [[String]] {
    let pairs = evaluation.sentences.flatMap(\.pairs)
    return Confusion(
      gold: pairs.map(\.gold), predicted: pairs.map(\.predicted)
    ).worst(10).map {
      [
        evaluation.task.name, $0.gold, $0.predicted,
        NumberText.count($0.tokens),
      ]
    }
  }

  /// What the figures do not say by themselves.
  private func remarks(_ evaluation: Evaluation) -> [String] {
    let name = evaluation.task.name
    let spans = evaluation.spans(.conlleval)
    var remarks: [String] = []
    if let foreign = evaluation.foreign, foreign.areMost {
      remarks.append(
        foreignRemark(foreign, task: name, network: network.name))
    }
    if let label = evaluation.onlyLabel {
      remarks.append(
        oneLabelRemark(label, task: name, network: network.name))
    }
    if evaluation.hasSpans, spans.all.gold > 0, spans.all.predicted == 0 {
      remarks.append("\(network.name) predicts no span of \(name)")
    }
    switch by {
    case .task, .domain:
      let strict = evaluation.spans(.strict)
      if evaluation.isStrict, percent(strict.f1) != percent(spans.f1) {
        let broken = spans.all.predicted - strict.all.predicted
        remarks.append(
          "of \(NumberText.count(spans.all.predicted)) predicted spans of"
            + " \(name) \(NumberText.count(broken)) are not well-formed in"
            + " \(evaluation.task.scheme.rawValue): strict F1 leaves them out")
      }
    case .type where evaluation.hasSpans && spans.byType.isEmpty:
      remarks.append("\(name) has no span here, right or predicted")
    case .type where !evaluation.hasSpans:
      remarks.append("\(name) has plain labels, no spans")
    case .confusion where evaluation.isPerfect:
      remarks.append("no label of \(name) is taken for another")
    case .type, .confusion: break
    }
    return remarks
  }
}

extension Evaluation {
  fileprivate var isPerfect: Bool { accuracy.value == 1 }
}

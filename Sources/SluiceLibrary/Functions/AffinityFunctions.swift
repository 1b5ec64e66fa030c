import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// A trained network's tasks, two or more, that have labels in some sentences.
struct PulledTasks {
  let network: Reference<NetworkObject>
  let data: Sentences

  init(
    _ network: Reference<NetworkObject>, _ data: Sentences, _ context: Context
  ) throws(Stop) {
    self.network = network
    self.data = data
    guard network.isForeseen || network.network.epochs > 0 else {
      throw context.fail(
        .notTrained, "\(network.name) is untrained", at: network.span,
        hint: "train \(network.name)")
    }
    let labelled = network.network.tasks.filter {
      data.selection.hasLayer($0.layer)
    }
    guard labelled.count > 1 else { throw tooFew(context) }
  }

  /// What asks the network, once it is known that there is enough to ask.
  func probe(for call: String, _ context: Context) throws(Stop) -> GradientProbe
  {
    var probe = try stopping { () throws(Diagnostic) in
      try GradientProbe(
        network.network, on: data.selection,
        threads: context.environment.threads)
    }
    guard probe.tasks.count > 1 else { throw tooFew(context) }
    probe.isDone =
      CountedWork(
        "\(call)(\(network.name))", of: "sentences", context.environment
      ).isDone
    return probe
  }

  func names(of tasks: [Int]) -> [String] {
    tasks.map { network.network.tasks[$0].name }
  }

  private func tooFew(_ context: Context) -> Stop {
    context.fail(
      .noLabels,
      "\(data.selection.path) has labels of fewer than two tasks of"
        + " \(network.name)", at: data.span,
      hint: "name sentences that have labels of two or more:"
        + " \(network.network.tasks.map(\.layer).joined(separator: ", "))")
  }

  func unpaired(_ one: String, _ other: String, _ context: Context) -> Stop {
    context.fail(
      .noLabels,
      "no sixteen sentences of \(data.selection.path) have labels of both"
        + " \(one) and \(other)", at: data.span,
      hint: "name sentences that have both layers")
  }
}

struct AffinityFunction: WorkingFunction {
  static let name = "affinity"
  static let summary =
    "How much a step that one task alone takes on shared weights lowers another"
    + " task's loss: rows step, columns gain."
  static let examples =
    trainedExample + [
      "show affinity(net, toy.train)",
      "let gain = affinity(net, toy.train, rate=0.05)",
      "print gain[pos, names]",
    ]
  static let result: Kind? = .matrix

  @Required var network: Reference<NetworkObject>
  @Required var data: Sentences
  var rate: Float = 0.1

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(\.$data, "data", "sentences with labels of its tasks"),
      .option(
        \.rate, "rate", "the step is the gradient of the mean loss times this",
        above: 0),
    ]
  }

  func check(_ context: Context) throws(Stop) -> PulledTasks {
    try PulledTasks(network, data, context)
  }

  func value(
    _ plan: PulledTasks, _ context: Context
  ) throws(Stop) -> Value {
    let probe = try plan.probe(for: Self.name, context)
    let found = try stopping { () throws(Diagnostic) in
      try probe.affinity(rate: rate)
    }
    let names = plan.names(of: probe.tasks)
    var values: [[Double]] = []
    for (row, gains) in found.enumerated() {
      var known: [Double] = []
      for (column, gain) in gains.enumerated() {
        guard let gain else {
          throw plan.unpaired(names[row], names[column], context)
        }
        known.append(gain)
      }
      values.append(known)
    }
    return .object(
      MatrixObject(
        title: "affinity: what a step of the row's task spares the column's",
        rows: names, columns: names, values: values, nouns: ("task", "task")))
  }
}

struct AgreementFunction: WorkingFunction {
  static let name = "agreement"
  static let summary =
    "Whether tasks pull shared weights the same way: the cosine of their"
    + " gradients, a row for each pair, a column for each part of the network."
  static let examples =
    trainedExample + [
      "show agreement(net, toy.train)",
      "let pull = agreement(net, toy.train)", "print pull[1, all]",
    ]
  static let result: Kind? = .matrix

  @Required var network: Reference<NetworkObject>
  @Required var data: Sentences

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(\.$data, "data", "sentences with labels of its tasks"),
    ]
  }

  func check(_ context: Context) throws(Stop) -> PulledTasks {
    try PulledTasks(network, data, context)
  }

  func value(
    _ plan: PulledTasks, _ context: Context
  ) throws(Stop) -> Value {
    let probe = try plan.probe(for: Self.name, context)
    let found = try stopping { () throws(Diagnostic) in
      try probe.agreement()
    }
    let tasks = network.network.tasks
    for agreement in found.pairs where agreement.whole == nil {
      throw plan.unpaired(
        tasks[agreement.pair.one].name, tasks[agreement.pair.other].name,
        context)
    }
    return .object(
      MatrixObject(
        title: "agreement: the cosine of two tasks' gradients",
        rows: found.pairs.map {
          "\(tasks[$0.pair.one].name) and \(tasks[$0.pair.other].name)"
        },
        columns: found.parts.map(network.network.phrase) + ["all"],
        values: found.pairs.map {
          $0.parts.map { $0 ?? 0 } + [$0.whole ?? 0]
        },
        nouns: ("pair", "part")))
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// A network's task beside sentences with labels for it.
struct ScoredTask {
  let network: Reference<NetworkObject>
  let number: Int
  let task: Symbol
  let data: Sentences
  /// Which labels may follow which, where it is not as the task has it.
  private var transitions: NetworkTask.Transitions?

  /// - Throws: That the network has no such task or has not learned it, or the
  ///   sentences no such layer.
  init(
    _ network: Reference<NetworkObject>, _ task: Symbol, _ data: Sentences,
    _ context: Context
  ) throws(Stop) {
    self.network = network
    self.task = task
    self.data = data
    number = try network.task(task, in: context)
    try network.checkTrained(number, at: task.span, in: context)
    guard data.selection.hasLayer(network.network.tasks[number].layer) else {
      throw noLabels(context)
    }
  }

  /// The same with labels that follow others as is said here.
  func labelled(
    by transitions: NetworkTask.Transitions?, _ context: Context
  ) throws(Stop) -> ScoredTask {
    let info = network.network.tasks[number]
    guard transitions != .valid || info.scheme.isStrict else {
      throw context.noOrder(
        of: task.text, at: task.span, hint: "leave out transitions=")
    }
    var scored = self
    scored.transitions = transitions
    return scored
  }

  /// What the network says of the sentences.
  ///
  /// - Parameters:
  ///   - call: Whose work it is, as one would type it.
  ///   - context: Where it stands.
  /// - Returns: Its labels beside the right ones.
  /// - Throws: `no-labels`, if there is no right one; that the work is to stop.
  func evaluation(
    for call: String, _ context: Context
  ) throws(Stop) -> Evaluation {
    let selections = network.network.tasks.indices.map {
      $0 == number ? data.selection : nil
    }
    var labelling = network.network
    if let transitions { labelling.tasks[number].transitions = transitions }
    let work = CountedWork(call, of: "sentences", context.environment)
    let evaluation = try stopping { () throws(Diagnostic) in
      try labelling.evaluations(
        on: selections, threads: context.environment.threads,
        isDone: work.isDone)[number]
    }
    guard let evaluation, evaluation.tokens > 0 else {
      throw noLabels(context)
    }
    context.cautionTrained(network, on: data.selection)
    if let foreign = evaluation.foreign, foreign.areMost {
      context.caution(
        foreignRemark(foreign, task: task.text, network: network.name))
    }
    if let label = evaluation.onlyLabel {
      context.caution(
        oneLabelRemark(label, task: task.text, network: network.name))
    }
    return evaluation
  }

  /// The value of a measure.
  ///
  /// - Throws: `no-labels`, if there was nothing to measure.
  func value(
    _ measure: Measure, of thing: String = "label", _ context: Context
  ) throws(Stop) -> Double {
    guard let value = measure.value else {
      throw noLabels(of: thing, context)
    }
    return value
  }

  /// Refuses to score spans of plain labels.
  func checkSpans(
    _ context: Context, strictly: Bool = false
  ) throws(Stop) {
    let info = network.network.tasks[number]
    let corpus = data.selection.corpus
    guard info.scheme.hasSpans || corpus.mayHaveSpans(inLayer: info.layer)
    else {
      throw context.fail(
        .wrongType, "\(task.text) has plain labels, no spans to score",
        at: task.span,
        hint: "accuracy(\(network.name), \(task.text), …) scores labels")
    }
    guard strictly, info.scheme.hasSpans, !info.scheme.isStrict else { return }
    throw context.fail(
      .mixedScheme,
      "\(task.text) has no strict F1: its labels do not say which spans are"
        + " well-formed", at: task.span,
      hint: corpus.scheme(ofLayer: info.layer).problem?.title
        ?? "show the corpus to see its labels")
  }

  private func noLabels(_ context: Context) -> Stop {
    noLabels(of: "label", context)
  }

  private func noLabels(of thing: String, _ context: Context) -> Stop {
    let info = network.network.tasks[number]
    if thing == "label", let foreign = data.selection.foreign(to: info) {
      return context.noneKnown(
        foreign, of: info, network: network.name, at: data.span)
    }
    return context.fail(
      .noLabels,
      "these sentences have no \(thing) of \(task.text)"
        + (thing == "span" ? ", and none was predicted" : ""),
      at: data.span, hint: "show the corpus to see which parts do")
  }
}

/// A function of a network's task and sentences for it.
protocol TaskFunction: WorkingFunction where Plan == ScoredTask {
  var network: Required<Reference<NetworkObject>> { get set }
  var task: Required<Symbol> { get set }
  var data: Required<Sentences> { get set }
}

extension TaskFunction {
  /// The call, for news of how far it is.
  var call: String {
    "\(Self.name)(\(network.wrappedValue.name), \(task.wrappedValue.text))"
  }

  static var result: Kind? { .number }

  /// The three arguments that all have.
  static var scored: [Field<Self>] {
    [
      .argument(\.network, "net", "the network"),
      .argument(\.task, "task", "one of its tasks", suggest: .names(.task)),
      .argument(\.data, "data", "the sentences"),
    ]
  }

  func check(_ context: Context) throws(Stop) -> ScoredTask {
    try ScoredTask(
      network.wrappedValue, task.wrappedValue, data.wrappedValue, context)
  }
}

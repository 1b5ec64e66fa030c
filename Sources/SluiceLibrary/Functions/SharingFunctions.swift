import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// Two tasks of a network that have a sluice between them.
struct TaskPair {
  let receiver, sender: Int

  init(
    _ network: Reference<NetworkObject>, _ receiver: Symbol, _ sender: Symbol,
    _ context: Context, mayBeOne: Bool = false
  ) throws(Stop) {
    self.receiver = try network.task(receiver, in: context)
    self.sender = try network.task(sender, in: context)
    try network.requireAlpha(context)
    let stacks = network.network.architecture.stackOfTask
    guard
      stacks[self.receiver] != stacks[self.sender]
        || mayBeOne && self.receiver == self.sender
    else {
      throw context.fail(
        .wrongType,
        "\(receiver.text) and \(sender.text) have one stack: there is no"
          + " sluice between them", at: sender.span,
        hint: "name two tasks with stacks of their own")
    }
  }
}

struct ClosingFunction: WorkingFunction {
  static let name = "closing"
  static let summary =
    "What it costs a task to receive nothing from another: the rise in its"
    + " loss, in nats per token."
  static let examples =
    trainedExample + [
      "print closing(net, names, pos, toy.test)",
      "print closing(net, names, pos, toy.test, layer=1)",
      "print closing(net, names, pos, toy.test, with=mean)",
    ]
  static let result: Kind? = .number

  @Required var network: Reference<NetworkObject>
  @Required var receiver: Symbol
  @Required var sender: Symbol
  @Required var data: Sentences
  var layer: Located<Int>?
  var with = SharingProbe.Replacement.zero

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.$receiver, "receiver", "the task that loses", suggest: .names(.task)),
      .argument(
        \.$sender, "sender", "the task that gave", suggest: .names(.task)),
      .argument(\.$data, "data", "the sentences"),
      .option(\.layer, "layer", "one layer only; by default all"),
      .option(\.with, "with", SharingProbe.Replacement.doc),
    ]
  }

  func check(
    _ context: Context
  ) throws(Stop) -> (pair: TaskPair, scored: ScoredTask, layer: Int?) {
    (
      try TaskPair(network, receiver, sender, context),
      try ScoredTask(network, receiver, data, context),
      try layer.map { number throws(Stop) in
        try network.layer(number, in: context)
      }
    )
  }

  func value(
    _ plan: (pair: TaskPair, scored: ScoredTask, layer: Int?),
    _ context: Context
  ) throws(Stop) -> Value {
    var probe = try context.probe(network, data, 0)
    probe.isDone =
      CountedWork(
        "\(Self.name)(\(network.name), \(receiver.text), \(sender.text))",
        of: "sentences", context.environment
      ).isDone
    let cost = try stopping { () throws(Diagnostic) in
      try probe.costOfClosing(
        to: plan.pair.receiver, from: plan.pair.sender, layer: plan.layer,
        with: with)
    }
    return .number(try plan.scored.value(cost, context))
  }
}

struct ReceivedFunction: Function {
  static let name = "received"
  static let summary =
    "How much a task's stack received from another's during training, or kept of"
    + " its own: the mean |α| between their streams, at the start and after each"
    + " epoch."
  static let examples =
    trainedExample + [
      "print received(net, names, pos)",
      "print received(net, names, pos, layer=1)",
      "print received(net, names, names)",
    ]
  static let result: Kind? = .list

  @Required var network: Reference<NetworkObject>
  @Required var receiver: Symbol
  @Required var sender: Symbol
  var layer: Located<Int>?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.$receiver, "receiver", "the task that reads", suggest: .names(.task)),
      .argument(
        \.$sender, "sender",
        "the task that is read; the same once more for what it keeps",
        suggest: .names(.task)),
      .option(\.layer, "layer", "one layer only; by default the mean of all"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let pair = try TaskPair(
      network, receiver, sender, context, mayBeOne: true)
    let a = network.network.architecture
    guard a.hasAlpha else {
      throw context.fail(
        .unknownMember, "the sluices of \(network.name) are off",
        at: network.span, hint: "sluice \(network.name) on")
    }
    var layers = Array(0..<a.layers)
    if let layer { layers = [try network.layer(layer, in: context)] }
    guard !network.isForeseen else { return .unknownList }
    return .list(
      network.network.received(
        to: pair.receiver, from: pair.sender, layers: layers
      ).map { .number($0) })
  }
}

extension Reference<NetworkObject> {
  /// - Throws: That states are not passed on by α.
  func requireAlpha(_ context: Context) throws(Stop) {
    let mixing = self.network.architecture.mixing
    guard mixing != .alpha else { return }
    throw context.fail(
      .wrongType,
      "\(name) has no α: its stacks pass states on by \(mixing.noun)",
      at: span, hint: "inspect \(name) shows what they pass on")
  }
}

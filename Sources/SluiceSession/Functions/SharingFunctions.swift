import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

extension Context {
  /// Two tasks of a network that have a sluice between them.
  fileprivate func sluice(
    _ object: NetworkObject, _ receiver: Symbol, _ sender: Symbol
  ) throws(Diagnostic) -> (to: Int, from: Int) {
    let to = try object.task(receiver, in: self)
    let from = try object.task(sender, in: self)
    let stacks = object.network.architecture.stackOfTask
    guard stacks[to] != stacks[from] else {
      throw fail(
        .wrongType,
        "\(receiver.text) and \(sender.text) have one stack: there is no"
          + " sluice between them", at: sender.span,
        hint: "name two tasks with stacks of their own")
    }
    return (to, from)
  }
}

struct ClosingFunction: Function {
  static let name = "closing"
  static let summary =
    "What it costs a task that nothing flows to it from another: the rise of"
    + " its loss, in nats a token."
  static let examples =
    trainedExample + [
      "print closing(net, names, pos, toy.test)",
      "print closing(net, names, pos, toy.test, layer=1)",
    ]
  static let result: String? = Value.number(0).kind

  var network: Located<Value>?
  var receiver = Symbol()
  var sender = Symbol()
  var data: Located<Value>?
  var layer: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(\.receiver, "receiver", "the task that loses", suggest: .tasks),
      .argument(\.sender, "sender", "the task that gave", suggest: .tasks),
      .argument(\.data, "data", "the sentences", suggest: .corpora),
      .option(\.layer, "layer", "one layer only; else all"),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    guard let network else { return .number(.nan) }
    let object = try context.network(network)
    let (to, from) = try context.sluice(object, receiver, sender)
    let number = try layer.map { expression throws(Diagnostic) in
      try object.layer(expression, in: context)
    }
    var probe = try context.probe(object, data, 0)
    return .number(probe.costOfClosing(to: to, from: from, layer: number))
  }
}

struct ReceivedFunction: Function {
  static let name = "received"
  static let summary =
    "How much of another task a task's stack received over training: the mean"
    + " |α| between their streams, at the start and after each epoch."
  static let examples =
    trainedExample + [
      "print received(net, names, pos)",
      "print received(net, names, pos, layer=1)",
    ]
  static let result: String? = Value.list([]).kind

  var network: Located<Value>?
  var receiver = Symbol()
  var sender = Symbol()
  var layer: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(\.receiver, "receiver", "the task that reads", suggest: .tasks),
      .argument(\.sender, "sender", "the task that is read", suggest: .tasks),
      .option(\.layer, "layer", "one layer only; else the mean of all"),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    guard let network else { return .number(.nan) }
    let object = try context.network(network)
    let (to, from) = try context.sluice(object, receiver, sender)
    let a = object.network.architecture
    guard a.hasAlpha else {
      throw context.fail(
        .unknownMember, "the sluices of \(object.name) are off",
        at: network.span, hint: "sluice \(object.name) on")
    }
    var layers = Array(0..<a.layers)
    if let layer { layers = [try object.layer(layer, in: context)] }
    guard !object.isRehearsed else { throw .undecided }
    return .list(
      object.network.received(to: to, from: from, layers: layers).map {
        .number($0)
      })
  }
}

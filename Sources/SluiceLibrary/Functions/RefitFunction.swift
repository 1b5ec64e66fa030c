import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// `refit(net, names, pos, toy.test)`
struct RefitFunction: WorkingFunction {
  static let name = "refit"
  static let summary =
    "What a task loses for good when it receives nothing from another: both the"
    + " network and a copy whose sluice is closed are trained on for some epochs,"
    + " and this is how much higher the copy's loss is, in nats per token."
  static let examples =
    trainedExample + ["print refit(net, names, pos, toy.test, epochs=1)"]
  static let result: Kind? = .number
  private static let epochs = 3

  @Required var network: Reference<NetworkObject>
  @Required var receiver: Symbol
  @Required var sender: Symbol
  @Required var data: Sentences
  var layer: Located<Int>?
  var epochs: Int?
  var on: Sentences?
  var seed: Int?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network; it stays as it is"),
      .argument(
        \.$receiver, "receiver", "the task that loses", suggest: .names(.task)),
      .argument(
        \.$sender, "sender", "the task that gave", suggest: .names(.task)),
      .argument(\.$data, "data", "the sentences to measure on"),
      .option(\.layer, "layer", "one layer only; by default all"),
      .option(
        \.epochs, "epochs", "passes over the data, for both", unit: "epochs",
        standard: Self.epochs, atLeast: 1, atMost: 100_000),
      .option(
        \.on, "on",
        "sentences to learn from; by default the tasks' train parts"),
      .option(
        \.seed, "seed",
        "the seed of batches and noise, the same for both; by default the"
          + " session's"),
    ]
  }

  struct Plan {
    var pair: TaskPair
    var scored: ScoredTask
    var layer: Int?
    var training: [Selection]
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    Plan(
      pair: try TaskPair(network, receiver, sender, context),
      scored: try ScoredTask(network, receiver, data, context),
      layer: try layer.map { number throws(Stop) in
        try network.layer(number, in: context)
      },
      training: try trainingSentences(of: network, on: on, context))
  }

  func value(_ plan: Plan, _ context: Context) throws(Stop) -> Value {
    let open = network.network
    var closed = open
    closed.close(
      closed.entries(
        to: plan.pair.receiver, from: plan.pair.sender, layer: plan.layer))
    let call = "\(Self.name)(\(network.name), \(receiver.text), \(sender.text))"
    let environment = context.environment
    let object = network
    let losses = (
      open: try loss(of: open, plan, context) {
        environment.progress(
          $0.work(object, of: "\(call), open", part: 0...0.5))
      },
      closed: try loss(of: closed, plan, context) {
        environment.progress(
          $0.work(object, of: "\(call), closed", part: 0.5...1))
      }
    )
    return .number(losses.closed - losses.open)
  }

  /// The receiver's loss once a network was trained on, its last weights kept.
  private func loss(
    of network: Network, _ plan: Plan, _ context: Context,
    report: (Trainer.Progress) -> Void
  ) throws(Stop) -> Double {
    var options = TrainingOptions()
    options.epochs = epochs ?? Self.epochs
    options.select = .last
    options.schedule = Schedule()
    options.threads = context.environment.threads
    var random = context.random
    options.seed = seed.map { UInt64(max(0, $0)) } ?? random.next()
    let measure = try stopping { () throws(Diagnostic) -> Measure in
      let run = try Trainer(
        network, options, training: plan.training,
        development: plan.training.map { _ in nil }
      ).run(report: report)
      if case .stopped(let reason) = run.ending {
        throw reason.diagnostic("training", leaving: "nothing is changed")
      }
      if case .diverged = run.ending {
        throw Diagnostic(
          .diverged, "the loss is no longer a finite number",
          hint: "train the network with a lower rate first")
      }
      var probe = try SharingProbe(
        run.network,
        on: run.network.tasks.indices.map {
          $0 == plan.pair.receiver ? data.selection : nil
        }, threads: options.threads)
      return try probe.losses()[plan.pair.receiver]
    }
    return try plan.scored.value(measure, context)
  }
}

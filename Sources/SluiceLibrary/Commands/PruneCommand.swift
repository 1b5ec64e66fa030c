import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct PruneCommand: WorkingCommand {
  static let name = "prune"
  static let summary =
    "Finds for each task the part of a shared stack that it needs, before"
    + " training."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=20)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] method=sparse-sharing layers=1 hidden=16"
      + " spelling=8",
    "prune net keep=0.5 rounds=2 epochs=1", "train net epochs=2",
  ]

  @Required var network: Variable<NetworkObject>
  var keep = 0.5
  var rounds = 4
  var epochs = 4
  var optimizer: OptimizerSetting?
  var batch: BatchSetting?
  var on: Sentences?
  var seed: Int?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "a network whose stacks are one, untrained"),
      .option(
        \.keep, "keep",
        "share of the stack's matrices that is left after the last round",
        above: 0, atMost: 1),
      .option(
        \.rounds, "rounds",
        "how often each task's smallest numbers are taken"
          + " away", unit: "rounds", atLeast: 1, atMost: 100),
      .option(
        \.epochs, "epochs", "passes over the data in each round",
        unit: "epochs", atLeast: 1, atMost: 100_000),
      .option(\.optimizer, "optimizer", "as for `train`"),
      .option(\.batch, "batch", "as for `train`"),
      .option(
        \.on, "on",
        "sentences to learn from; by default the tasks' train parts"),
      .option(
        \.seed, "seed",
        "the seed of batches and noise; by default the session's"),
    ]
  }

  /// It changes which weights are there, and no shape.
  static func remains(of value: Value) -> Value { value }

  struct Plan {
    var training: [Selection]
    var development: [Selection?]
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    let object = network.object
    let a = object.network.architecture
    let isOne = (0..<a.layers).allSatisfy { object.network.isTied(layer: $0) }
    guard isOne, Set(a.stackOfTask).count == a.tasks else {
      throw context.fail(
        .wrongType, "the stacks of \(network.name) are not one",
        at: network.span,
        hint:
          "define it with method=sparse-sharing, or tie \(network.name).layer"
      )
    }
    guard object.network.epochs == 0 else {
      throw context.fail(
        .wrongType,
        "\(network.name) is trained: what is left would not go back"
          + " to its start", at: network.span, hint: "define the network again")
    }
    let training = try trainingSentences(
      of: Reference(object, called: network.name, at: network.span), on: on,
      context)
    return Plan(
      training: training,
      development: training.map { selection in
        var part = selection
        part.split = "dev"
        return part.sentences.isEmpty ? nil : part
      })
  }

  func foresee(_ plan: Plan, _ context: inout Context) {}

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    var object = network.object
    var said = Output.nothing
    do throws(Diagnostic) {
      said = try object.meet(plan.training, as: network.name)
    } catch { throw context.placed(error, at: network.span) }
    var options = object.network.recipe.options
    options.epochs = epochs
    if let optimizer {
      options.optimizer = optimizer.optimizer(options.optimizer)
    }
    options.batch = batch?.size ?? options.batch
    options.threads = context.environment.threads
    var random = context.random
    options.seed = seed.map { UInt64(max(0, $0)) } ?? random.next()
    let pruning = Pruning(
      object.network, options, training: plan.training,
      development: plan.development, keep: keep, rounds: rounds)
    let work = CountedWork(
      "prune \(network.name)", of: "trainings", context.environment)
    let outcome: Pruning.Outcome
    do {
      outcome = try pruning.run { work.isDone($0, of: $1) }
    } catch { throw context.placed(error, at: network.span) }
    object.network = outcome.network
    context.assign(object, to: network)
    return said + report(outcome)
  }

  private func report(_ outcome: Pruning.Outcome) -> Output {
    let tasks = outcome.network.tasks
    let rows = tasks.indices.flatMap { task in
      outcome.rounds[task].enumerated().map { number, round in
        [
          number == 0 ? tasks[task].name : "",
          NumberText.percent(round.share)
            + (outcome.kept[task] == number ? "*" : ""),
          round.score.map(NumberText.percent) ?? "–",
        ]
      }
    }
    return .table(Table(["task", "left %", "dev"], rows))
      + .note("* what it keeps: the mask with the best development score")
      + overlap(outcome.network)
  }

  /// How much of what two tasks have they have both.
  private func overlap(_ network: Network) -> Output {
    let names = network.tasks.map(\.name)
    guard names.count > 1 else { return .nothing }
    return .matrix(
      LabelledMatrix(
        "share of the weights of either that both have", rows: names,
        columns: names,
        values: names.indices.map { one in
          names.indices.map { network.maskOverlap(one, $0) }
        }))
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceRandom

struct TransferCommand: TrialCommand {
  static let name = "transfer"
  static let summary =
    "Trains each task alone and with each other one, says what it gains, and"
    + " which tasks to train together."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=20, domains=[mail])",
    "task pos = toy.pos",
    "task names = toy.ner",
    "transfer gains tasks=[names, pos] seeds=2 epochs=2 layers=1 hidden=8"
      + " spelling=8",
    "let own = where(gains, task, names)", "compare own of=score by=partner",
    "transfer mine tasks=[names, pos] main=names seeds=2 epochs=1 layers=1"
      + " hidden=8 spelling=8 test=toy.test",
  ]

  @Required var target: Name
  var setup = TrialSetup()
  var main: Symbol?
  var method = Method.sluice
  var seeds = 5
  var test: Sentences?

  static var fields: [Field<Self>] {
    [
      .newName(\.$target, "the name to give the table of runs"),
      .option(
        \.setup.tasks, "tasks", "the tasks, each of which is a partner",
        suggest: .names(.task)),
      .option(
        \.main, "main",
        "the one task whose gains are wanted; by default those of all",
        suggest: .names(.task)),
      .option(\.method, "method", "how two tasks share"),
      .option(
        \.seeds, "seeds", "runs of each, which differ in their seeds alone",
        atLeast: 1, atMost: 1_000),
    ] + sizes + training + [
      .option(
        \.test, "test",
        "sentences to score on; by default those that choose the epoch"),
      .option(\.setup.seed, "seed", "where the runs' seeds are drawn"),
    ]
  }

  /// What is called so has no partner.
  static let alone = "alone"
  static let axes = ["task", "partner", "seed"]
  static let columns = ["score", "epochs", "tokens", "seconds"]

  /// One task, alone or with a partner.
  struct Pair {
    var task: Int
    var partner: Int?
    var trials: TrialPlan
  }

  func check(_ context: Context) throws(Stop) -> [Pair] {
    try setup.checkTasks(Self.name, context)
    var network = setup.network(
      called: target.text, tasks: setup.tasks, context)
    try network.checkTasks(context)
    network.main = main
    let tasks = setup.tasks.indices
    let wanted =
      main == nil ? Array(tasks) : [try network.mainTask(context)]
    if let clash = setup.tasks.first(where: { $0.name == Self.alone }) {
      throw context.fail(
        .takenName, "the table calls a task without a partner `\(Self.alone)`",
        at: clash.span, hint: "give the task another name")
    }
    var pairs: [Pair] = []
    for task in wanted {
      for partner in [nil] + tasks.filter({ $0 != task }) {
        let both = [task] + (partner.map { [$0] } ?? [])
        let trials = try TrialPlan(
          setup, called: target.text, tasks: both.map { setup.tasks[$0] },
          context
        ) { $0.method = method }
        pairs.append(Pair(task: task, partner: partner, trials: trials))
      }
      if let test, let main = pairs.last?.trials.main,
        !test.selection.hasLayer(main.layer)
      {
        throw context.fail(
          .noLabels, "these sentences have no label of \(main.name)",
          at: test.span, hint: "show the corpus to see which parts do")
      }
    }
    return pairs
  }

  func foresee(_ pairs: [Pair], _ context: inout Context) throws(Stop) {
    var table = TableObject(axes: Self.axes, columns: Self.columns, rows: [])
    table.isWhole = false
    _ = try context.define(target, as: .object(table))
  }

  func run(_ pairs: [Pair], _ context: inout Context) throws(Stop) -> Output {
    let total = pairs.count * seeds
    var several = SeveralTrials(
      "transfer \(target.text)", total: total, context)
    let stream =
      setup.seed.map { RandomStream(seed: UInt64(max(0, $0))) }
      ?? context.random.split("transfer")
    let (seeds, inner) = (seeds, context)
    let trials = try several.train(
      total, to: pairs.map(\.trials.epochs).max() ?? 1, context
    ) { index throws(Stop) in
      try pairs[index / seeds].trials.trial(
        stream.split("seed").split(UInt64(index % seeds)), nil, inner)
    }
    var runs: [TransferReport.Run] = []
    for (index, trial) in trials.enumerated() {
      guard let trial else { continue }
      let pair = pairs[index / seeds]
      runs.append(
        TransferReport.Run(
          task: pair.task, partner: pair.partner, seed: index % seeds,
          score: try score(trial, context), trial: trial))
    }
    try checkStop(runs.count, of: total, context)
    let report = TransferReport(
      tasks: setup.tasks.map(\.name), seeds: seeds, isOfOne: main != nil,
      isOnTest: test != nil, runs: runs)
    let defined = try context.define(target, as: .object(report.table))
    let stopped =
      runs.count < total
      ? Output.text(
        "stopped after \(runs.count) of \(total) trainings: \(target.text)"
          + " holds them")
      : .nothing
    return defined + stopped + report.output
  }

  /// The main task's score; nil where training failed.
  private func score(
    _ trial: Trial, _ context: Context
  ) throws(Stop) -> Double? {
    guard let test, trial.failure == nil else { return trial.score }
    let network = trial.best.network
    return try stopping { () throws(Diagnostic) in
      try network.evaluations(
        on: network.tasks.indices.map {
          $0 == network.main ? test.selection : nil
        }, threads: context.environment.threads)[network.main]?.choice
    }
  }

  private func checkStop(
    _ count: Int, of total: Int, _ context: Context
  ) throws(Stop) {
    let interrupt = context.environment.interrupt
    guard count < total,
      count == 0 || !context.keepsPart || interrupt.requests > 1
    else { return }
    let reason = interrupt.reason ?? .user
    throw context.fail(
      reason.code,
      "stopped \(reason.phrase) after \(count) of \(total) trainings",
      at: context.span, hint: "\(target.text) is as it was before")
  }
}

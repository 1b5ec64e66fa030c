import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct TrainCommand: WorkingCommand {
  static let name = "train"
  static let summary = "Fits a network and keeps its best weights."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=2",
    "train net on=toy[mail].train dev=toy[mail].dev epochs=1"
      + " optimizer=sgd(lr=0.1) clip=5",
  ]

  enum Recipe: String, FieldValue, CaseIterable {
    case standard, classic, paper

    var options: TrainingOptions {
      switch self {
      case .standard: .init()
      case .classic: .classic
      case .paper: .paper
      }
    }
  }

  private static let standard = TrainingOptions()

  @Required var network: Variable<NetworkObject>
  var on: Sentences?
  var dev: DevelopmentChoice?
  var recipe = Recipe.standard
  var epochs: Int?
  var patience: Int?
  var batch: BatchSetting?
  var optimizer: OptimizerSetting?
  var clip: Float?
  var schedule: ScheduleSetting?
  var noise: Float?
  var headNoise: Float?
  var dropout: Float?
  var layerDropout: Float?
  var recurrentDropout: Float?
  var locked: Bool?
  var unknown: Float?
  var loss: LossWeights.Reduction?
  var select: SelectSetting?
  var start: StackStartSetting?
  var hold: Int?
  var average: Float?
  var seed: Int?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network to fit"),
      .option(
        \.on, "on",
        "sentences to learn from; by default the tasks' train"
          + " parts"),
      .option(
        \.dev, "dev",
        "sentences that decide which epoch to keep, or `none`; by default"
          + " the tasks' dev"
          + " parts"),
      .option(
        \.recipe, "recipe",
        "the other defaults: those listed here; `classic`, the former standard"
          + " (\(Recipe.classic.difference)); or `paper`, the published ones"
          + " (\(Recipe.paper.difference))"),
      .option(
        \.epochs, "epochs", "passes over the data", unit: "epochs",
        standard: standard.epochs, atLeast: 1, atMost: 100_000),
      .option(
        \.patience, "patience",
        "epochs without improvement before it stops; by default it does not,"
          + " since the rate falls to the end",
        unit: "epochs", standard: standard.patience, atLeast: 1),
      .option(
        \.batch, "batch",
        "sentences in a batch, or tokens(400): as many as have so many tokens",
        unit: "sentences", standard: BatchSetting(size: standard.batch)),
      .option(
        \.optimizer, "optimizer",
        "adam or sgd, with the learning rate lr=, those of α and β, alpha= and"
          + " beta=, if they differ, and weight decay, decay=:"
          + " \(OptimizerSetting(kind: .sgd))",
        standard: OptimizerSetting(standard.optimizer)),
      .option(
        \.clip, "clip",
        "largest norm of the gradients of a batch of the mean size; longer ones"
          + " shrink; by default none do",
        standard: standard.optimizer.clip, above: 0),
      .option(
        \.schedule, "schedule",
        "how the rate changes: constant, linear, cosine or inverse-sqrt;"
          + " cosine(warmup=100) rises first",
        standard: ScheduleSetting(schedule: standard.schedule)),
      .option(
        \.noise, "noise",
        "standard deviation of the noise added to the input",
        standard: standard.noise, atLeast: 0),
      .option(
        \.headNoise, "head_noise",
        "standard deviation of the noise added before the heads",
        standard: standard.headNoise, atLeast: 0),
      .option(
        \.dropout, "dropout", "share of the inputs, of heads too, set to 0",
        standard: standard.dropout.input, atLeast: 0, atMost: 0.99),
      .option(
        \.layerDropout, "layer_dropout",
        "share of what each layer hands to the next set to 0",
        standard: standard.dropout.layers, atLeast: 0, atMost: 0.99),
      .option(
        \.recurrentDropout, "recurrent_dropout",
        "share of the recurrent weights set to 0",
        standard: standard.dropout.recurrent, atLeast: 0, atMost: 0.99),
      .option(
        \.locked, "locked",
        "whether all tokens of a sentence lose the same numbers",
        standard: standard.dropout.isLocked),
      .option(
        \.unknown, "unknown",
        "how often a word seen once is replaced by the unknown word",
        standard: standard.unknown, atLeast: 0, atMost: 1),
      .option(
        \.loss, "loss",
        "how losses are added: each labelled token of a task weighs the same in"
          + " `tokens`; more, in `mean`, where its batch has fewer; in `sum` it"
          + " weighs 1, and a task with more labels more",
        standard: standard.reduction),
      .option(
        \.select, "select",
        "what chooses the epoch: the dev score of the main task, of a task by"
          + " its name, the mean of all, or `last`, nothing",
        suggest: .names(.task)),
      .option(
        \.start, "start",
        "how untrained stacks start: from numbers of their `own`, `aligned`, all"
          + " from the same, or as one for some epochs, branch(epochs=2)",
        standard: StackStartSetting(start: standard.start)),
      .option(
        \.hold, "hold", "epochs before α and β begin to learn", unit: "epochs",
        standard: standard.holdsSharing, atLeast: 0, atMost: 100_000),
      .option(
        \.average, "average",
        "of how much of the weights' mean each step keeps the rest apart, 0.999"
          + " for one over about a thousand steps; 0 keeps the weights as they are",
        standard: standard.averaging, atLeast: 0, atMost: 0.999_999),
      .option(
        \.seed, "seed",
        "the seed of batches and noise; by default the session's"),
    ]
  }

  /// Training leaves the shape as it is.
  static func remains(of value: Value) -> Value {
    guard case .object(let object) = value,
      let network = object as? NetworkObject
    else { return value }
    return .object(network.foreseenTrained)
  }

  /// For each task what it learns from, and what chooses the epoch.
  struct Plan {
    var training: [Selection]
    var development: [Selection?]
    var select = TrainingOptions.Choice.main
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    let training = try trainingSentences(
      of: Reference(network.object, called: network.name, at: network.span),
      on: on, context)
    let development = try development(training, context)
    let tasks = network.network.tasks
    guard tasks.contains(where: { $0.weight > 0 }) else {
      throw context.fail(
        .outOfRange, "every task of \(network.name) has weight 0",
        at: network.span, hint: "give one that is to be learned weight=1")
    }
    for (task, selection) in zip(tasks, training)
    where task.weight > 0 && !selection.hasLayer(task.layer) {
      throw context.placed(Trainer.noLabels(task), at: network.span)
    }
    if let start, start.start != .own, network.network.epochs > 0 {
      throw context.fail(
        .wrongType, "\(network.name) is trained: its stacks have started",
        at: start.span, hint: "define the network again, or leave out start=")
    }
    return Plan(
      training: training, development: development,
      select: try choice(context))
  }

  func foresee(_ plan: Plan, _ context: inout Context) {
    context.assign(network.object.foreseenTrained, to: network)
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    var object = network.object
    var said = Output.nothing
    if object.network.epochs == 0, !object.network.hasVocabulary {
      said = said + object.meet(plan.training, as: network.name)
    }
    try checkLabels(object.network, plan, context)
    let trainer = Trainer(
      object.network, options(plan, context), training: plan.training,
      development: plan.development)
    if let on { context.cautionWhole(on.selection) }
    if patience != nil, plan.development[object.network.main] == nil {
      context.caution(
        "`patience=` has no effect: no development sentences stop the training")
    }
    context.cautionDevelopment(plan.development, trainer.sentences)
    let environment = context.environment
    let untrained = Reference(object, called: network.name, at: network.span)
    let run: TrainingRun
    do {
      run = try trainer.run { environment.progress($0.work(untrained)) }
    } catch { throw context.placed(error, at: network.span) }
    if let mistake = failure(of: run, trainer.options, context) {
      throw context.placed(mistake, at: network.span)
    }
    object.network = run.network
    object.run = RunObject(run)
    context.assign(object, to: network)
    cautionUnscored(run, plan, context)
    let trained = Reference(object, called: network.name, at: network.span)
    return said
      + TrainingReport(run: RunObject(run), network: network.name).output
      + trained.untrainedTasks
  }

  /// Says which labels the network does not know: they are not learned, and as
  /// development labels they choose no epoch worth keeping.
  ///
  /// - Throws: `no-labels`, if it knows none that it is to learn from.
  private func checkLabels(
    _ now: Network, _ plan: Plan, _ context: Context
  ) throws(Stop) {
    for (number, task) in now.tasks.enumerated() where task.weight > 0 {
      if let foreign = plan.training[number].foreign(to: task) {
        guard !foreign.areAll else {
          throw context.noneKnown(
            foreign, of: task, network: network.name,
            at: on?.span ?? network.span)
        }
        context.caution(
          foreignRemark(
            foreign, task: task.name, network: network.name,
            in: "to learn from") + ": they are passed over")
      }
      if let foreign = plan.development[number]?.foreign(to: task),
        foreign.areMost
      {
        context.caution(
          foreignRemark(
            foreign, task: task.name, network: network.name,
            in: "of the development sentences"))
      }
    }
  }

  /// Says so where the main task's development sentences gave no score, so that
  /// nothing chose the epoch.
  private func cautionUnscored(
    _ run: TrainingRun, _ plan: Plan, _ context: Context
  ) {
    let task = run.network.tasks[run.main]
    guard plan.development[run.main] != nil,
      run.network.learned.contains(run.main),
      run.epochs.allSatisfy({ $0.score == nil })
    else { return }
    let thing = task.metric == .accuracy ? "label" : "span"
    context.caution(
      "the development sentences have no \(thing) of \(task.name), so that no"
        + " score chose the epoch")
  }

  /// Why nothing of a run is kept; nil where it is.
  private func failure(
    of run: TrainingRun, _ options: TrainingOptions, _ context: Context
  ) -> Diagnostic? {
    let unchanged = "\(network.name) is unchanged"
    switch run.ending {
    case .finished, .patience:
      guard run.epochs.isEmpty else { return nil }
      return Diagnostic(
        .noLabels, "no sentence was drawn to learn from",
        hint: "\(unchanged): raise the rate of its tasks, or train on more"
          + " sentences")
    case .stopped(let reason):
      let isTwice = context.environment.interrupt.requests > 1
      guard run.epochs.isEmpty || isTwice || !context.keepsPart else {
        return nil
      }
      var mistake = reason.diagnostic("training", leaving: unchanged)
      if reason == .user {
        mistake.title =
          run.epochs.isEmpty
          ? "training was stopped before its first batch"
          : isTwice
            ? "training was stopped twice, and rolled back"
            : "training was stopped in epoch \(run.epochs.count)"
      }
      return mistake
    case .diverged(let epoch, let batch):
      // Nobody reads what is printed in a sweep: there it fails.
      guard run.best == nil || context.isRun else { return nil }
      let optimizer = options.optimizer
      let rate = numberText(Double(optimizer.rate) / 10)
      return Diagnostic(
        .diverged,
        "the loss is no longer a finite number, at batch \(batch) of epoch"
          + " \(epoch)",
        hint: "\(unchanged): lower the rate, for instance"
          + " optimizer=\(optimizer.kind.rawValue)(lr=\(rate)), or add clip=5")
    }
  }

  /// What chooses the epoch.
  private func choice(
    _ context: Context
  ) throws(Stop) -> TrainingOptions.Choice {
    let tasks = network.network.tasks
    switch select?.word.text {
    case nil, "main": return .main
    case "mean": return .mean
    case "last": return .last
    case let name?:
      if let task = tasks.firstIndex(where: { $0.name == name }) {
        return .task(task)
      }
      throw context.fail(
        .unknownChoice, "`\(name)` is not a valid choice here",
        at: select?.word.span ?? context.span,
        hint: didYouMean(
          name, in: ["main", "mean", "last"] + tasks.map(\.name),
          otherwise: "choose main, mean, last, or a task of"
            + " \(network.name)"))
    }
  }

  private func options(_ plan: Plan, _ context: Context) -> TrainingOptions {
    var options = recipe.options
    options.epochs = epochs ?? options.epochs
    options.patience = patience ?? options.patience
    options.batch = batch?.size ?? options.batch
    if let optimizer {
      options.optimizer = optimizer.optimizer(options.optimizer)
    }
    options.optimizer.clip = clip ?? options.optimizer.clip
    options.schedule = schedule?.schedule ?? options.schedule
    options.noise = noise ?? options.noise
    options.headNoise = headNoise ?? options.headNoise
    options.dropout.input = dropout ?? options.dropout.input
    options.dropout.layers = layerDropout ?? options.dropout.layers
    options.dropout.recurrent = recurrentDropout ?? options.dropout.recurrent
    options.dropout.isLocked = locked ?? options.dropout.isLocked
    options.unknown = unknown ?? options.unknown
    options.reduction = loss ?? options.reduction
    options.select = plan.select
    options.start = start?.start ?? options.start
    options.holdsSharing = hold ?? options.holdsSharing
    options.averaging = average ?? options.averaging
    options.threads = context.environment.threads
    var random = context.random
    options.seed = seed.map { UInt64(max(0, $0)) } ?? random.next()
    return options
  }
}

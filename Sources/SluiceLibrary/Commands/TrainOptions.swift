import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// What can be said of a training, and the options that it makes.
extension TrainCommand {
  private static let standard = TrainingOptions()

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
        "the other defaults, by default the network's recipe: `standard`, those"
          + " listed here; `classic`, the former standard"
          + " (\(Recipe.classic.training)); `paper`, the published ones"
          + " (\(Recipe.paper.training)); or `released`, those of its code:"
          + " `paper` and `unknown=0`",
        standard: Recipe.standard),
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
        \.weighing, "weighing",
        "how the tasks' losses are weighed against each other, beside their"
          + " weights: `fixed`, by those alone; `uncertainty`, `dwa`, `random`,"
          + " `gradnorm`, `pcgrad` or `famo`; `help weighing` says what each does",
        standard: WeighingSetting(weighing: standard.weighing)),
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
        \.choose, "choose",
        "epochs in which a branching network draws its choices, before they are"
          + " made for good; by default half of all",
        unit: "epochs", atLeast: 0, atMost: 100_000),
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

  func options(_ plan: Plan, _ context: Context) -> TrainingOptions {
    var options = (recipe ?? network.network.recipe).options
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
    options.weighing = weighing?.weighing ?? options.weighing
    options.select = plan.select
    options.start = start?.start ?? options.start
    options.holdsSharing = hold ?? options.holdsSharing
    options.choosing = choose ?? options.choosing
    options.averaging = average ?? options.averaging
    options.threads = context.environment.threads
    var random = context.random
    options.seed = seed.map { UInt64(max(0, $0)) } ?? random.next()
    return options
  }
}

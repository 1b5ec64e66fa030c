import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// What all networks that are tried have in common: how large they are and how
/// they are trained.
struct TrialSetup: Sendable {
  var tasks: [Reference<TaskObject>] = []
  var recipe = Recipe.standard
  var layers: Int?
  var hidden: Int?
  var word = 64
  var characters = 100
  var spelling = 100
  var head = HeadUnits()
  var on: Sentences?
  var dev: Sentences?
  var epochs: Int?
  var batch: BatchSetting?
  var optimizer: OptimizerSetting?
  var seed: Int?

  /// - Throws: That there are too few tasks to share anything.
  func checkTasks(_ command: String, _ context: Context) throws(Stop) {
    guard tasks.count > 1 else {
      throw context.fail(
        .missingArgument, "`\(command)` needs two tasks or more",
        at: tasks.first?.span ?? context.span,
        hint: "for instance tasks=[names, pos]")
    }
    guard tasks.count <= Self.mostTasks else {
      throw context.fail(
        .outOfRange,
        "`\(command)` takes \(Self.mostTasks) tasks at most, not"
          + " \(tasks.count)",
        at: tasks.first?.span ?? context.span, hint: "name fewer tasks")
    }
  }

  /// With more, nobody could try all that there is.
  static let mostTasks = 8

  /// How `network` would be told to make one for some of the tasks.
  func network(
    called name: String, tasks: [Reference<TaskObject>], _ context: Context
  ) -> NetworkCommand {
    var command = NetworkCommand()
    command.target = Name(name, span: context.span)
    command.tasks = tasks
    command.recipe = recipe
    command.layers = layers
    command.hidden = hidden
    command.word = word
    command.characters = characters
    command.spelling = spelling
    command.head = head
    return command
  }

  /// How `train` would be told to train it.
  func training(
    of network: NetworkObject, called name: String, _ context: Context
  ) -> TrainCommand {
    var command = TrainCommand()
    command.network = Variable(
      Reference(network, called: name, at: context.span), place: name)
    command.on = on
    command.dev = dev.map { .data($0) }
    command.epochs = epochs
    command.batch = batch
    command.optimizer = optimizer
    return command
  }
}

/// A command that tries networks.
protocol TrialCommand: WorkingCommand {
  var setup: TrialSetup { get set }
}

extension TrialCommand {
  private static var architecture: Architecture {
    Architecture(stackOfTask: [0])
  }

  /// How large the networks are.
  static var sizes: [Field<Self>] {
    [
      .option(
        \.setup.layers, "layers", "recurrent layers", unit: "layers",
        standard: architecture.layers, atLeast: 1, atMost: 8),
      .option(
        \.setup.hidden, "hidden", "hidden units of a layer per direction",
        unit: "units", standard: architecture.hidden, atLeast: 1, atMost: 8192),
      .option(
        \.setup.word, "word", "dimension of a word's embedding", atLeast: 1,
        atMost: 8192),
      .option(
        \.setup.characters, "characters",
        "dimension of a character's embedding", atLeast: 1, atMost: 8192),
      .option(
        \.setup.spelling, "spelling",
        "hidden units of the character LSTM per direction", unit: "units",
        atLeast: 1, atMost: 8192),
      .option(
        \.setup.head, "head",
        "hidden units of an output head, as for `network`",
        unit: "units"),
    ]
  }

  /// How they are trained.
  static var training: [Field<Self>] {
    [
      .option(
        \.setup.recipe, "recipe",
        "the other defaults, as `network` and `train` have them"),
      .option(
        \.setup.on, "on",
        "sentences to learn from; by default the tasks' train parts"),
      .option(
        \.setup.dev, "dev",
        "sentences that the scores are taken on; by default the tasks' dev"
          + " parts"),
      .option(
        \.setup.epochs, "epochs", "passes over the data, at most",
        unit: "epochs", standard: TrainingOptions().epochs, atLeast: 1,
        atMost: 100_000),
      .option(
        \.setup.batch, "batch",
        "sentences in a batch, or tokens(400): as many as have so many tokens",
        unit: "sentences",
        standard: BatchSetting(size: TrainingOptions().batch)),
      .option(
        \.setup.optimizer, "optimizer", "adam or sgd, as `train` has it",
        standard: OptimizerSetting(TrainingOptions().optimizer)),
    ]
  }
}

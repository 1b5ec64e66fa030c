import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceRandom

/// What networks are tried with: one set of tasks, and the sentences that they
/// learn from and are scored on. An object, since it is large and handed on.
final class TrialPlan: Sendable {
  private let command: NetworkCommand
  private let plan: NetworkCommand.Plan
  private let training: TrainCommand.Plan
  private let options: TrainingOptions

  /// - Throws: What `network` or `train` would find wrong.
  init(
    _ setup: TrialSetup, called name: String,
    tasks: [Reference<TaskObject>], _ context: Context,
    _ change: (inout NetworkCommand) -> Void
  ) throws(Stop) {
    var command = setup.network(called: name, tasks: tasks, context)
    change(&command)
    plan = try command.check(context)
    let outline = command.network(plan, context, isOutline: true)
    let train = setup.training(
      of: NetworkObject(network: outline, tasks: tasks.map(\.object)),
      called: name, context)
    do throws(Stop) { training = try train.check(context) } catch {
      guard var mistake = error.mistake, mistake.code == .noDevelopmentData
      else { throw error }
      mistake.hint =
        "networks are told apart by it: name sentences with dev=, or cut some"
        + " off with cut(…)"
      throw .mistake(mistake)
    }
    self.command = command
    var options = train.options(training, context)
    options.threads = 1
    self.options = options
  }

  var architecture: Architecture { plan.architecture }
  var epochs: Int { options.epochs }
  /// The task that scores are of.
  var main: NetworkTask { plan.tasks[plan.main] }
  var mainNumber: Int { plan.main }
  var tasks: [String] { plan.tasks.map(\.name) }

  /// A network to try.
  ///
  /// - Parameters:
  ///   - stream: Where its weights, batches and noise are drawn.
  ///   - choice: What is chosen of its architecture; nil for what there is.
  ///   - context: Where it is asked for.
  /// - Returns: The network, untrained.
  /// - Throws: That the file of its vectors cannot be read.
  func trial(
    _ stream: RandomStream, _ choice: SluiceChoice?, _ context: Context
  ) throws(Stop) -> Trial {
    var stream = stream
    var (command, plan) = (command, plan)
    command.seed = Int(stream.next() >> 1)
    choice?.apply(to: &plan.architecture)
    var network = command.network(plan, context, isOutline: false)
    choice?.constrain(&network)
    var object = NetworkObject(
      network: network, tasks: command.tasks.map(\.object))
    _ = try stopping { () throws(Diagnostic) in
      try object.meet(training.training, as: command.target.text)
    }
    var options = options
    options.seed = stream.next()
    return Trial(
      object: object, options: options, training: training.training,
      development: training.development)
  }
}

/// A network that is tried, as far as it is trained. It never changes; it is an
/// object since it is large and handed on.
final class Trial: Sendable {
  private let object: NetworkObject
  private let options: TrainingOptions
  private let training: [Selection]
  private let development: [Selection?]
  let run: TrainingRun?
  private let moment: TrainingMoment?

  init(
    object: NetworkObject, options: TrainingOptions, training: [Selection],
    development: [Selection?], run: TrainingRun? = nil,
    moment: TrainingMoment? = nil
  ) {
    self.object = object
    self.options = options
    self.training = training
    self.development = development
    self.run = run
    self.moment = moment
  }

  /// The same after so many epochs in all.
  ///
  /// - Returns: Nil if it was stopped on the way.
  func trained(to epoch: Int) throws(Diagnostic) -> Trial? {
    guard run == nil || moment != nil else { return self }
    let trainer = Trainer(
      object.network, options, training: training, development: development)
    let (run, moment) = try trainer.part(from: moment, to: epoch)
    if case .stopped = run.ending { return nil }
    var object = object
    // What it started from is of no more use.
    if moment == nil { object.network = run.network }
    return Trial(
      object: object, options: options, training: training,
      development: development, run: run, moment: moment)
  }

  /// The network as it was at its best, with what its training did.
  var best: NetworkObject {
    var best = object
    if let run {
      best.network = run.network
      best.run = RunObject(run)
    }
    return best
  }

  /// Its development score; nil where it was not trained to a number.
  var score: Double? {
    guard let run, failure == nil, let best = run.best else { return nil }
    return run.epochs[best].score
  }

  /// Why it has none.
  var failure: RunFailure? {
    guard let run else { return nil }
    if case .diverged = run.ending {
      return RunFailure(
        code: Code.diverged.rawValue,
        title: "the loss is no longer a finite number")
    }
    guard run.best.map({ run.epochs[$0].score != nil }) != true else {
      return nil
    }
    return RunFailure(
      code: Code.noDevelopmentData.rawValue,
      title: "the development sentences gave no score")
  }

  var epochs: Int { run?.epochs.count ?? 0 }
  var tokens: Int { run?.epochs.reduce(0) { $0 + $1.tokens } ?? 0 }
}

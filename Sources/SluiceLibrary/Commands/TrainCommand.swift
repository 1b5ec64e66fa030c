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
    "train net epochs=1 weighing=dwa(temperature=1)",
  ]

  @Required var network: Variable<NetworkObject>
  var on: Sentences?
  var dev: DevelopmentChoice?
  var recipe: Recipe?
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
  var weighing: WeighingSetting?
  var select: SelectSetting?
  var start: StackStartSetting?
  var hold: Int?
  var choose: Int?
  var average: Float?
  var seed: Int?

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
    if object.network.epochs == 0 {
      // Words that it has not met yet are read there.
      if let path = object.network.vectors?.path {
        _ = try context.readable(path)
      }
      do throws(Diagnostic) {
        said = said + (try object.meet(plan.training, as: network.name))
      } catch { throw context.placed(error, at: network.span) }
    }
    try checkLabels(object.network, plan, context)
    said = said + brokenSentences(object.network, plan)
    var trainer = Trainer(
      object.network, options(plan, context), training: plan.training,
      development: plan.development)
    trainer.progress = context.environment.progressKept
    if let on { context.cautionWhole(on.selection) }
    if patience != nil, plan.development[object.network.main] == nil {
      context.caution(
        "`patience=` has no effect: no development sentences stop the training")
    }
    let counted = object.network.tasks.count { $0.weight > 0 }
    if let weighing, weighing.weighing.name != FixedWeights.name, counted < 2 {
      context.caution(
        "`weighing=` has no effect: only one task of \(network.name) counts")
    }
    context.cautionDevelopment(plan.development, trainer.sentences)
    let environment = context.environment
    let untrained = Reference(object, called: network.name, at: network.span)
    let run: TrainingRun
    do {
      run = try trainer.run {
        environment.progress($0.work(untrained, of: "train \(untrained.name)"))
      }
    } catch { throw context.placed(error, at: network.span) }
    if let mistake = failure(of: run, trainer.options, context) {
      throw context.placed(mistake, at: network.span)
    }
    object.network = run.network
    object.run = RunObject(run)
    context.assign(object, to: network)
    cautionUnscored(run, plan, context)
    cautionNothingToTell(run.network, plan, context)
    let trained = Reference(object, called: network.name, at: network.span)
    return said
      + (recipe ?? run.network.recipe).said(
        (recipe ?? run.network.recipe).training(trainer.options))
      + TrainingReport(run: RunObject(run), network: network.name).output
      + (run.network.choices.isEmpty
        ? .nothing : .text(SharingReport(trained).choices))
      + trained.untrainedTasks
  }
}

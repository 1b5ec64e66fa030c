import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// What is to be said before and after a training, and when nothing of it is kept.
extension TrainCommand {
  /// Says which labels the network does not know: they are not learned, and as
  /// development labels they choose no epoch worth keeping.
  ///
  /// - Throws: `no-labels`, if it knows none that it is to learn from.
  func checkLabels(
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

  /// Says of how many sentences the labels are such as their CRF never gives.
  func brokenSentences(_ network: Network, _ plan: Plan) -> Output {
    let counts = network.tasks.indices.compactMap { number -> String? in
      let task = network.tasks[number]
      guard task.weight > 0 else { return nil }
      let (broken, labelled) = network.brokenSentences(
        of: number, in: plan.training[number])
      return broken == 0
        ? nil
        : "\(NumberText.count(broken)) of"
          + " \(NumberText.count(labelled, of: "sentence")) of \(task.name)"
    }
    guard !counts.isEmpty else { return .nothing }
    return .note(
      "labels that break their scheme are learned from without"
        + " transitions=valid, which is never to give them:"
        + " \(enumeration(counts))")
  }

  /// Says so where the main task's development sentences gave no score, so that
  /// nothing chose the epoch.
  func cautionUnscored(
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

  /// Says so where every sentence has labels of all tasks, so that an adversary
  /// has nothing to guess.
  func cautionNothingToTell(
    _ now: Network, _ plan: Plan, _ context: Context
  ) {
    let regularizers = now.architecture.regularizers
    let options = [
      (regularizers[Adversary.self].weight, "adversary="),
      (regularizers[MeanDiscrepancy.self].weight, "mmd="),
    ].filter { $0.0 > 0 }.map(\.1)
    let counted = now.tasks.indices.filter { now.tasks[$0].weight > 0 }
    guard !options.isEmpty,
      counted.allSatisfy({ task in
        counted.contains {
          $0 != task && plan.training[$0] == plan.training[task]
        }
      })
    else { return }
    context.caution(
      "\(enumeration(options)) had nothing to go by: each sentence has labels of"
        + " several tasks, so that it belongs to none alone; give each task a"
        + " corpus or a domain of its own")
  }

  /// Why nothing of a run is kept; nil where it is.
  func failure(
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
}

extension RunObject {
  init(_ run: TrainingRun) {
    self.init(
      tasks: run.network.tasks.map(\.name),
      main: run.main, epochs: run.epochs, best: run.best, ending: run.ending,
      idleEpochs: run.idleEpochs, seconds: run.seconds)
  }
}

import SluiceDiagnostics
import SluiceKeeping
import SluiceRandom
import SluiceTensor

/// Trains a network, epoch by epoch, and keeps the best weights.
package struct Trainer {
  package var network: Network
  package var options: TrainingOptions
  /// For each task the sentences to learn from.
  package var training: [Selection]
  /// For each task the sentences its development score is taken on; without
  /// the main task's, training goes on to the last epoch.
  package var development: [Selection?]
  /// Where it is written down how far it has come, and what program it is of;
  /// nil where it is not.
  package var progress: (kept: KeptProgress, program: String)?

  package init(
    _ network: Network, _ options: TrainingOptions, training: [Selection],
    development: [Selection?]
  ) {
    self.network = network
    self.options = options
    self.training = training
    self.development = development
  }

  /// How far training has come.
  package struct Progress: Sendable {
    package var epoch, epochs: Int
    package var batch, batches: Int
    package var tokensPerSecond: Double
    package var secondsLeft: Double
    /// Each task's loss over this epoch so far.
    package var losses: [Double?]
    /// Development scores of the epochs done.
    package var scores: [Double]
    /// Each task's loss in the epochs done: `[epochs][tasks]`.
    package var history: [[Double?]]
    /// Alpha and beta as the last epoch left them.
    package var sharing: SharingSnapshot?
  }

  /// Trains. Where the work is to stop, where the loss or a weight stops being
  /// a number, and where nothing is drawn to learn from, what was learned until
  /// then is kept, and the run says so.
  ///
  /// - Parameter report: Called after each batch.
  /// - Returns: The network with its best weights, and what led there.
  /// - Throws: ``Diagnostic`` if a task has no labels.
  package func run(
    report: (Progress) -> Void = { _ in }
  ) throws(Diagnostic) -> TrainingRun {
    try part(from: nil, to: options.epochs, report: report).run
  }

  /// Trains some of the epochs, as they are in the training of all of them: one
  /// that is trained in parts ends with the same bits.
  ///
  /// - Parameters:
  ///   - paused: Where an earlier part ended; nil to begin.
  ///   - last: After which epoch it pauses.
  ///   - report: Called after each batch.
  /// - Returns: What was done so far, and where it can go on; nil where nothing
  ///   is left to do.
  /// - Throws: ``Diagnostic`` if a task has no labels.
  package func part(
    from paused: TrainingMoment?, to last: Int,
    report: (Progress) -> Void = { _ in }
  ) throws(Diagnostic) -> (run: TrainingRun, moment: TrainingMoment?) {
    let sources = try self.sources()
    for selection in development.compactMap({ $0 }) {
      try network.checkFeatures(of: selection.sentences, in: selection.corpus)
    }
    let trained = self.sentences
    var network = network
    let stacks = StackStarter(options.start, &network)
    let choosing = Choosing(options, network)
    var step = network.step(options)
    var labelledPerBatch: [Float] = []
    var run = TrainingRun(network: network, main: network.main)
    let clock = ContinuousClock()
    let start = clock.now
    var tokens = 0
    var epochsWithoutGain = 0
    let stream = RandomStream(seed: options.seed)
    let key = progress.flatMap { self.key($0.program) }
    var first = 1
    if let moment = paused
      ?? key.flatMap({ progress?.kept.moment(TrainingMoment.self, of: $0) })
    {
      let kept = moment.network.step(options)
      if kept.resume(from: moment.step) {
        (network, step, run) = (moment.network, kept, moment.run)
        epochsWithoutGain = moment.epochsWithoutGain
        labelledPerBatch = moment.labelledPerBatch
        first = moment.epoch + 1
      }
    }

    func moment(after epoch: Int) -> TrainingMoment {
      TrainingMoment(
        epoch: epoch, network: network, step: step.standing, run: run,
        epochsWithoutGain: epochsWithoutGain,
        labelledPerBatch: labelledPerBatch)
    }

    epochs: for epoch in first...max(first, last) {
      let drawn = stream.split("epoch").split(
        UInt64(network.epochs + 1))
      if stacks.begin(epoch: epoch, &network) {
        let weighing = step.weighing
        step = network.step(options)
        step.weighing = weighing
      }
      step.holdsSharing = epoch <= options.holdsSharing
      let temperature = choosing.temperature(epoch: epoch)
      step.areChoicesFixed = temperature == nil
      let sentences = sources.enumerated().flatMap { index, source in
        source.epoch(unknown: options.unknown, drawn.split(UInt64(index)))
      }
      let order = Batching.batches(
        lengths: sentences.map(\.words.count), size: options.batch,
        drawn.split("batches"))
      let perEpoch = order.reduce(0) {
        $0 + $1.reduce(0) { $0 + sentences[$1].words.count }
      }
      if labelledPerBatch.isEmpty {
        labelledPerBatch = LossWeights.labelledPerBatch(
          sentences, tasks: network.tasks.count, batches: order.count)
      }
      step.lossWeights.labelledPerBatch = labelledPerBatch
      var record = TrainingRun.Epoch(
        network.tasks, isWeighed: step.movesLossWeights)
      var latest: (batch: Batch, number: Int)?
      for (index, members) in order.enumerated() {
        if let reason = Interrupt.current?.reason {
          run.ending = .stopped(reason)
          break
        }
        let batch = Batch(members.map { sentences[$0] })
        step.rateFactor = options.schedule.factor(
          step: (epoch - 1) * order.count + index,
          of: options.epochs * order.count)
        var noise = drawn.split("noise").split(UInt64(index))
        var perturbation = Perturbation(options, seed: noise.next())
        perturbation.choice = temperature.map {
          ChoiceNoise(temperature: $0, seed: noise.next())
        }
        let losses = step.train(on: batch, perturbation)
        // The last one was not taken.
        if let reason = Interrupt.current?.reason {
          run.ending = .stopped(reason)
          break
        }
        guard losses.total.isFinite else {
          run.ending = .diverged(epoch: epoch, batch: index + 1)
          break epochs
        }
        latest = (batch, index + 1)
        record.add(losses, batch, step.lossWeights)
        tokens += batch.tokens
        let seconds = (clock.now - start) / .seconds(1)
        let speed = Double(tokens) / max(seconds, 1e-9)
        report(
          Progress(
            epoch: epoch, epochs: options.epochs, batch: index + 1,
            batches: order.count, tokensPerSecond: speed,
            secondsLeft: Double(
              (options.epochs - epoch + 1) * perEpoch - record.tokens) / speed,
            losses: record.losses, scores: run.epochs.compactMap(\.score),
            history: run.epochs.map(\.losses),
            sharing: network.sharing.epochs.last))
      }
      try network.features?.check()
      guard record.tokens > 0 else {
        if run.ending != .finished { break }
        run.idleEpochs += 1
        continue
      }
      if let latest, !step.isFinite(on: latest.batch) {
        run.ending = .diverged(epoch: epoch, batch: latest.number)
        break
      }
      network.weights = step.averaged ?? step.weights
      if step.averaged != nil { network.compose() }
      if !network.isFrozen {
        network.learned.formUnion(
          network.tasks.indices.filter { record.labelled[$0] > 0 })
      }
      network.epochs += 1
      step.endEpoch(record.losses)
      if !network.snapshot.tensors.isEmpty {
        network.sharing.epochs.append(network.snapshot)
      }
      var evaluations = development.map { _ in Evaluation?.none }
      do throws(Diagnostic) {
        evaluations = try network.evaluations(
          on: development.enumerated().map { task, selection in
            network.learned.contains(task) ? selection : nil
          }, threads: options.threads)
      } catch {
        // Half an epoch is kept only where there is nothing better.
        run.ending = .stopped(Interrupt.current?.reason ?? .user)
      }
      record.scores = evaluations.map { $0?.choice }
      record.onlyLabels = evaluations.map { $0?.onlyLabel }
      record.score = options.select.score(
        of: record.scores, main: network.main)
      run.epochs.append(record)
      // Of equal scores the later weights are kept, but they are no gain.
      let standing = run.standing(of: record)
      // A score of 0, which F1 has at first, is no sign that it is over.
      epochsWithoutGain =
        standing == .better || record.score == 0 ? 0 : epochsWithoutGain + 1
      if standing == .worse {
        run.network.epochs = network.epochs
        run.network.sharing = network.sharing
      } else {
        run.keep(network)
      }
      if run.ending != .finished { break }
      if let patience = options.patience, record.score != nil,
        epochsWithoutGain >= patience
      {
        run.ending = .patience
        break
      }
      if let key, epoch < options.epochs, let kept = progress?.kept, kept.isDue
      {
        kept.keep(moment(after: epoch), of: key)
      }
    }
    run.seconds += (clock.now - start) / .seconds(1)
    let left =
      run.ending == .finished && last < options.epochs
      ? moment(after: last) : nil
    stacks.end(&run.network)
    choosing.end(&run.network, epochs: run.epochs.count)
    if !run.epochs.isEmpty { run.network.trained.formUnion(trained) }
    return (run, left)
  }

  /// The sentences that it trains on.
  package var sentences: TrainedSentences {
    var sentences = TrainedSentences()
    for (task, selection) in zip(network.tasks, training)
    where task.weight > 0 {
      sentences.add(selection, layer: task.layer)
    }
    return sentences
  }

  /// The tasks' sentences, those of one corpus together; none where no task's
  /// loss counts.
  private func sources() throws(Diagnostic) -> [TrainingSource] {
    var groups: [(selection: Selection, tasks: [Int])] = []
    for (task, selection) in training.enumerated() {
      let same = groups.firstIndex { $0.selection == selection }
      if let same {
        groups[same].tasks.append(task)
      } else {
        groups.append((selection, [task]))
      }
    }
    var sources: [TrainingSource] = []
    for group in groups {
      let counted = group.tasks.filter { network.tasks[$0].weight > 0 }
      guard !counted.isEmpty else { continue }
      let encoder = try network.encoder(
        for: group.selection.sentences, of: group.selection.corpus)
      let sentences = encoder.sentences(
        group.selection.sentences, tasks: network.tasks, with: group.tasks)
      for task in counted
      where !sentences.contains(where: { $0.labels[task].contains { $0 >= 0 } })
      {
        throw Self.noLabels(network.tasks[task])
      }
      sources.append(
        TrainingSource(
          sentences: sentences, rare: network.vocabulary.rare,
          samplingRates: group.tasks.reduce(into: [:]) {
            $0[$1] = network.tasks[$1].samplingRate
          }))
    }
    return sources
  }

}

extension Trainer {
  /// What is wrong where nothing of a task is to be learned.
  package static func noLabels(_ task: NetworkTask) -> Diagnostic {
    Diagnostic(
      .noLabels, "\(task.name) has no labels in the training data",
      hint: "train on sentences that have the layer \(task.layer); show the"
        + " corpus to see which do")
  }
}

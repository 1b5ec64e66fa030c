import SluiceRandom
import SluiceTensor

/// Steps in which the tasks' losses are weighed against each other.
extension TrainingStep {
  /// The tasks among which there is something to weigh: those whose losses count.
  var weighedTasks: [Int] {
    lossWeights.tasks.indices.filter { lossWeights.tasks[$0] > 0 }
  }

  /// Whether there is anything to weigh; of a single task there is not.
  var isWeighed: Bool {
    weighing.name != FixedWeights.name && weighedTasks.count > 1
  }

  /// Whether losses are multiplied by other numbers than the tasks' λ.
  var movesLossWeights: Bool {
    isWeighed && type(of: weighing.rule).movesWeights
  }

  /// Begins to weigh tasks.
  package func weigh(by weighing: Weighing) {
    self.weighing = weighing
    self.weighing.rule.begin(tasks: weighedTasks.count)
  }

  /// Tells the weighing of each task's loss over an epoch.
  func endEpoch(_ losses: [Double?]) {
    guard isWeighed else { return }
    weighing.rule.learn(fromEpoch: weighedTasks.map { losses[$0] })
  }

  /// Trains on one batch as the weighing has it.
  func trainWeighed(on batch: Batch, _ perturbation: Perturbation) -> Losses {
    let need = type(of: weighing.rule).need
    let tasks = weighedTasks
    let random = RandomStream(seed: perturbation.seed).split("weighing")
    let pass = begin(batch, perturbation)
    var first: [Double?] = tasks.map { _ in nil }
    if need == .lossesAround {
      let states = runner.workspace.copy()
      first = losses(of: pass, batch, tasks)
      runner.workspace.restore(states)
    }
    var weighed = lossWeights
    for (task, weight) in zip(tasks, weighing.rule.weights(first, random)) {
      weighed.tasks[task] *= Float(weight)
    }
    let products: GradientProducts?
    let losses: Losses
    if need == .gradients {
      (losses, products) = addTaskGradients(pass, batch, weighed, random)
    } else {
      products = nil
      losses = runner.backward(
        pass, batch, weighed, trained, gradients: gradients)
      constraints.apply(to: gradients, layout)
    }
    guard move(by: losses, batch) else { return losses }

    var step = WeighedStep(
      before: tasks.map { mean(losses.tasks[$0], $0, batch) },
      preferences: tasks.map { Double(lossWeights.tasks[$0]) },
      optimizer: optimizer)
    step.rateFactor = rateFactor
    if need == .lossesAround {
      let after = runner.forward(batch, trained, perturbation)
      step.after = self.losses(of: after, batch, tasks)
    }
    if let products {
      let shared = products.shared
      step.norms = tasks.indices.map {
        step.before[$0] == nil
          ? nil : products.sum($0, $0, over: shared).squareRoot()
      }
    }
    // What was stopped half-way is not learned from.
    if !runner.workers.isStopped() { weighing.rule.learn(from: step) }
    return losses
  }

  /// Sets the gradients to the sum of the tasks', as the weighing has it, and of
  /// the regularizers'.
  private func addTaskGradients(
    _ pass: ForwardPass, _ batch: Batch, _ weighed: LossWeights,
    _ random: RandomStream
  ) -> (Losses, GradientProducts) {
    let states = runner.workspace.copy()
    let each = gradients(of: weighedTasks, pass, batch, states)
    let products = each.gradients.products(runner.workers)
    let coefficients = weighing.rule.coefficients(
      products, weighedTasks.map { Double(weighed.tasks[$0]) }, random)
    var losses = each.losses
    if runner.regularizers.isEmpty {
      gradients[0..<layout.count].clear()
    } else {
      runner.workspace.restore(states)
      var nothing = weighed
      nothing.tasks = weighed.tasks.map { _ in 0 }
      losses = runner.backward(
        pass, batch, nothing, trained, gradients: gradients)
      constraints.apply(to: gradients, layout)
    }
    each.gradients.add(to: gradients, coefficients)
    losses.weights = weighed.tasks.map(Double.init)
    losses.total += zip(losses.tasks, losses.weights).reduce(0) {
      $0 + $1.0 * $1.1
    }
    return (losses, products)
  }

  /// Each task's gradient, without λ: a run back for each, from the same run
  /// forward.
  ///
  /// - Parameters:
  ///   - tasks: Which tasks.
  ///   - pass: The run forward.
  ///   - batch: What it was of.
  ///   - states: The runner's memory as it was then.
  /// - Returns: The gradients, and losses whose total is 0.
  func gradients(
    of tasks: [Int], _ pass: ForwardPass, _ batch: Batch,
    _ states: Workspace.Copy
  ) -> (gradients: TaskGradients, losses: Losses) {
    let kept = taskGradients.flatMap { $0.tasks == tasks ? $0 : nil }
    let room = kept ?? TaskGradients(self, tasks: tasks)
    taskGradients = room
    room.begin(rows: word == nil ? [] : touched.map(wordRow))
    var losses = Losses(
      tasks: lossWeights.tasks.map { _ in 0 },
      weights: lossWeights.tasks.map { _ in 0 }, total: 0)
    for (index, task) in tasks.enumerated() {
      if index > 0 { runner.workspace.restore(states) }
      var alone = lossWeights
      alone.tasks = alone.tasks.indices.map { $0 == task ? 1 : 0 }
      losses.tasks =
        runner.backward(
          pass, batch, alone, trained, gradients: room.memories[index],
          isRegularized: false
        ).tasks
      constraints.apply(to: room.memories[index], layout)
    }
    return (room, losses)
  }

  /// The tasks' losses of a run forward, a labelled token; its logits are gone.
  private func losses(
    of pass: ForwardPass, _ batch: Batch, _ tasks: [Int]
  ) -> [Double?] {
    tasks.map { task in
      batch.labelled[task] > 0
        ? pass.loss(task, batch) / Double(batch.labelled[task]) : nil
    }
  }

  /// A task's loss a labelled token, of what it is in the objective.
  private func mean(_ loss: Double, _ task: Int, _ batch: Batch) -> Double? {
    batch.labelled[task] > 0
      ? loss / Double(lossWeights.scale(task, of: batch))
        / Double(batch.labelled[task]) : nil
  }
}

import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// Asks a network whether its tasks pull its weights the same way, batch by batch
/// over given sentences, without noise. The network stays as it is.
package struct GradientProbe {
  private let network: Network
  private let step: TrainingStep
  private let batches: [Batch]
  /// The tasks that have labels there.
  package let tasks: [Int]

  /// Told after each batch how many sentences of how many are done.
  package var isDone: (_ count: Int, _ total: Int) -> Void = { _, _ in }

  /// - Parameters:
  ///   - network: The network.
  ///   - selection: The sentences.
  ///   - limit: At most so many, evenly spread; 0 for all.
  ///   - threads: How many to use.
  /// - Throws: That a sentence lacks an encoder's vectors, which the network
  ///   reads.
  package init(
    _ network: Network, on selection: Selection, sentences limit: Int = 0,
    threads: Int
  ) throws(Diagnostic) {
    self.network = network
    let all = selection.sentences
    let stride = limit > 0 ? max(1, (all.count + limit - 1) / limit) : 1
    let chosen = all.indices.filter { $0 % stride == 0 }.map { all[$0] }
    let numbered = try network.encoder(for: chosen, of: selection.corpus)
      .sentences(
        chosen, tasks: network.tasks, with: Array(network.tasks.indices))
    batches = Batching.batches(
      lengths: numbered.map(\.words.count), size: .sentences(16),
      RandomStream(seed: 1)
    ).map { Batch($0.map { numbered[$0] }) }
    let batches = batches
    tasks = network.tasks.indices.filter { task in
      batches.contains { $0.labelled[task] > 0 }
    }
    step = TrainingStep(
      network.architecture, network.layout, weights: network.weights,
      constraints: network.constraints, optimizer: Optimizer(.sgd),
      lossWeights: LossWeights(tasks: network.tasks.map { _ in 1 }),
      threads: threads)
  }

  /// Goes through all batches.
  private func eachBatch(
    _ body: (Batch, ForwardPass, TaskGradients, GradientProducts) -> Void
  ) throws(Diagnostic) {
    let total = batches.reduce(0) { $0 + $1.sentences.count }
    var done = 0
    for batch in batches {
      let pass = step.begin(batch, .none)
      let gradients = step.gradients(
        of: tasks, pass, batch, step.runner.workspace.copy()
      ).gradients
      let products = gradients.products(step.runner.workers)
      body(batch, pass, gradients, products)
      try Interrupt.check()
      try network.features?.check()
      done += batch.sentences.count
      isDone(done, total)
    }
  }
}

extension GradientProbe {
  /// How much a step that one task alone takes on the shared weights lowers
  /// another's loss: `1 − loss after / loss before`, on average over batches with
  /// labels of both. The shared weights are those that more than one task
  /// reaches.
  ///
  /// - Source: Fifty et al. 2021, <https://arxiv.org/abs/2109.04617>.
  /// - Parameter rate: The step is the gradient of the mean loss times this.
  /// - Returns: `[tasks][tasks]`, rows whose step, columns whose loss; nil where
  ///   no batch has labels of both.
  /// - Throws: That the work is to stop.
  package func affinity(rate: Float) throws(Diagnostic) -> [[Double?]] {
    var sums = tasks.map { _ in tasks.map { _ in Measure(0, of: 0) } }
    let weights = network.weights
    try eachBatch { batch, _, gradients, products in
      let shared = Set(products.shared)
      let before = losses(batch)
      for (sender, task) in tasks.enumerated() where batch.labelled[task] > 0 {
        let coefficients = products.matrices.indices.map { place in
          tasks.indices.map {
            $0 == sender && shared.contains(place) ? Double(-rate) : 0
          }
        }
        gradients.add(to: Gradients(step.trained.base), coefficients)
        for (receiver, after) in losses(batch).enumerated() {
          guard let after, let before = before[receiver], before > 0
          else { continue }
          sums[sender][receiver].sum += 1 - after / before
          sums[sender][receiver].count += 1
        }
        step.trained.base.update(from: weights, count: weights.count)
      }
    }
    return sums.map { $0.map(\.value) }
  }

  /// The tasks' losses over a batch a labelled token, as the weights are now.
  private func losses(_ batch: Batch) -> [Double?] {
    let pass = step.forward(batch)
    return tasks.map { task in
      batch.labelled[task] > 0
        ? pass.loss(task, batch) / Double(batch.labelled[task]) : nil
    }
  }

  /// The cosine of two tasks' gradients, on some of the weights that both reach.
  package struct Agreement: Sendable {
    package let pair: (one: Int, other: Int)
    /// On all of them.
    package let whole: Double?
    /// Part by part; nil where a part has no weight that both reach.
    package let parts: [Double?]
  }

  /// The parts of the network that may be shared, and for each pair of tasks the
  /// cosine of their gradients, on average over batches with labels of both.
  package func agreement() throws(Diagnostic) -> (
    parts: [Weight.Part], pairs: [Agreement]
  ) {
    let weights = TaskGradients(step, tasks: []).weights
    var parts: [Weight.Part] = []
    for weight in weights where !parts.contains(weight.part) {
      parts.append(weight.part)
    }
    let pairs = tasks.indices.flatMap { one in
      tasks.indices.filter { $0 > one }.map { (one: one, other: $0) }
    }
    // The last is the whole.
    var sums = pairs.map { _ in
      (0...parts.count).map { _ in Measure(0, of: 0) }
    }
    try eachBatch { _, _, _, products in
      for (index, pair) in pairs.enumerated() {
        let places = products.reached(byBoth: pair.one, pair.other)
        let byPart = parts.map { part in
          places.filter { weights[$0].part == part }
        }
        for (part, places) in (byPart + [places]).enumerated() {
          guard
            let cosine = products.cosine(pair.one, pair.other, over: places)
          else { continue }
          sums[index][part].sum += cosine
          sums[index][part].count += 1
        }
      }
    }
    let kept = parts.indices.filter { part in
      sums.contains { $0[part].count > 0 }
    }
    return (
      kept.map { parts[$0] },
      zip(pairs, sums).map { pair, sums in
        Agreement(
          pair: (tasks[pair.one], tasks[pair.other]), whole: sums.last?.value,
          parts: kept.map { sums[$0].value })
      }
    )
  }
}

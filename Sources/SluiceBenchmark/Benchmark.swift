import Foundation
import SluiceLearning
import SluiceRandom
import SluiceTensor

/// Times training and inference with the step that `train` itself takes.
package struct Benchmark: Sendable {
  package var architecture: Architecture
  package var options: TrainingOptions
  package var repeats = 3

  package init(architecture: Architecture, options: TrainingOptions) {
    self.architecture = architecture
    self.options = options
  }

  /// What is timed where no recipe is named: what the other programs do that it
  /// is compared with, too.
  package static var plain: TrainingOptions {
    var options = TrainingOptions()
    options.batch = .sentences(32)
    options.optimizer = Optimizer(.sgd)
    options.noise = 0.1
    options.dropout = Dropout()
    options.reduction = .mean
    return options
  }

  /// What was measured.
  package struct Result: Sendable {
    package var tokens: Int
    package var parameters: Int
    package var training: [Time]
    package var inference: [Time]
  }

  /// How long something took.
  package struct Time: Sendable {
    /// Seconds of the clock.
    package var wall: Double
    /// Seconds of processors, of all threads together: what else runs on the
    /// machine changes them less.
    package var cpu: Double

    init(of work: () -> Void) {
      let before = clock()
      wall = ContinuousClock().measure(work) / .seconds(1)
      cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    }
  }

  /// - Parameters:
  ///   - data: The sentences.
  ///   - ready: Called once, after the warm-up and before the clock starts.
  /// - Returns: The times of whole epochs.
  package func run(_ data: Data, ready: () -> Void) -> Result {
    let workload = Workload(self, data, profiler: nil)
    workload.warmUp()
    ready()
    func timed(_ work: () -> Void) -> [Time] {
      (0..<repeats).map { _ in Time(of: work) }
    }
    return Result(
      tokens: workload.tokens, parameters: workload.parameters,
      training: timed { workload.train() },
      inference: timed { workload.infer() })
  }
}

/// One network and its batches, ready to be timed.
final class Workload {
  private let data: Benchmark.Data
  private let order: [[Int]]
  private let batches: [Batch]
  private let step: TrainingStep
  private let options: TrainingOptions
  private var count: UInt64 = 0
  let parameters: Int

  init(_ benchmark: Benchmark, _ data: Benchmark.Data, profiler: Profiler?) {
    self.data = data
    options = benchmark.options
    order = Batching.batches(
      lengths: data.sentences.map(\.words.count), size: options.batch,
      RandomStream(seed: options.seed))
    batches = order.map { Batch($0.map { data.sentences[$0] }) }
    let layout = ParameterLayout(
      benchmark.architecture, words: data.words, characters: data.characters,
      labels: data.labels)
    parameters = layout.entries.reduce(0) { $0 + $1.count }
    step = TrainingStep(
      benchmark.architecture, layout,
      weights: Initialization.weights(
        benchmark.architecture, layout, RandomStream(seed: options.seed)),
      optimizer: options.optimizer,
      lossWeights: LossWeights(
        tasks: data.labels.map { _ in 1 }, reduction: options.reduction,
        labelledPerBatch: LossWeights.labelledPerBatch(
          data.sentences, tasks: data.labels.count, batches: order.count)),
      threads: options.threads, profiler: profiler)
    step.averaging = options.averaging
  }

  var tokens: Int { batches.reduce(0) { $0 + $1.tokens } }
  var steps: Int { batches.count }

  func warmUp() {
    let few = max(3, 64 / max(1, batches.first?.packing.count ?? 1))
    train(few)
    infer(few)
  }

  /// One epoch, or its first batches.
  func train(_ few: Int? = nil) {
    for batch in batches.prefix(few ?? batches.count) {
      count += 1
      _ = step.train(on: batch, Perturbation(options, seed: count))
    }
  }

  /// Labels for all tokens, as evaluations find them: each spelling is worked
  /// out once a run.
  func infer(_ few: Int? = nil) {
    let members = order.prefix(few ?? order.count).joined()
    let vectors = step.spell(members.map { data.sentences[$0] })
    for batch in batches.prefix(few ?? batches.count) {
      let pass = step.forward(batch, vectors: vectors)
      for task in data.labels.indices { _ = pass.predictions(task) }
    }
  }
}

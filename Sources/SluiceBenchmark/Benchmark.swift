import Foundation
import SluiceLearning
import SluiceRandom
import SluiceTensor

/// Times training and inference with the step that `train` itself takes.
package struct Benchmark: Sendable {
  package var architecture: Architecture
  package var optimizer: Optimizer
  package var batch = 32
  package var threads = 1
  package var repeats = 3
  package var seed: UInt64 = 1
  /// Standard deviation of the noise on the input.
  package var noise: Float = 0.1

  package init(architecture: Architecture, optimizer: Optimizer) {
    self.architecture = architecture
    self.optimizer = optimizer
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
  private let noise: Float
  private var count: UInt64 = 0
  let parameters: Int

  init(_ benchmark: Benchmark, _ data: Benchmark.Data, profiler: Profiler?) {
    self.data = data
    noise = benchmark.noise
    order = Batching.batches(
      lengths: data.sentences.map(\.words.count),
      size: .sentences(benchmark.batch),
      RandomStream(seed: benchmark.seed))
    batches = order.map { Batch($0.map { data.sentences[$0] }) }
    let layout = ParameterLayout(
      benchmark.architecture, words: data.words, characters: data.characters,
      labels: data.labels)
    parameters = layout.entries.reduce(0) { $0 + $1.count }
    step = TrainingStep(
      benchmark.architecture, layout,
      weights: Initialization.weights(
        benchmark.architecture, layout, RandomStream(seed: benchmark.seed)),
      optimizer: benchmark.optimizer,
      lossWeights: LossWeights(tasks: data.labels.map { _ in 1 }),
      threads: benchmark.threads, profiler: profiler)
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
      var perturbation = Perturbation()
      perturbation.inputNoise = noise
      perturbation.seed = count
      _ = step.train(on: batch, perturbation)
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

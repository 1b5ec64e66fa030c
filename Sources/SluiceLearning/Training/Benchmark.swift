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

  /// Sentences as numbers, and how many words, characters and labels occur.
  package struct Data: Sendable {
    package var sentences: [NumberedSentence]
    package var words: Int
    package var characters: Int
    package var labels: [Int]

    package init(
      sentences: [NumberedSentence], words: Int, characters: Int, labels: [Int]
    ) {
      self.sentences = sentences
      self.words = words
      self.characters = characters
      self.labels = labels
    }

    /// Sentences of 8 to 40 words, drawn evenly from 10,000 spellings of 3 to
    /// 10 of 50 characters; labels at random from sets of 45, 9, 9, ….
    package static func synthetic(
      sentences: Int, tasks: Int, seed: UInt64
    ) -> Data {
      var stream = RandomStream(seed: seed).split("bench")
      let vocabulary = 10_000
      let spelled = (0..<vocabulary).map { _ in
        (0..<Int.random(in: 3...10, using: &stream)).map { _ in
          Int32.random(in: 0..<50, using: &stream)
        }
      }
      let labels = (0..<tasks).map { $0 == 0 ? 45 : 9 }
      let items = (0..<sentences).map { _ in
        let words = (0..<Int.random(in: 8...40, using: &stream)).map { _ in
          Int32.random(in: 0..<Int32(vocabulary), using: &stream)
        }
        return NumberedSentence(
          words: words, characters: words.map { spelled[Int($0)] },
          labels: labels.map { count in
            words.map { _ in Int32.random(in: 0..<Int32(count), using: &stream)
            }
          })
      }
      return Data(
        sentences: items, words: vocabulary, characters: 50, labels: labels)
    }
  }

  /// What was measured; times in seconds of the clock.
  package struct Result: Sendable {
    package var tokens: Int
    package var parameters: Int
    package var training: [Double]
    package var inference: [Double]
  }

  /// - Parameters:
  ///   - data: The sentences.
  ///   - ready: Called once, after the warm-up and before the clock starts.
  /// - Returns: The times of whole epochs.
  package func run(_ data: Data, ready: () -> Void) -> Result {
    let order = Batching.batches(
      lengths: data.sentences.map(\.words.count), size: batch,
      RandomStream(seed: seed))
    let batches = order.map { Batch($0.map { data.sentences[$0] }) }
    let layout = ParameterLayout(
      architecture, words: data.words, characters: data.characters,
      labels: data.labels)
    let step = TrainingStep(
      architecture, layout,
      weights: Initialization.weights(
        architecture, layout, RandomStream(seed: seed)), optimizer: optimizer,
      lossWeights: LossWeights(
        tasks: data.labels.map { _ in 1 }), threads: threads)
    var count: UInt64 = 0
    func train(_ batches: some Sequence<Batch>) {
      for batch in batches {
        count += 1
        var perturbation = Perturbation()
        perturbation.inputNoise = noise
        perturbation.seed = count
        _ = step.train(on: batch, perturbation)
      }
    }
    // As `predict` and evaluations do it: each spelling once a run.
    func infer(_ batches: some Sequence<Batch>, _ sentences: [NumberedSentence])
    {
      let vectors = step.spell(sentences)
      for batch in batches {
        let pass = step.forward(batch, vectors: vectors)
        for task in data.labels.indices { _ = pass.predictions(task) }
      }
    }
    let warm = batches.prefix(max(3, 64 / batch))
    train(warm)
    infer(warm, order.prefix(warm.count).joined().map { data.sentences[$0] })
    ready()
    let clock = ContinuousClock()
    func timed(_ work: () -> Void) -> [Double] {
      (0..<repeats).map { _ in clock.measure(work) / .seconds(1) }
    }
    return Result(
      tokens: batches.reduce(0) { $0 + $1.tokens },
      parameters: layout.entries.reduce(0) { $0 + $1.count },
      training: timed { train(batches) }, inference: timed { infer(batches, data.sentences) })
  }
}

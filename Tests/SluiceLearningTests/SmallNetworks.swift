import SluiceLearning
import SluiceRandom
import SluiceTensor

/// A small network with weights away from symmetric starting points, and
/// sentences for it.
struct SmallNetwork {
  var architecture: Architecture
  var labels: [Int]
  var layout: ParameterLayout
  var weights: [Float]
  var sentences: [NumberedSentence]
  static let words = 9
  static let characters = 6

  init(
    tasks: Int = 2, layers: Int = 3, subspaces: Int = 2, hidden: Int = 4,
    lengths: [Int] = [3, 5, 1], seed: UInt64 = 11,
    _ change: (inout Architecture) -> Void = { _ in }
  ) {
    var a = Architecture(stackOfTask: Array(0..<tasks))
    a.wordWidth = 3
    a.characterWidth = 2
    a.characterHidden = 3
    a.hidden = hidden
    a.layers = layers
    a.subspaces = subspaces
    a.headHidden = [5]
    a.activation = .tanh
    change(&a)
    architecture = a
    labels = (0..<a.tasks).map { 3 + $0 % 2 }
    layout = ParameterLayout(
      a, words: Self.words, characters: Self.characters, labels: labels)
    var stream = RandomStream(seed: seed)
    weights = (0..<layout.count).map { _ in stream.uniform() - 0.5 }
    let counts = labels
    let spelled = (0..<Self.words).map { _ in
      (0..<Int.random(in: 1...4, using: &stream)).map { _ in
        Int32.random(in: 0..<Int32(Self.characters), using: &stream)
      }
    }
    sentences = lengths.map { length in
      let words = (0..<length).map { _ in
        Int32.random(in: 0..<Int32(Self.words), using: &stream)
      }
      return NumberedSentence(
        words: words, characters: words.map { spelled[Int($0)] },
        labels: counts.map { n in
          words.map { _ in Int32.random(in: 0..<Int32(n), using: &stream) }
        })
    }
  }

  var batch: Batch { Batch(sentences) }

  func step(
    threads: Int = 1, optimizer: Optimizer = Optimizer(.sgd),
    lossWeights: LossWeights? = nil, constraints: Constraints = Constraints()
  ) -> TrainingStep {
    TrainingStep(
      architecture, layout, weights: weights, constraints: constraints,
      optimizer: optimizer,
      lossWeights: lossWeights ?? LossWeights(tasks: labels.map { _ in 1 }),
      threads: threads)
  }

  var plain: PlainNetwork {
    PlainNetwork(architecture, layout, labels: labels, weights: weights)
  }

  /// Sets a weight.
  mutating func set(_ weight: Weight?, _ values: [Float]) {
    if let entry = weight.flatMap({ layout[$0] }) {
      weights.replaceSubrange(entry.range, with: values)
    }
  }

  func values(_ weight: Weight?) -> [Float] {
    weight.flatMap { layout[$0] }.map { Array(weights[$0.range]) } ?? []
  }

  /// A task's scores for each token of each sentence.
  func logits(task: Int) -> [[[Float]]] {
    let step = step()
    let batch = batch
    let pass = step.forward(batch)
    return sentences.indices.map { sentence in
      let b = batch.sentences.firstIndex(of: sentence) ?? 0
      return (0..<sentences[sentence].words.count).map { t in
        pass.logits(task).row(batch.packing.row(t, of: b))
      }
    }
  }
}

extension ParameterLayout {
  /// The weight that files call so.
  func weight(named name: String) -> Weight? {
    entries.first { $0.weight.name == name }?.weight
  }
}

/// The largest difference, relative to the largest number of `expected`.
func relativeGap(_ values: [Float], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  let size = max(expected.map(abs).max() ?? 0, 1e-12)
  let gap = zip(values, expected).map { abs(Double($0) - $1) }.max() ?? 0
  return gap.isNaN ? .infinity : gap / size
}

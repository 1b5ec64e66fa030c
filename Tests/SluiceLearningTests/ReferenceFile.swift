import Foundation
import SluiceLearning
import SluiceTensor
import Testing

/// One file of PyTorch's numbers: a network, what it was given, and what came
/// out. Tokens are in sentence order.
struct ReferenceFile {
  let name: String
  let metadata: [String: String]
  let tensors: [String: StoredTensor]
  let architecture: Architecture
  let labels: [Int]
  let layout: ParameterLayout

  init(path: String) throws {
    let file = try Safetensors(contentsOf: path)
    name = URL(filePath: path).lastPathComponent
    metadata = file.metadata
    tensors = file.tensors
    func number(_ key: String) throws -> Int {
      try #require(Int(file.metadata[key] ?? ""), "\(key)")
    }
    labels = try #require(file.metadata["labels"]).split(separator: ",")
      .compactMap { Int($0) }
    var a = Architecture(stackOfTask: Array(labels.indices))
    try #require(Method(rawValue: file.metadata["mode"] ?? ""))
      .apply(to: &a)
    a.wordWidth = try number("word_dim")
    a.characterWidth = try number("char_dim")
    a.characterHidden = try number("char_hidden")
    a.hidden = try number("hidden")
    a.layers = try number("layers")
    a.headHidden = [try number("mlp")]
    a.headOfTask = try a.headOfTask.map { _ in
      try #require(HeadKind(rawValue: file.metadata["head"] ?? "softmax"))
    }
    a.wiring = try #require(
      Architecture.Wiring(rawValue: file.metadata["wiring"] ?? ""))
    a.activation = try #require(
      Architecture.Activation(rawValue: file.metadata["activation"] ?? ""))
    a.regularizers[OrthogonalityPenalty.self].weight =
      file.metadata["mode"] == "sluice"
      ? try #require(Float(file.metadata["penalty"] ?? "")) : 0
    architecture = a
    layout = ParameterLayout(
      a, words: try number("words"), characters: try number("chars"),
      labels: labels)
  }

  /// How PyTorch added the losses: a mean, where the file does not say.
  var reduction: LossWeights.Reduction {
    metadata["loss"].flatMap(LossWeights.Reduction.init) ?? .mean
  }

  /// The step that `train` takes, with PyTorch's weights; losses are added as
  /// PyTorch did, where nothing else is asked for.
  func step(
    _ reduction: LossWeights.Reduction? = nil
  ) throws -> TrainingStep {
    var weights = [Float](repeating: 0, count: layout.count)
    for entry in layout.entries {
      let values = try numbers("param.\(entry.weight.name)")
      try #require(values.count == entry.count, "\(entry.weight.name)")
      weights.replaceSubrange(entry.range, with: values.map(Float.init))
    }
    let rate = try #require(Float(metadata["lr"] ?? ""))
    let kind = Optimizer.Kind(rawValue: metadata["optimizer"] ?? "sgd") ?? .sgd
    return TrainingStep(
      architecture, layout, weights: weights,
      optimizer: Optimizer(kind, rate: rate),
      lossWeights: LossWeights(
        tasks: labels.map { _ in 1 }, reduction: reduction ?? self.reduction,
        labelledPerBatch: tensors["labelled_per_batch"] == nil
          ? [] : try numbers("labelled_per_batch").map(Float.init)),
      threads: 1)
  }

  func numbers(_ name: String) throws -> [Double] {
    switch try #require(tensors[name], "\(name)") {
    case .float32(_, let values): values.map(Double.init)
    case .float64(_, let values): values
    case .int64(_, let values): values.map(Double.init)
    case .unread: []
    }
  }

  private func counts(_ name: String) throws -> [Int] {
    try numbers(name).map { Int($0) }
  }

  /// The sentences whose tensors' names start with `prefix`.
  func batch(prefix: String) throws -> Batch {
    let words = try counts(prefix + "words")
    let ends = try counts(prefix + "sentence_ends")
    let characters = try counts(prefix + "chars")
    let cuts = try counts(prefix + "char_ends")
    let gold = try labels.indices.map { try counts(prefix + "labels.\($0)") }
    return Batch(
      zip(ends, ends.dropFirst()).map { start, end in
        NumberedSentence(
          words: words[start..<end].map { Int32($0) },
          characters: (start..<end).map { token in
            characters[cuts[token]..<cuts[token + 1]].map { Int32($0) }
          },
          labels: gold.map { $0[start..<end].map { Int32($0) } })
      })
  }

  /// For each token, in sentence order, its row in a batch.
  private func order(_ batch: Batch) -> [Int] {
    batch.sentences.indices.sorted {
      batch.sentences[$0] < batch.sentences[$1]
    }.flatMap { b in
      (0..<batch.packing.lengths[b]).map { batch.packing.row($0, of: b) }
    }
  }

  /// A block's rows in sentence order.
  func rows(_ block: Block, _ batch: Batch) -> [Float] {
    order(batch).flatMap(block.row)
  }

  /// Noise in the batch's order.
  func noise(_ name: String, _ batch: Batch) throws -> [Float] {
    let values = try numbers(name).map(Float.init)
    let width = architecture.inputWidth
    var laid = values
    for (token, row) in order(batch).enumerated() {
      laid.replaceSubrange(
        row * width..<(row + 1) * width,
        with: values[token * width..<(token + 1) * width])
    }
    return laid
  }
}

import SluiceDiagnostics
import SluiceTensor

/// Asks a trained network what its sharing is worth, on given sentences.
///
/// A layer can absorb a rescaled α, and the subspaces of a task can change
/// places, so α by itself does not say how much is shared. What the probe
/// measures does not change under either: the loss when a sluice is closed,
/// and the norm of what flows through it.
package struct SharingProbe {
  private let network: Network
  private let runner: NetworkRunner
  private let batches: [Batch]
  private var weights: [Float]
  /// Closing a sluice does not change them.
  private let vectors: SpellingVectors

  /// - Parameters:
  ///   - network: The network.
  ///   - selections: For each task the sentences to measure on; nil for none.
  ///   - limit: At most so many of each, evenly spread; 0 for all.
  ///   - threads: How many to use.
  package init(
    _ network: Network, on selections: [Selection?], sentences limit: Int = 0,
    threads: Int
  ) {
    self.network = network
    weights = network.weights
    runner = NetworkRunner(
      network.architecture, network.layout, threads: threads)
    var groups: [(Selection, [Int])] = []
    for (task, selection) in selections.enumerated() {
      guard let selection else { continue }
      if let same = groups.firstIndex(where: { $0.0 == selection }) {
        groups[same].1.append(task)
      } else {
        groups.append((selection, [task]))
      }
    }
    var sentences: [NumberedSentence] = []
    var batches: [Batch] = []
    for (selection, tasks) in groups {
      let all = selection.sentences
      let stride =
        limit > 0 ? max(1, (all.count + limit - 1) / max(1, limit)) : 1
      let chosen = all.indices.filter { $0 % stride == 0 }.map { all[$0] }
      let numbered = Encoder(network.vocabulary, selection.corpus)
        .sentences(chosen, tasks: network.tasks, with: tasks)
        .sorted { $0.words.count < $1.words.count }
      sentences += numbered
      batches += Swift.stride(from: 0, to: numbered.count, by: 64).map {
        Batch(Array(numbered[$0..<min($0 + 64, numbered.count)]))
      }
    }
    self.batches = batches
    vectors = weights.asWeights { [runner] in runner.spell(sentences, $0) }
  }

  /// Each task's loss: mean cross-entropy in nats over its labelled tokens.
  ///
  /// - Throws: That the work is to stop; so do all that measure.
  package mutating func losses() throws(Diagnostic) -> [Measure] {
    let count = network.tasks.count
    var sums = [Double](repeating: 0, count: count)
    var tokens = [Int](repeating: 0, count: count)
    let runner = runner
    let (batches, vectors) = (batches, vectors)
    try weights.asWeights { weights throws(Diagnostic) in
      for batch in batches {
        let pass = runner.forward(batch, weights, vectors: vectors)
        try Interrupt.check()
        for task in 0..<count {
          sums[task] += pass.loss(task, batch)
          tokens[task] += batch.labelled[task]
        }
      }
    }
    return zip(sums, tokens).map { Measure($0, of: $1) }
  }

  /// How each task's loss rises when some entries of a layer's alpha are 0.
  package mutating func costOfClosing(
    _ entries: [(layer: Int, receiver: Int, sender: Int)]
  ) throws(Diagnostic) -> [Measure] {
    let open = try losses()
    let kept = weights
    for entry in entries {
      guard let alpha = network.layout[.alpha(entry.layer)]
      else { continue }
      let n = network.architecture.streams
      weights[alpha.offset + entry.receiver * n + entry.sender] = 0
    }
    defer { weights = kept }
    let closed = try losses()
    return zip(closed, open).map { Measure($0.sum - $1.sum, of: $0.count) }
  }

  /// What it costs the receiving task that nothing flows to it from another
  /// task any more, at one layer (from 0) or at all.
  package mutating func costOfClosing(
    to receiver: Int, from sender: Int, layer: Int? = nil
  ) throws(Diagnostic) -> Measure {
    let layers = layer.map { [$0] } ?? Array(0..<network.architecture.layers)
    let (to, from) = (
      network.streams(of: receiver), network.streams(of: sender)
    )
    let entries = layers.flatMap { layer in
      to.flatMap { i in from.map { (layer: layer, receiver: i, sender: $0) } }
    }
    return try costOfClosing(entries)[receiver]
  }

  /// For each layer and stream the root mean square, over tokens, of the norm
  /// of the activations that alpha reads.
  package mutating func norms() throws(Diagnostic) -> [[Double]] {
    let a = network.architecture
    var squares = [[Double]](
      repeating: [Double](repeating: 0, count: a.streams), count: a.layers)
    var tokens = 0
    let runner = runner
    let (batches, vectors) = (batches, vectors)
    let (w, h) = (a.streamWidth, a.hidden)
    try weights.asWeights { weights throws(Diagnostic) in
      for batch in batches {
        let pass = runner.forward(batch, weights, vectors: vectors)
        try Interrupt.check()
        tokens += batch.tokens
        for layer in 0..<a.layers {
          for stream in 0..<a.streams {
            let states = pass.streams(
              layer: layer, stack: stream / a.subspaces)
            for direction in 0..<2 {
              let first = direction * h + stream % a.subspaces * w
              squares[layer][stream] += Self.square(
                states.columns(first..<first + w))
            }
          }
        }
      }
    }
    return squares.map { $0.map { ($0 / Double(max(1, tokens))).squareRoot() } }
  }

  /// The sum of all squares.
  private static func square(_ states: Block) -> Double {
    (0..<states.rows).reduce(0) {
      let row = Block(
        states.base + $1 * states.stride, rows: 1, columns: states.columns)
      return $0 + Kernels.dot(row, row)
    }
  }
}

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
  /// What is added to the states in the place of what was closed.
  private var offsets: StateOffsets?
  /// What is measured once, with all sluices as they are.
  private var open: [Measure]?
  private var means: [[[Float]]]?

  /// Told after each batch how many sentences of how many are done; each counts
  /// as often as it is run through.
  package var isDone: (_ count: Int, _ total: Int) -> Void = { _, _ in }
  private var done = 0
  private var planned = 0

  /// - Parameters:
  ///   - network: The network.
  ///   - selections: For each task the sentences to measure on; nil for none.
  ///   - limit: At most so many of each, evenly spread; 0 for all.
  ///   - threads: How many to use.
  /// - Throws: That a sentence lacks an encoder's vectors, which the network
  ///   reads.
  package init(
    _ network: Network, on selections: [Selection?], sentences limit: Int = 0,
    threads: Int
  ) throws(Diagnostic) {
    self.network = network
    weights = network.weights
    runner = NetworkRunner(
      network.architecture, network.layout,
      transitions: network.tasks.map(\.validTransitions), threads: threads)
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
      let numbered = try network.encoder(for: chosen, of: selection.corpus)
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

  var architecture: Architecture { network.architecture }

  /// Runs the network over all sentences once, and says so to whoever waits.
  mutating func onePass(
    _ body: (ForwardPass, Batch) -> Void
  ) throws(Diagnostic) {
    plan(passes: 1)
    try eachPass(body)
  }

  /// Says how often all sentences are run through next.
  private mutating func plan(passes: Int) {
    let sentences = batches.reduce(0) { $0 + $1.sentences.count }
    planned = done + passes * sentences
  }

  /// Runs the network over all sentences, as its sluices are now.
  private mutating func eachPass(
    _ body: (ForwardPass, Batch) -> Void
  ) throws(Diagnostic) {
    let (runner, batches) = (runner, batches)
    let (vectors, offsets) = (vectors, offsets)
    let (isDone, planned) = (isDone, planned)
    let network = network
    var done = done
    defer { self.done = done }
    try weights.asWeights { weights throws(Diagnostic) in
      for batch in batches {
        let pass = runner.forward(
          batch, weights, vectors: vectors, offsets: offsets)
        try Interrupt.check()
        try network.features?.check()
        body(pass, batch)
        done += batch.sentences.count
        isDone(done, planned)
      }
    }
  }

  /// Each task's loss: its mean in nats over its labelled tokens.
  ///
  /// - Throws: That the work is to stop; so do all that measure.
  package mutating func losses() throws(Diagnostic) -> [Measure] {
    if open == nil { plan(passes: 1) }
    return try openLosses()
  }

  private mutating func openLosses() throws(Diagnostic) -> [Measure] {
    if let open { return open }
    let losses = try lossesNow()
    open = losses
    return losses
  }

  /// The losses with the sluices as they are at the moment.
  private mutating func lossesNow() throws(Diagnostic) -> [Measure] {
    let count = network.tasks.count
    var sums = [Double](repeating: 0, count: count)
    var tokens = [Int](repeating: 0, count: count)
    try eachPass { pass, batch in
      for task in 0..<count {
        sums[task] += pass.loss(task, batch)
        tokens[task] += batch.labelled[task]
      }
    }
    return zip(sums, tokens).map { Measure($0, of: $1) }
  }

  /// An entry of a layer's alpha, all from 0.
  package typealias Entry = (layer: Int, receiver: Int, sender: Int)

  /// What takes the place of what a closed entry let through.
  package enum Replacement: String, Sendable, CaseIterable {
    /// Nothing at all, which the layers above have never met.
    case zero
    /// The sender's mean state over the sentences, times the entry: only what
    /// varies from token to token is taken away.
    case mean
  }

  /// How each task's loss rises when some entries of a layer's alpha are 0.
  package mutating func costOfClosing(
    _ entries: [Entry], with replacement: Replacement = .zero
  ) throws(Diagnostic) -> [Measure] {
    let isMean = replacement == .mean
    plan(passes: (open == nil ? 2 : 1) + (isMean && means == nil ? 1 : 0))
    let open = try openLosses()
    let kept = weights
    defer {
      weights = kept
      offsets = nil
    }
    if isMean {
      offsets = StateOffsets(
        entries, alpha: { network.alpha(weights, $0) },
        means: try stateMeans(), network.architecture)
    }
    for entry in entries {
      guard let alpha = network.layout[.alpha(entry.layer)]
      else { continue }
      let n = network.architecture.streams
      weights[alpha.offset + entry.receiver * n + entry.sender] = 0
    }
    let closed = try lossesNow()
    return zip(closed, open).map { Measure($0.sum - $1.sum, of: $0.count) }
  }

  /// What it costs the receiving task that nothing flows to it from another
  /// task any more, at one layer (from 0) or at all.
  package mutating func costOfClosing(
    to receiver: Int, from sender: Int, layer: Int? = nil,
    with replacement: Replacement = .zero
  ) throws(Diagnostic) -> Measure {
    try costOfClosing(
      network.entries(to: receiver, from: sender, layer: layer),
      with: replacement)[receiver]
  }

  /// By layer and stack the mean over tokens of the states that alpha reads,
  /// `[2H]`.
  private mutating func stateMeans() throws(Diagnostic) -> [[[Float]]] {
    if let means { return means }
    let a = network.architecture
    var sums = [[[Float]]](
      repeating: [[Float]](
        repeating: [Float](repeating: 0, count: 2 * a.hidden),
        count: a.stacks), count: a.layers)
    var tokens = 0
    try eachPass { pass, batch in
      tokens += batch.tokens
      for layer in 0..<a.layers {
        for stack in 0..<a.stacks {
          let states = pass.streams(layer: layer, stack: stack)
          for row in 0..<states.rows {
            for (unit, state) in states.row(row).enumerated() {
              sums[layer][stack][unit] += state
            }
          }
        }
      }
    }
    let count = Float(max(1, tokens))
    let means = sums.map { $0.map { $0.map { $0 / count } } }
    self.means = means
    return means
  }

  /// For each layer and stream the root mean square, over tokens, of the norm
  /// of the activations that alpha reads.
  package mutating func norms() throws(Diagnostic) -> [[Double]] {
    let a = network.architecture
    var squares = [[Double]](
      repeating: [Double](repeating: 0, count: a.streams), count: a.layers)
    var tokens = 0
    let (w, h) = (a.streamWidth, a.hidden)
    plan(passes: 1)
    try eachPass { pass, batch in
      tokens += batch.tokens
      for layer in 0..<a.layers {
        for stream in 0..<a.streams {
          let states = pass.streams(layer: layer, stack: stream / a.subspaces)
          for direction in 0..<2 {
            let first = direction * h + stream % a.subspaces * w
            squares[layer][stream] += Self.square(
              states.columns(first..<first + w))
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

import SluiceTensor

/// Everything a network computes for one batch on its way to the logits.
package struct ForwardPass {
  /// Keeps the memory behind the blocks alive.
  let workspace: Workspace
  /// None where the spellings' vectors were there before.
  let characters: CharacterEncoder.Memory?
  package let batch: Batch
  /// `[P, input width]`, for each table of word embeddings.
  package let features: [Block]
  /// What an encoder says of each token.
  let projection: FeatureProjection.Memory
  let layers: [Layer]
  /// By task, the heads, what they worked on, and with which weights.
  let heads: [any Head]
  let headPasses: [HeadPass]
  /// By task, what is read of the layers: the head's input, or what is projected
  /// to it.
  let read: [Block]
  let weights: Weights
  let dropped: DropoutMasks

  /// One layer of all stacks; states are `[P, 2H]`.
  struct Layer: Sendable {
    /// For each stack, for each direction.
    let lstm: [[LSTMLayer.Memory]]
    /// By stack, the LSTM's states after the activation.
    let active: [Block]
    /// By receiver, what is made of them.
    let mixed: [Block]
    /// The same for what mixes them; none where nothing does.
    let mixing: MixedStates?
  }

  /// A task's scores, `[P, labels]`; after a backward pass, their gradient.
  package func logits(_ task: Int) -> Block { headPasses[task].logits }

  /// The states of a layer (from 0) of a stack that alpha is applied to.
  package func streams(layer: Int, stack: Int) -> Block {
    layers[layer].active[stack]
  }

  /// What is handed on to a receiver: with alpha, what it makes of the states.
  package func mixed(layer: Int, stack: Int) -> Block {
    layers[layer].mixed[stack]
  }

  /// What reaches a task's head.
  package func headInput(_ task: Int) -> Block { headPasses[task].input }
}

extension NetworkRunner {
  /// Runs a batch up to the logits of every task.
  ///
  /// - Parameters:
  ///   - batch: The sentences.
  ///   - weights: The network's weights.
  ///   - perturbation: Noise and dropout; none outside training.
  ///   - vectors: The spellings' vectors, if they have been worked out; there
  ///     is no way back then.
  ///   - offsets: What to add to the states that alpha has mixed.
  /// - Returns: Blocks that stay valid until the next call.
  package func forward(
    _ batch: Batch, _ weights: Weights,
    _ perturbation: Perturbation = .none, vectors: SpellingVectors? = nil,
    offsets: StateOffsets? = nil
  ) -> ForwardPass {
    workspace.restart()
    if let vectors { workspace.rewind(to: vectors.end) }
    var spelled: CharacterEncoder.Memory?
    let dropped = DropoutMasks(self, batch.packing, perturbation)
    let features = (0..<architecture.wordTables).map { _ in
      workspace.block(rows: batch.tokens, columns: architecture.inputWidth)
    }
    let width = architecture.wordWidth
    for (table, features) in features.enumerated() {
      Kernels.gather(
        words(table, weights), batch.words[...],
        into: features.columns(0..<width))
    }
    let rest = features[0].columns(width..<architecture.spelledWidth)
    var inputs: (tables: WordInputs, rows: [Int32])?
    if let vectors {
      let numbers = vectors.numbers(batch)
      vectors.gather(numbers, into: rest)
      let tables =
        vectors.inputs
        ?? WordInputs(
          words: batch.words, spellings: numbers, vectors: vectors.vectors,
          self, weights, isLimited: false)
      inputs = tables.map {
        ($0, $0.rows(words: batch.words, spellings: numbers))
      }
    } else {
      let memory = spell(batch.spellings, weights)
      Kernels.gather(memory.output, batch.spellingOfRow[...], into: rest)
      spelled = memory
    }
    let projected = projection.forward(
      batch,
      mean: features[0].columns(
        architecture.spelledWidth..<architecture.inputWidth),
      workspace, weights)
    for other in features.dropFirst() {
      let columns = width..<architecture.inputWidth
      other.columns(columns).copy(features[0].columns(columns))
    }
    for features in features {
      perturb(features, perturbation)
      drop(features, dropped.input)
    }

    var layers: [ForwardPass.Layer] = []
    let scratch = (0..<2 * architecture.stacks).map { _ in
      LSTMLayer.Scratch(
        workspace, rows: batch.tokens, widest: batch.packing.count,
        hidden: architecture.hidden, isShared: architecture.layers > 1)
    }
    for k in 0..<architecture.layers {
      layers.append(
        runLayer(
          k, batch, below: layers.last, features: features,
          inputs: k == 0 ? inputs : nil, scratch, weights, dropped,
          perturbation.choice))
      if let offsets { offsets.add(toLayer: k, layers[k].mixed) }
    }
    let (passes, read) = runHeads(
      batch, layers, projected, weights, perturbation, dropped)
    return ForwardPass(
      workspace: workspace, characters: spelled, batch: batch,
      features: features,
      projection: projected, layers: layers, heads: heads, headPasses: passes,
      read: read, weights: weights,
      dropped: dropped)
  }

  private func perturb(_ features: Block, _ perturbation: Perturbation) {
    perturbation.given?.withUnsafeBufferPointer { noise in
      precondition(noise.count == features.count, "noise for every number")
      for i in noise.indices { features.base[i] += noise[i] }
    }
    if perturbation.inputNoise > 0 {
      let seed = perturbation.seed("input noise")
      inChunks(features.rows) { rows in
        Kernels.addGaussian(
          features.rows(rows), deviation: perturbation.inputNoise, seed: seed,
          first: rows.lowerBound * features.columns)
      }
    }
  }

  /// What layer `k` of a stack reads in one direction.
  func input(
    _ k: Int, _ stack: Int, _ d: Int, below: ForwardPass.Layer?,
    features: [Block]
  ) -> Block {
    guard let below else { return features[table(ofStack: stack)] }
    let mixed = below.mixed[architecture.receiver(ofStack: stack)]
    return architecture.wiring == .concat ? mixed : mixed.columns(half(d))
  }

  private func runLayer(
    _ k: Int, _ batch: Batch, below: ForwardPass.Layer?, features: [Block],
    inputs: (tables: WordInputs, rows: [Int32])?,
    _ scratch: [LSTMLayer.Scratch], _ weights: Weights,
    _ dropped: DropoutMasks, _ choice: ChoiceNoise?
  ) -> ForwardPass.Layer {
    let rows = batch.tokens
    let hidden = architecture.hidden
    func states(_ count: Int) -> [Block] {
      (0..<count).map { _ in
        workspace.block(rows: rows, columns: 2 * hidden)
      }
    }
    let active = states(architecture.stacks)
    let handed = dropped.layers[k]
    // What is handed on is kept apart from the states where it differs.
    let mixed =
      mixers.isEmpty && handed == nil
      ? active : states(architecture.receivers)
    let mixing =
      mixers.isEmpty
      ? nil
      : MixedStates(
        senders: active, receivers: mixed, below: below?.mixed ?? [],
        input: features[0],
        kept: mixers[k].kept.map { workspace.block(rows: rows, columns: $0) },
        choice: choice)
    let memory = active.indices.map { c in
      (0..<2).map { d in
        LSTMLayer.Memory(
          workspace, rows: rows, hidden: hidden, scratch[2 * c + d],
          dropped: dropped.recurrent[k][d])
      }
    }

    workers.run(2 * architecture.stacks) { piece in
      let (c, d) = (piece / 2, piece % 2)
      let layer = lstm[k][c][d]
      var start = Recurrence.Start.fed
      if let inputs {
        start = .table(inputs.tables.tables[c][d], rows: inputs.rows)
      } else {
        layer.feed(
          input(k, c, d, below: below, features: features), memory[c][d],
          weights)
      }
      layer.run(
        memory[c][d], from: start, states: .all(active[c].columns(half(d))),
        starts: batch.packing.starts, weights)
    }
    let layer = ForwardPass.Layer(
      lstm: memory, active: active, mixed: mixed, mixing: mixing)
    let hasTanh = k > 0 && architecture.activation == .tanh
    guard hasTanh || mixing != nil || handed != nil else { return layer }
    inChunks(rows) { chunk in
      if hasTanh {
        profiler.measure(.gates) {
          for states in active { Kernels.tanh(states.rows(chunk)) }
        }
      }
      if let mixing {
        profiler.measure(.sharing) {
          mixers[k].forward(mixing.rows(chunk), weights)
        }
      } else if handed != nil {
        for (from, to) in zip(active, mixed) {
          to.rows(chunk).copy(from.rows(chunk))
        }
      }
    }
    for states in mixed { drop(states, handed) }
    return layer
  }

  private func runHeads(
    _ batch: Batch, _ layers: [ForwardPass.Layer],
    _ projection: FeatureProjection.Memory, _ weights: Weights,
    _ perturbation: Perturbation, _ dropped: DropoutMasks
  ) -> (passes: [HeadPass], read: [Block]) {
    let passes = heads.map {
      HeadPass(workspace, $0, inputs: architecture.headWidth, batch.packing)
    }
    let states = domains.blocks(passes.map(\.input), workspace)
    workers.run(heads.count) { task in
      profiler.measure(.sharing) {
        let receivers = architecture.receivers(ofTask: task)
        for (part, receiver) in receivers.enumerated() {
          skip.forward(
            layers.map { $0.mixed[receiver] } + projection.projected,
            into: states[task].columns(read(part)), task: task, weights)
        }
      }
      if perturbation.headNoise > 0 {
        Kernels.addGaussian(
          states[task], deviation: perturbation.headNoise,
          seed: perturbation.seed("head noise", task))
      }
      profiler.measure(.dropout) {
        dropped.heads?.apply(to: states[task])
      }
      profiler.measure(.heads) {
        domains.forward(
          states[task], into: passes[task].input, task: task, weights)
        heads[task].forward(passes[task], weights)
      }
    }
    return (passes, states)
  }
}

extension ForwardPass {
  /// The label that a task gives to each token.
  package func predictions(_ task: Int) -> [Int32] {
    heads[task].decode(headPasses[task], weights)
  }

  /// How likely a task's head finds a label of each token.
  func probabilities(_ task: Int, of labels: [Int32]) -> [Float] {
    heads[task].probabilities(headPasses[task], of: labels, weights)
  }

  /// A task's loss, summed over the labelled tokens, in nats; the logits
  /// become its gradient times `scale`.
  func loss(_ task: Int, _ batch: Batch, scale: Float = 1) -> Double {
    heads[task].loss(
      headPasses[task], labels: batch.labels[task], scale: scale, weights)
  }
}

import SluiceTensor

extension NetworkRunner {
  /// Runs back from the logits and sets the gradients of all weights.
  ///
  /// - Parameters:
  ///   - pass: What `forward` returned for the batch.
  ///   - batch: The sentences and their labels.
  ///   - lossWeights: How the tasks' losses are added.
  ///   - weights: The network's weights.
  ///   - gradients: Laid out like them; the rows of the word embedding that
  ///     occur in the batch are added to, all else is set.
  ///   - isRegularized: Whether the regularizers' gradients are among them.
  /// - Returns: The batch's losses.
  package func backward(
    _ pass: ForwardPass, _ batch: Batch, _ lossWeights: LossWeights,
    _ weights: Weights, gradients: Gradients, isRegularized: Bool = true
  ) -> Losses {
    let regularizers = isRegularized ? regularizers : []
    let memory = BackwardMemory(self, pass, batch)
    runHeadsBackward(pass, memory, batch, lossWeights, weights, gradients)
    var terms = [Double](repeating: 0, count: regularizers.count)
    for k in (0..<architecture.layers).reversed() {
      startStatesBackward(
        k, pass, memory, weights, gradients, regularizers, &terms)
      runLayerAboveBackward(k + 1, pass, memory, batch, weights)
      for gradient in memory.mixedGradient(k) {
        drop(gradient, pass.dropped.layers[k])
      }
      runLayerBackward(k, pass, memory, batch, weights, gradients)
    }
    runFeaturesBackward(pass, memory, batch, weights, gradients)
    workspace.rewind(to: memory.mark)
    for (index, regularizer) in regularizers.enumerated() {
      terms[index] += regularizer.loss(
        ofWeights: weights, gradients: gradients, self)
    }
    if architecture.blocks { keepSubspacesApart(gradients) }
    bases?.backward(weights, gradients)
    return losses(
      memory.taskLosses.row(0).map(Double.init),
      Array(zip(regularizers, terms)), lossWeights)
  }

  /// The batch's losses, once all pieces are done.
  private func losses(
    _ tasks: [Double], _ terms: [(any Regularizer, Double)],
    _ lossWeights: LossWeights
  ) -> Losses {
    var losses = Losses(
      tasks: tasks, weights: lossWeights.tasks.map(Double.init),
      total: zip(tasks, lossWeights.tasks).reduce(0.0) {
        $0 + $1.0 * Double($1.1)
      })
    for (regularizer, term) in terms {
      losses.regularizers[type(of: regularizer).name] = term
      let sign: Double = type(of: regularizer).isOpposed ? -1 : 1
      losses.total += sign * Double(regularizer.weight) * term
    }
    return losses
  }

  private func runHeadsBackward(
    _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ lossWeights: LossWeights, _ weights: Weights, _ gradients: Gradients
  ) {
    workers.run(heads.count) { task in
      let share = lossWeights.scale(task, of: batch)
      profiler.measure(.heads) {
        let sum = pass.loss(
          task, batch, scale: share * lossWeights.tasks[task])
        memory.taskLosses.base[task] = Float(sum) * share
        heads[task].backward(
          pass.headPasses[task], scratch: memory.headScratch[task],
          inputGradient: pass.headPasses[task].input, weights, gradients)
      }
    }
    workers.run(domains.domains) { domain in
      profiler.measure(.heads) {
        domains.backward(
          domain: domain, inputGradients: pass.headPasses.map(\.input),
          read: memory.headGradient, weights, gradients)
      }
    }
    workers.run(heads.count) { task in
      let gradient = memory.headGradient[task]
      profiler.measure(.dropout) { pass.dropped.heads?.apply(to: gradient) }
      profiler.measure(.sharing) {
        let receivers = architecture.receivers(ofTask: task)
        for (part, receiver) in receivers.enumerated() {
          skip.betaGradient(
            gradient.columns(read(part)),
            pass.layers.map { $0.mixed[receiver] } + pass.projection.projected,
            task: task, gradients: gradients, keep: part > 0)
        }
      }
    }
  }

  /// Sets the gradient of a layer's states to what heads and regularizers ask.
  private func startStatesBackward(
    _ k: Int, _ pass: ForwardPass, _ memory: BackwardMemory,
    _ weights: Weights, _ weightGradients: Gradients,
    _ regularizers: [any Regularizer], _ terms: inout [Double]
  ) {
    let gradients = memory.mixedGradient(k)
    workers.run(architecture.receivers) { receiver in
      gradients[receiver].clear()
      for task in heads.indices {
        let receivers = architecture.receivers(ofTask: task)
        guard let part = receivers.firstIndex(of: receiver) else { continue }
        profiler.measure(.sharing) {
          skip.backward(
            memory.headGradient[task].columns(read(part)), task: task,
            layer: k, to: gradients[receiver], weights)
        }
      }
    }
    for (index, regularizer) in regularizers.enumerated() {
      terms[index] += regularizer.loss(
        ofStates: pass, layer: k,
        gradients: StateGradients(states: gradients, weights: weightGradients),
        weights, self)
    }
  }

  private func runLayerBackward(
    _ k: Int, _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ weights: Weights, _ gradients: Gradients
  ) {
    let layer = pass.layers[k]
    let stateGradient = runStreamsBackward(
      k, layer, memory, weights, gradients)
    let below = k > 0 ? pass.layers[k - 1] : nil

    workers.run(2 * architecture.stacks) { piece in
      let (c, d) = (piece / 2, piece % 2)
      let lstm = self.lstm[k][c][d]
      lstm.runBackward(
        layer.lstm[c][d],
        stateGradient: stateGradient[c].columns(half(d)),
        starts: batch.packing.starts, weights, gradients: gradients)
      lstm.feedBackward(
        input(k, c, d, below: below, features: pass.features),
        layer.lstm[c][d], gradients: gradients)
    }
  }

  /// Adds what layer `k` asks of the states below it, if there is such a layer.
  private func runLayerAboveBackward(
    _ k: Int, _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ weights: Weights
  ) {
    guard k < architecture.layers else { return }
    let layer = pass.layers[k]
    let halves = halves(batch.tokens)
    let below = memory.mixedGradient(k - 1)
    workers.run(below.count * halves.count) { piece in
      let (receiver, rows) = (
        piece / halves.count, halves[piece % halves.count]
      )
      let target = below[receiver].rows(rows)
      for c in 0..<architecture.stacks
      where architecture.receiver(ofStack: c) == receiver {
        for d in 0..<2 {
          self.lstm[k][c][d].inputGradient(
            layer.lstm[c][d], rows: rows,
            into: architecture.wiring == .concat
              ? target : target.columns(half(d)),
            keep: 1, weights)
        }
      }
    }
    if let mixing = layer.mixing {
      profiler.measure(.sharing) {
        mixers[k].readBackward(
          mixing, memory.mixed(k), into: below, weights)
      }
    }
  }

  /// The way back through what mixes the states and the activation, from the
  /// layer's mixed gradient to that of the LSTM's states.
  ///
  /// - Returns: By stack, `[P, 2H]`.
  private func runStreamsBackward(
    _ k: Int, _ layer: ForwardPass.Layer, _ memory: BackwardMemory,
    _ weights: Weights, _ gradients: Gradients
  ) -> [Block] {
    let mixed = memory.mixed(k, layer)
    inChunks(mixed.receivers[0].rows) { rows in
      if let states = layer.mixing {
        profiler.measure(.sharing) {
          mixers[k].backward(
            states.rows(rows), mixed.rows(rows),
            part: part(rows, of: memory.parts[k]), weights)
        }
      }
      if k > 0, architecture.activation == .tanh {
        profiler.measure(.gates) {
          for (y, g) in zip(layer.active, mixed.senders) {
            Kernels.tanhBackward(y.rows(rows), g.rows(rows))
          }
        }
      }
    }
    if let states = layer.mixing {
      workers.run(mixers[k].pieces) { piece in
        profiler.measure(.sharing) {
          mixers[k].weightGradients(
            states, mixed, parts: memory.parts[k], piece: piece, weights,
            gradients)
        }
      }
    }
    return mixed.senders
  }

  /// Where some rows' sums go.
  private func part(_ rows: Range<Int>, of parts: Block) -> Block {
    let part = rows.lowerBound / Self.chunk
    return parts.rows == 0 ? parts : parts.rows(part..<part + 1)
  }

  /// The way back through the projection of an encoder's layers, which heads and
  /// the first layers read.
  private func runProjectionBackward(
    _ pass: ForwardPass, _ memory: BackwardMemory, _ weights: Weights,
    _ gradients: Gradients
  ) {
    for (layer, gradient) in memory.projectedGradient.enumerated() {
      gradient.clear()
      for task in heads.indices {
        for part in architecture.receivers(ofTask: task).indices {
          skip.backward(
            memory.headGradient[task].columns(read(part)), task: task,
            layer: architecture.layers + layer, to: gradient, weights)
        }
      }
    }
    projection.backward(
      pass.projection, headGradient: memory.projectedGradient,
      meanGradient: memory.featureGradient[0].columns(
        architecture.spelledWidth..<architecture.inputWidth),
      gradients)
  }

  private func runFeaturesBackward(
    _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ weights: Weights, _ gradients: Gradients
  ) {
    let halves = halves(batch.tokens)
    for (table, features) in memory.featureGradient.enumerated() {
      let stacks = (0..<architecture.stacks).filter {
        self.table(ofStack: $0) == table
      }
      workers.run(halves.count) { piece in
        let rows = halves[piece]
        for c in stacks {
          for d in 0..<2 {
            lstm[0][c][d].inputGradient(
              pass.layers[0].lstm[c][d], rows: rows,
              into: features.rows(rows), keep: c == stacks[0] && d == 0 ? 0 : 1,
              weights)
          }
        }
      }
    }
    for (layer, mixer) in zip(pass.layers, mixers) {
      guard let mixing = layer.mixing else { continue }
      profiler.measure(.sharing) {
        mixer.inputBackward(mixing, into: memory.featureGradient[0], weights)
      }
    }
    for features in memory.featureGradient {
      drop(features, pass.dropped.input)
    }
    let features = memory.featureGradient[0]
    let width = architecture.wordWidth
    // What is not of words is the same for all tables.
    for other in memory.featureGradient.dropFirst() {
      let columns = width..<features.columns
      Kernels.add(other.columns(columns), to: features.columns(columns))
    }
    runProjectionBackward(pass, memory, weights, gradients)
    guard let spelled = pass.characters else {
      preconditionFailure("there is no way back through given vectors")
    }
    workspace.rewind(to: memory.mark)
    let back = CharacterEncoder.BackwardMemory(
      workspace, characters, batch.spellings)
    Kernels.scatterAdd(
      features.columns(width..<architecture.spelledWidth), batch.spellingOfRow,
      to: back.outputGradient)
    workers.run(3) { piece in
      if piece < 2 {
        profiler.measure(.characters) {
          characters.backward(
            spelled, back, batch.spellings, weights, gradients: gradients,
            direction: piece)
        }
      } else {
        for (table, features) in memory.featureGradient.enumerated() {
          Kernels.scatterAdd(
            features.columns(0..<width), batch.words,
            to: words(table, gradients))
        }
      }
    }
    characters.embeddingBackward(
      back, batch.spellings, gradients: gradients)
  }
}

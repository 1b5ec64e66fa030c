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
      startStatesBackward(k, pass, memory, weights, regularizers, &terms)
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
      losses.total += Double(regularizer.weight) * term
    }
    return losses
  }

  private func runHeadsBackward(
    _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ lossWeights: LossWeights, _ weights: Weights, _ gradients: Gradients
  ) {
    workers.run(heads.count) { task in
      let share = lossWeights.scale(task, of: batch)
      let gradient = memory.headGradient[task]
      profiler.measure(.heads) {
        let sum = pass.loss(
          task, batch, scale: share * lossWeights.tasks[task])
        memory.taskLosses.base[task] = Float(sum) * share
        heads[task].backward(
          pass.headPasses[task], scratch: memory.headScratch[task],
          inputGradient: gradient, weights, gradients)
      }
      profiler.measure(.dropout) { pass.dropped.heads?.apply(to: gradient) }
      profiler.measure(.sharing) {
        for (part, stack) in architecture.stacks(ofTask: task).enumerated() {
          skip.betaGradient(
            gradient.columns(read(part)),
            pass.layers.map { $0.mixed[stack] } + pass.projection.projected,
            task: task, gradients: gradients, keep: part > 0)
        }
      }
    }
  }

  /// Sets the gradient of a layer's states to what heads and regularizers ask.
  private func startStatesBackward(
    _ k: Int, _ pass: ForwardPass, _ memory: BackwardMemory,
    _ weights: Weights, _ regularizers: [any Regularizer],
    _ terms: inout [Double]
  ) {
    let gradients = memory.mixedGradient(k)
    workers.run(architecture.stacks) { stack in
      gradients[stack].clear()
      for task in heads.indices {
        guard
          let part = architecture.stacks(ofTask: task).firstIndex(of: stack)
        else { continue }
        profiler.measure(.sharing) {
          skip.backward(
            memory.headGradient[task].columns(read(part)), task: task,
            layer: k, to: gradients[stack], weights)
        }
      }
    }
    for (index, regularizer) in regularizers.enumerated() {
      terms[index] += regularizer.loss(
        ofStates: pass, layer: k, gradients: gradients, self)
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
    workers.run(architecture.stacks * halves.count) { piece in
      let (c, rows) = (piece / halves.count, halves[piece % halves.count])
      let target = memory.mixedGradient(k - 1)[c].rows(rows)
      for d in 0..<2 {
        self.lstm[k][c][d].inputGradient(
          layer.lstm[c][d], rows: rows,
          into: architecture.wiring == .concat
            ? target : target.columns(half(d)),
          keep: 1, weights)
      }
    }
  }

  /// The way back through alpha and the activation, from the layer's mixed
  /// gradient to that of the LSTM's states.
  ///
  /// - Returns: By stack, `[P, 2H]`; with an alpha it takes the place of the
  ///   mixed states, which the layer above has read by now.
  private func runStreamsBackward(
    _ k: Int, _ layer: ForwardPass.Layer, _ memory: BackwardMemory,
    _ weights: Weights, _ gradients: Gradients
  ) -> [Block] {
    let mixed = memory.mixedGradient(k)
    let result = alphas.isEmpty ? mixed : layer.mixed
    let streams = architecture.streams
    inChunks(mixed[0].rows) { rows in
      let gradient = result.map { $0.rows(rows) }
      if !alphas.isEmpty {
        let chunk = rows.lowerBound / Self.chunk
        profiler.measure(.sharing) {
          alphas[k].backward(
            layer.active.map { $0.rows(rows) },
            mixedGradient: mixed.map { $0.rows(rows) }, into: gradient,
            part: Block(
              memory.alphaParts.base + chunk * streams * streams,
              rows: streams, columns: streams), weights)
        }
      }
      if k > 0, architecture.activation == .tanh {
        profiler.measure(.gates) {
          for (y, g) in zip(layer.active, gradient) {
            Kernels.tanhBackward(y.rows(rows), g)
          }
        }
      }
    }
    if !alphas.isEmpty {
      let alpha = gradients[alphas[k].alpha]
      let parts = memory.alphaParts
      Kernels.sumRows(
        parts, into: Block(alpha.base, rows: 1, columns: parts.columns))
    }
    return result
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
        for part in architecture.stacks(ofTask: task).indices {
          skip.backward(
            memory.headGradient[task].columns(read(part)), task: task,
            layer: architecture.layers + layer, to: gradient, weights)
        }
      }
    }
    projection.backward(
      pass.projection, headGradient: memory.projectedGradient,
      meanGradient: memory.featureGradient.columns(
        architecture.spelledWidth..<memory.featureGradient.columns),
      gradients)
  }

  private func runFeaturesBackward(
    _ pass: ForwardPass, _ memory: BackwardMemory, _ batch: Batch,
    _ weights: Weights, _ gradients: Gradients
  ) {
    let features = memory.featureGradient
    let halves = halves(batch.tokens)
    workers.run(halves.count) { piece in
      let rows = halves[piece]
      for c in 0..<architecture.stacks {
        for d in 0..<2 {
          lstm[0][c][d].inputGradient(
            pass.layers[0].lstm[c][d], rows: rows, into: features.rows(rows),
            keep: c == 0 && d == 0 ? 0 : 1, weights)
        }
      }
    }
    drop(features, pass.dropped.input)
    runProjectionBackward(pass, memory, weights, gradients)
    let width = architecture.wordWidth
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
        Kernels.scatterAdd(
          features.columns(0..<width), batch.words, to: gradients[word])
      }
    }
    characters.embeddingBackward(
      back, batch.spellings, gradients: gradients)
  }
}

import SluiceTensor

/// Reads each distinct spelling of a batch, character by character, in both
/// directions; a spelling's vector joins the two last states.
///
/// The input products come from a table, one row per character that occurs:
/// `table = embedding·Wᵀ + b + b′`, which is the same sum for every place a
/// character stands at.
///
/// - Shapes: `C` characters of all spellings, `A` distinct ones, `E` numbers of
///   an embedding, `H` hidden units; output `[spellings, 2H]`.
struct CharacterEncoder: Sendable {
  let embedding: Slot
  let layers: [LSTMLayer]

  init(
    _ layout: ParameterLayout,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    embedding = Slot(layout, .characters)
    layers = Direction.allCases.map {
      LSTMLayer(layout, .characters($0), $0, isStopped: isStopped)
    }
  }

  /// Its weights, with their shapes.
  static func parameters(
    _ a: Architecture, characters: Int
  ) -> [Parameter] {
    [
      Parameter(
        .characters, [characters, a.characterWidth], start: .uniform(0.1))
    ]
      + Direction.allCases.flatMap {
        LSTMLayer.parameters(
          .characters($0), inputs: a.characterWidth, hidden: a.characterHidden)
      }
  }

  /// Memory for one batch, by direction where it is an array.
  struct Memory: Sendable {
    let used: Block
    let table: [Block]
    let lstm: [LSTMLayer.Memory]
    /// `[spellings, 2H]`
    let output: Block

    init(
      _ workspace: Workspace, _ encoder: CharacterEncoder,
      _ spelled: Batch.Spellings
    ) {
      let hidden = encoder.layers[0].hidden
      used = workspace.block(
        rows: spelled.alphabet.count, columns: encoder.embedding.columns)
      table = encoder.layers.map { _ in
        workspace.block(rows: spelled.alphabet.count, columns: 4 * hidden)
      }
      lstm = encoder.layers.map { _ in
        LSTMLayer.Memory(
          workspace, rows: spelled.packing.rows, hidden: hidden,
          LSTMLayer.Scratch(
            workspace, rows: spelled.packing.rows,
            widest: spelled.packing.count, hidden: hidden, isShared: false))
      }
      output = workspace.block(
        rows: spelled.packing.count, columns: 2 * hidden)
    }
  }

  /// Memory for the way back, by direction where it is an array.
  struct BackwardMemory: Sendable {
    let usedGradient: [Block]
    let stateGradient: [Block]
    /// `[spellings, 2H]`
    let outputGradient: Block

    init(
      _ workspace: Workspace, _ encoder: CharacterEncoder,
      _ spelled: Batch.Spellings
    ) {
      let hidden = encoder.layers[0].hidden
      usedGradient = encoder.layers.map { _ in
        workspace.block(
          rows: spelled.alphabet.count, columns: encoder.embedding.columns)
      }
      stateGradient = encoder.layers.map { _ in
        workspace.block(rows: spelled.packing.rows, columns: hidden)
      }
      outputGradient = workspace.block(
        rows: spelled.packing.count, columns: 2 * hidden)
      outputGradient.clear()
    }
  }

  /// The embeddings of the characters that occur, for both directions.
  func look(
    _ memory: Memory, _ spelled: Batch.Spellings,
    _ weights: Weights
  ) {
    Kernels.gather(weights[embedding], spelled.alphabet[...], into: memory.used)
  }

  /// Reads the spellings in one direction.
  func forward(
    _ memory: Memory, _ spelled: Batch.Spellings,
    _ weights: Weights, direction d: Int
  ) {
    let layer = layers[d], lstm = memory.lstm[d]
    layer.project(
      memory.used, into: memory.table[d], bias: lstm.scratch.bias, weights)
    layer.run(
      lstm, from: .table(memory.table[d], rows: spelled.characters),
      states: .last(memory.output.columns(part(d))),
      starts: spelled.packing.starts, weights)
  }

  /// Sets the gradients of the LSTMs' weights and of the embeddings used.
  func backward(
    _ memory: Memory, _ back: BackwardMemory, _ spelled: Batch.Spellings,
    _ weights: Weights, gradients: Gradients, direction d: Int
  ) {
    let layer = layers[d], lstm = memory.lstm[d]
    back.stateGradient[d].clear()
    let part = back.outputGradient.columns(part(d))
    for spelling in 0..<spelled.packing.count {
      let row = lastRow(of: spelling, layer.direction, spelled.packing)
      back.stateGradient[d].rows(row..<row + 1)
        .copy(part.rows(spelling..<spelling + 1))
    }
    layer.runBackward(
      lstm, stateGradient: back.stateGradient[d],
      starts: spelled.packing.starts, weights, gradients: gradients)
    let table = memory.table[d]
    table.clear()
    Kernels.scatterAdd(lstm.trace.gates, spelled.characters, to: table)
    multiply(
      .transposed(table), .asIs(memory.used),
      into: gradients[layer.input])
    multiply(
      .asIs(table), .asIs(weights[layer.input]),
      into: back.usedGradient[d])
  }

  /// Sets the embeddings' gradient, once both directions are done.
  func embeddingBackward(
    _ back: BackwardMemory, _ spelled: Batch.Spellings,
    gradients: Gradients
  ) {
    gradients[embedding].clear()
    for part in back.usedGradient {
      Kernels.scatterAdd(
        part, spelled.alphabet, to: gradients[embedding])
    }
  }

  private func part(_ d: Int) -> Range<Int> {
    let hidden = layers[0].hidden
    return d * hidden..<(d + 1) * hidden
  }

  /// Where a direction's last state of a spelling lies.
  private func lastRow(
    of spelling: Int, _ direction: Direction, _ packing: Packing
  ) -> Int {
    let last = direction == .forward ? packing.lengths[spelling] - 1 : 0
    return packing.starts[last] + spelling
  }
}

extension Weight {
  /// All characters' embeddings.
  package static let characters = Weight(
    Part("characters"), .embeddings, name: "char.weight")
}

extension Weight.LSTM {
  /// Those of the LSTM over a word's characters.
  static func characters(_ direction: Direction) -> Self {
    Self(Weight.characters.part, name: "char_rnn.\(direction.name)")
  }
}

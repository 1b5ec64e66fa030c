import SluiceTensor

/// What the character LSTMs make of some spellings, each worked out once.
///
/// While a network is not trained a spelling has one vector, wherever its word
/// stands: a run over many sentences works all of them out at its start, in
/// groups of like length, and looks them up from then on. They lie in the
/// runner's memory, below what its passes need, until it spells again or runs
/// without them. So does, where there is room, what the first layers make of
/// each word (``WordInputs``).
///
/// - Shapes: `vectors` is `[spellings, 2H]`.
package struct SpellingVectors: Sendable {
  fileprivate let number: [[Int32]: Int32]
  let vectors: Block
  fileprivate(set) var inputs: WordInputs?
  /// Where what comes after them may begin.
  fileprivate(set) var end: Workspace.Mark
  /// Keeps the memory behind the vectors alive.
  private nonisolated(unsafe) let memory: Workspace

  fileprivate init(
    _ number: [[Int32]: Int32], width: Int, _ workspace: Workspace
  ) {
    self.number = number
    memory = workspace
    workspace.restart()
    vectors = workspace.block(rows: number.count, columns: width)
    end = workspace.mark
  }

  /// For each row of a batch the number of its spelling.
  func numbers(_ batch: Batch) -> [Int32] {
    let numbers = batch.spellings.distinct.map { spelling in
      guard let number = number[spelling] else {
        preconditionFailure("a spelling that was not worked out")
      }
      return number
    }
    return batch.spellingOfRow.map { numbers[Int($0)] }
  }

  /// The vectors of spellings by their numbers.
  func gather(_ numbers: [Int32], into out: Block) {
    Kernels.gather(vectors, numbers[...], into: out)
  }
}

extension NetworkRunner {
  /// Works out the vectors of all spellings of some sentences; invalidates
  /// what earlier passes returned. Where the work is to stop they are not whole.
  package func spell(
    _ sentences: [NumberedSentence], _ weights: Weights
  ) -> SpellingVectors {
    // Numbered as they appear; worked out in groups of like length.
    var number: [[Int32]: Int32] = [:]
    var spellings: [[Int32]] = []
    for sentence in sentences {
      for spelling in sentence.characters where number[spelling] == nil {
        number[spelling] = Int32(spellings.count)
        spellings.append(spelling)
      }
    }
    let order = spellings.indices.sorted {
      (spellings[$1].count, $0) < (spellings[$0].count, $1)
    }
    var result = SpellingVectors(
      number, width: 2 * architecture.characterHidden, workspace)
    for start in stride(from: 0, to: order.count, by: Self.spellingGroup)
    where !workers.isStopped() {
      let members = order[start..<min(start + Self.spellingGroup, order.count)]
      workspace.rewind(to: result.end)
      let memory = spell(
        Batch.Spellings(members.map { spellings[$0] }), weights)
      for (row, spelling) in members.enumerated() {
        result.vectors.rows(spelling..<spelling + 1)
          .copy(memory.output.rows(row..<row + 1))
      }
    }
    workspace.rewind(to: result.end)
    result.inputs = WordInputs(
      words: sentences.flatMap(\.words),
      spellings: sentences.flatMap { $0.characters.map { number[$0] ?? 0 } },
      vectors: result.vectors, self, weights, isLimited: true)
    result.end = workspace.mark
    return result
  }

  private static let spellingGroup = 256

  /// Runs both directions over some spellings.
  func spell(
    _ spelled: Batch.Spellings, _ weights: Weights
  ) -> CharacterEncoder.Memory {
    let memory = CharacterEncoder.Memory(workspace, characters, spelled)
    characters.look(memory, spelled, weights)
    workers.run(characters.layers.count) { direction in
      profiler.measure(.characters) {
        characters.forward(memory, spelled, weights, direction: direction)
      }
    }
    return memory
  }
}

import SluiceTensor

/// What the character LSTMs make of some spellings, each worked out once.
///
/// While a network is not trained a spelling has one vector, wherever its word
/// stands: a run over many sentences works all of them out at its start, in
/// groups of like length, and looks them up from then on.
///
/// - Shapes: `vectors` is `[spellings, 2H]`.
package struct SpellingVectors: Sendable {
  fileprivate let number: [[Int32]: Int32]
  fileprivate let vectors: Block
  /// Keeps the memory behind the vectors alive.
  private nonisolated(unsafe) let memory: Workspace

  fileprivate init(_ spellings: [[Int32]], width: Int) {
    number = Dictionary(
      uniqueKeysWithValues: spellings.enumerated().map { ($1, Int32($0)) })
    memory = Workspace()
    vectors = memory.block(rows: spellings.count, columns: width)
  }

  /// For each row of a batch the vector of its spelling.
  func gather(_ batch: Batch, into out: Block) {
    let numbers = batch.spellings.distinct.map { spelling in
      guard let number = number[spelling] else {
        preconditionFailure("a spelling that was not worked out")
      }
      return number
    }
    Kernels.gather(
      vectors, batch.spellingOfRow.map { numbers[Int($0)] }, into: out)
  }
}

extension NetworkRunner {
  /// Works out the vectors of all spellings of some sentences; invalidates
  /// what earlier passes returned.
  package func spell(
    _ sentences: [NumberedSentence], _ base: UnsafeMutablePointer<Float>
  ) -> SpellingVectors {
    var distinct = Set<[Int32]>()
    for sentence in sentences { distinct.formUnion(sentence.characters) }
    let ordered = distinct.sorted { ($0.count, $0) > ($1.count, $1) }
    let result = SpellingVectors(
      ordered, width: 2 * architecture.characterHidden)
    for start in stride(from: 0, to: ordered.count, by: Self.spellingGroup) {
      let rows = start..<min(start + Self.spellingGroup, ordered.count)
      let group = Batch.Spellings(Array(ordered[rows]))
      workspace.restart()
      let memory = spell(group, base)
      result.vectors.rows(rows).copy(memory.output)
    }
    return result
  }

  private static let spellingGroup = 256

  /// Runs both directions over some spellings.
  func spell(
    _ spelled: Batch.Spellings, _ base: UnsafeMutablePointer<Float>
  ) -> CharacterEncoder.Memory {
    let memory = CharacterEncoder.Memory(workspace, characters, spelled)
    characters.look(memory, spelled, base)
    workers.run(characters.layers.count) { direction in
      profiler.measure(.characters) {
        characters.forward(memory, spelled, base, direction: direction)
      }
    }
    return memory
  }
}

/// By length, then number by number.
private func > (a: (Int, [Int32]), b: (Int, [Int32])) -> Bool {
  a.0 != b.0 ? a.0 > b.0 : b.1.lexicographicallyPrecedes(a.1)
}

import SluiceTensor

/// What the gates of the first layers start from at each word, worked out once.
///
/// While a network is not trained, the input of a word is the same wherever it
/// stands, and so are its products with the first layers' weights, a quarter of
/// all products: most words of a text stand in it again. Where all words would
/// take too much memory, those of each batch are worked out. Sums are added up in
/// another order than in training, and in the same in both of these.
///
/// - Shapes: `tables` is, by stack and direction, `[words, 4H]`.
struct WordInputs: Sendable {
  private let number: [Int64: Int32]
  let tables: [[Block]]

  /// The most that the tables may take, in numbers: 128 MB.
  private static let most = 1 << 25

  /// Works out the tables in a runner's memory.
  ///
  /// - Parameters:
  ///   - words: By number in the vocabulary.
  ///   - spellings: For each word that of its spelling.
  ///   - vectors: The spellings' vectors.
  ///   - runner: Whose first layers.
  ///   - weights: Their weights.
  ///   - isLimited: Whether to give up where they would be too large.
  init?(
    words: [Int32], spellings: [Int32], vectors: Block,
    _ runner: NetworkRunner, _ weights: Weights, isLimited: Bool
  ) {
    let a = runner.architecture
    // What an encoder says of a word differs from place to place.
    guard a.features.layers == 0 else { return nil }
    var number: [Int64: Int32] = [:]
    var distinct: (words: [Int32], spellings: [Int32]) = ([], [])
    for (word, spelling) in zip(words, spellings)
    where number[Self.key(word, spelling)] == nil {
      number[Self.key(word, spelling)] = Int32(distinct.words.count)
      distinct.words.append(word)
      distinct.spellings.append(spelling)
    }
    let rows = distinct.words.count
    guard !isLimited || rows * a.stacks * 8 * a.hidden <= Self.most
    else { return nil }
    self.number = number
    let workspace = runner.workspace
    let tables = (0..<a.stacks).map { _ in
      (0..<2).map { _ in workspace.block(rows: rows, columns: 4 * a.hidden) }
    }
    self.tables = tables
    let mark = workspace.mark
    let inputs = workspace.block(rows: rows, columns: a.inputWidth)
    let biases = (0..<2 * a.stacks).map { _ in
      workspace.block(rows: 1, columns: 4 * a.hidden)
    }
    Kernels.gather(
      vectors, distinct.spellings[...],
      into: inputs.columns(a.wordWidth..<a.inputWidth))
    for table in 0..<a.wordTables {
      Kernels.gather(
        runner.words(table, weights), distinct.words[...],
        into: inputs.columns(0..<a.wordWidth))
      let stacks = (0..<a.stacks).filter {
        runner.table(ofStack: $0) == table
      }
      runner.workers.run(2 * stacks.count) { piece in
        let (c, d) = (stacks[piece / 2], piece % 2)
        runner.lstm[0][c][d].project(
          inputs, into: tables[c][d], bias: biases[2 * c + d], weights)
      }
    }
    workspace.rewind(to: mark)
  }

  /// The row of each word in the tables.
  func rows(words: [Int32], spellings: [Int32]) -> [Int32] {
    zip(words, spellings).map { word, spelling in
      guard let row = number[Self.key(word, spelling)] else {
        preconditionFailure("a word that was not worked out")
      }
      return row
    }
  }

  private static func key(_ word: Int32, _ spelling: Int32) -> Int64 {
    Int64(word) << 32 | Int64(spelling)
  }
}

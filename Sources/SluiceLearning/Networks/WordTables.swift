import SluiceTensor

/// Which word embeddings a stack reads: those of all, or its own. Tables lie one
/// after the other in one weight, a row for each word in each.
extension NetworkRunner {
  /// The table that a stack reads.
  func table(ofStack stack: Int) -> Int { architecture.ownWords ? stack : 0 }

  /// `[words, W]`
  func words(_ table: Int, _ numbers: some ParameterMemory) -> Block {
    let rows = word.rows / architecture.wordTables
    return numbers[word].rows(table * rows..<(table + 1) * rows)
  }

  /// The rows of all tables that a batch reads.
  func wordRows(of batch: Batch) -> [Int] {
    let words = word.rows / architecture.wordTables
    return (0..<architecture.wordTables).flatMap { table in
      batch.distinctWords.map { table * words + Int($0) }
    }
  }
}

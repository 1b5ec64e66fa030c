/// How α's entries go from one number of subspaces to another, where the network
/// stays the same function.
///
/// Streams are ordered stack by stack, subspace by subspace, so that cutting
/// each into equal parts keeps the order: an entry becomes a block, with the
/// entry on its diagonal and 0 beside it, `α ⊗ I`. The way back is there for an
/// α of that form alone.
struct StreamCut {
  /// Streams, and into how many parts each is cut.
  private let streams, parts: Int
  /// Whether the parts are put together again.
  private let isBack: Bool

  /// - Returns: nil where one number of subspaces does not divide the other, or
  ///   more than that changes.
  init?(from old: Architecture, to new: Architecture) {
    guard old.stacks == new.stacks, old.hidden == new.hidden else { return nil }
    let (few, many) = (
      min(old.subspaces, new.subspaces), max(old.subspaces, new.subspaces)
    )
    guard many % few == 0 else { return nil }
    streams = old.stacks * few
    parts = many / few
    isBack = old.subspaces > new.subspaces
  }

  /// What is fixed and tied of one α.
  struct Entries: Equatable {
    var fixed: Set<Int>
    var tied: [[Int]]

    var isEmpty: Bool { fixed.isEmpty && tied.isEmpty }

    static func == (one: Entries, two: Entries) -> Bool {
      one.fixed == two.fixed
        && Set(one.tied.map(Set.init)) == Set(two.tied.map(Set.init))
    }
  }

  /// - Parameter alpha: `[N, N]`, row by row.
  /// - Returns: The same function of the new streams; nil if there is none.
  func carried(_ alpha: [Float]) -> [Float]? {
    guard isBack else { return cut(alpha) }
    let joined = (0..<streams * streams).map { alpha[place($0, 0, 0)] }
    return cut(joined) == alpha ? joined : nil
  }

  /// - Returns: The same constraints on the new entries; nil if they say what
  ///   cannot be said of these. What is fixed is so as a whole block; entries
  ///   that are tied are so in each place of their blocks.
  func carried(_ entries: Entries) -> Entries? {
    guard isBack else { return cut(entries) }
    let places = Dictionary(
      uniqueKeysWithValues: (0..<streams * streams).map {
        (place($0, 0, 0), $0)
      })
    let joined = Entries(
      fixed: Set(entries.fixed.compactMap { places[$0] }),
      tied: entries.tied.map { $0.compactMap { places[$0] } }
        .filter { !$0.isEmpty })
    return cut(joined) == entries ? joined : nil
  }

  private func cut(_ alpha: [Float]) -> [Float] {
    var values = [Float](repeating: 0, count: streams * streams * parts * parts)
    for (entry, value) in alpha.enumerated() {
      for part in 0..<parts { values[place(entry, part, part)] = value }
    }
    return values
  }

  private func cut(_ entries: Entries) -> Entries {
    let block = (0..<parts).flatMap { row in
      (0..<parts).map { (row: row, column: $0) }
    }
    return Entries(
      fixed: Set(
        entries.fixed.flatMap { entry in
          block.map { place(entry, $0.row, $0.column) }
        }),
      tied: entries.tied.flatMap { group in
        block.map { part in
          group.map { place($0, part.row, part.column) }.sorted()
        }
      })
  }

  /// Where an entry's block has one of its entries.
  private func place(_ entry: Int, _ row: Int, _ column: Int) -> Int {
    let (receiver, sender) = (entry / streams, entry % streams)
    return (receiver * parts + row) * streams * parts + sender * parts + column
  }
}

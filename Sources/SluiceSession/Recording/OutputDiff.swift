/// A recorded output beside what is printed now, line by line.
package struct OutputDiff: Sendable, Equatable {
  package enum Entry: Sendable, Equatable {
    /// A recorded line that the printed one matches.
    case same(recorded: Int, printed: Int)
    /// The wildcard `...` with the lines it stands for.
    case any(recorded: Int, printed: Range<Int>)
    case removed(recorded: Int)
    case added(printed: Int)
  }

  package let recorded: [String]
  package let printed: [String]
  package let tolerance: Tolerance
  package private(set) var entries: [Entry] = []

  /// Whether what is printed is what was recorded.
  package var isSame: Bool {
    entries.allSatisfy {
      switch $0 {
      case .same, .any: true
      case .removed, .added: false
      }
    }
  }

  /// - Parameters:
  ///   - recorded: The lines in the notebook.
  ///   - printed: The lines printed now.
  ///   - tolerance: For decimals.
  ///   - isExact: Whether every character counts; wildcards still hold.
  package init(
    _ recorded: [String], _ printed: [String],
    tolerance: Tolerance = Tolerance(), isExact: Bool = false
  ) {
    self.recorded = recorded
    self.printed = printed
    self.tolerance = tolerance
    let match = LineMatch(tolerance: tolerance, isExact: isExact)
    entries = align { match.matches(recorded[$0][...], printed[$1][...]) }
  }

  private func isWildcard(_ line: Int) -> Bool {
    LineMatch.trimmed(recorded[line][...]) == "..."
  }

  /// Beyond so many pairs of lines, all that is not alike at the ends is taken
  /// to differ.
  private static let limit = 4_000_000

  /// The alignment with the fewest lines removed and added.
  private func align(_ matches: (Int, Int) -> Bool) -> [Entry] {
    let (n, m) = (recorded.count, printed.count)
    var start = 0
    while start < min(n, m), !isWildcard(start), matches(start, start) {
      start += 1
    }
    var tail = 0
    while tail < min(n, m) - start, !isWildcard(n - 1 - tail),
      matches(n - 1 - tail, m - 1 - tail)
    { tail += 1 }
    let (rows, columns) = (start..<n - tail, start..<m - tail)
    let head = (0..<start).map { Entry.same(recorded: $0, printed: $0) }
    let end = (0..<tail).reversed().map {
      Entry.same(recorded: n - 1 - $0, printed: m - 1 - $0)
    }
    guard rows.count * columns.count <= Self.limit else {
      return head + rows.map { .removed(recorded: $0) }
        + columns.map { .added(printed: $0) } + end
    }
    return head + middle(rows, columns, matches) + end
  }

  private func middle(
    _ rows: Range<Int>, _ columns: Range<Int>, _ matches: (Int, Int) -> Bool
  ) -> [Entry] {
    // costs[i][j]: what aligning the rest of both from here costs.
    let width = columns.count + 1
    var costs = [Int32](repeating: 0, count: (rows.count + 1) * width)
    var alike = [Bool](repeating: false, count: (rows.count + 1) * width)
    func at(_ i: Int, _ j: Int) -> Int { i * width + j }
    for i in stride(from: rows.count, through: 0, by: -1) {
      for j in stride(from: columns.count, through: 0, by: -1) {
        var best = Int32.max
        let isAny = i < rows.count && isWildcard(rows.lowerBound + i)
        if i == rows.count, j == columns.count { best = 0 }
        if i < rows.count { best = costs[at(i + 1, j)] + (isAny ? 0 : 1) }
        if j < columns.count {
          best = min(best, costs[at(i, j + 1)] + (isAny ? 0 : 1))
        }
        if i < rows.count, j < columns.count, !isAny,
          matches(rows.lowerBound + i, columns.lowerBound + j)
        {
          alike[at(i, j)] = true
          best = min(best, costs[at(i + 1, j + 1)])
        }
        costs[at(i, j)] = best
      }
    }
    var entries: [Entry] = []
    var (i, j) = (0, 0)
    while i < rows.count || j < columns.count {
      let (row, column) = (rows.lowerBound + i, columns.lowerBound + j)
      if i < rows.count, isWildcard(row) {
        let first = j
        while j < columns.count, costs[at(i, j)] != costs[at(i + 1, j)] {
          j += 1
        }
        entries.append(
          .any(
            recorded: row,
            printed: columns.lowerBound + first..<columns.lowerBound + j))
        i += 1
      } else if alike[at(i, j)], costs[at(i, j)] == costs[at(i + 1, j + 1)] {
        entries.append(.same(recorded: row, printed: column))
        (i, j) = (i + 1, j + 1)
      } else if i < rows.count, costs[at(i, j)] == costs[at(i + 1, j)] + 1 {
        entries.append(.removed(recorded: row))
        i += 1
      } else {
        entries.append(.added(printed: column))
        j += 1
      }
    }
    return entries
  }

  /// The printed lines, but those that match as they were recorded.
  package var merged: [String] {
    entries.compactMap { entry in
      switch entry {
      case .same(let line, _), .any(let line, _): recorded[line]
      case .removed: nil
      case .added(let line): printed[line]
      }
    }
  }
}

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
    var reader = LineReader(isExact: isExact)
    entries =
      Alignment(
        recorded: recorded.map { reader.recorded($0) },
        printed: printed.map { reader.printed($0) },
        wildcards: recorded.map(Wildcards.isAnyLines),
        match: LineMatch(tolerance: tolerance)
      ).entries
  }

  /// The printed lines as they are recorded, but those that match as they were.
  package var merged: [String] {
    entries.compactMap { entry in
      switch entry {
      case .same(let line, _), .any(let line, _): recorded[line]
      case .removed: nil
      case .added(let line): Wildcards.escaped(printed[line])
      }
    }
  }
}

/// Recorded and printed lines on their way to an alignment.
private struct Alignment {
  typealias Entry = OutputDiff.Entry

  let recorded: [[LineText]]
  let printed: [LineText]
  /// Which of the recorded lines are `...`.
  let wildcards: [Bool]
  let match: LineMatch

  /// Comparisons of characters, at most; beyond so many, all that is not alike
  /// at the ends is taken to differ.
  private static let limit = 10_000_000

  private func matches(_ row: Int, _ column: Int) -> Bool {
    !wildcards[row] && match.matches(recorded[row], printed[column])
  }

  /// The alignment with the fewest lines removed and added.
  var entries: [Entry] {
    let (n, m) = (recorded.count, printed.count)
    var start = 0
    while start < min(n, m), matches(start, start) { start += 1 }
    var tail = 0
    while tail < min(n, m) - start, matches(n - 1 - tail, m - 1 - tail) {
      tail += 1
    }
    let (rows, columns) = (start..<n - tail, start..<m - tail)
    let head = (0..<start).map { Entry.same(recorded: $0, printed: $0) }
    let end = (0..<tail).reversed().map {
      Entry.same(recorded: n - 1 - $0, printed: m - 1 - $0)
    }
    guard effort(rows, columns) <= Self.limit else {
      return head + rows.map { .removed(recorded: $0) }
        + columns.map { .added(printed: $0) } + end
    }
    return head + middle(rows, columns) + end
  }

  /// How many characters are compared at most: those of either side, with each
  /// line of the other. Where a `[..]` may stand everywhere, it is looked for
  /// everywhere.
  private func effort(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
    func length(_ line: LineText) -> Int { line.places.count + 4 }
    let across = printed[columns].reduce(0) { $0 + length($1) }
    var (down, several) = (0, 0)
    for row in rows {
      let own = recorded[row].reduce(0) { $0 + length($1) }
      down += own
      if recorded[row].count > 1 { several += own * across / 4 }
    }
    return min(down * columns.count, across * rows.count) + several
  }

  private func middle(
    _ rows: Range<Int>, _ columns: Range<Int>
  ) -> [Entry] {
    // costs[i][j]: what aligning the rest of both from here costs.
    let width = columns.count + 1
    var costs = [Int32](repeating: 0, count: (rows.count + 1) * width)
    var alike = [Bool](repeating: false, count: (rows.count + 1) * width)
    func at(_ i: Int, _ j: Int) -> Int { i * width + j }
    for j in 0..<columns.count {
      costs[at(rows.count, j)] = Int32(width - 1 - j)
    }
    for (i, row) in rows.enumerated().reversed() {
      let isAny = wildcards[row]
      let price: Int32 = isAny ? 0 : 1
      let expected = recorded[row]
      var here = at(i, width - 1)
      costs[here] = costs[here + width] + price
      for column in columns.reversed() {
        here -= 1
        var best = min(costs[here + width], costs[here + 1]) + price
        if !isAny, match.matches(expected, printed[column]) {
          alike[here] = true
          best = min(best, costs[here + width + 1])
        }
        costs[here] = best
      }
    }
    var entries: [Entry] = []
    var (i, j) = (0, 0)
    while i < rows.count || j < columns.count {
      let (row, column) = (rows.lowerBound + i, columns.lowerBound + j)
      if i < rows.count, wildcards[row] {
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
}

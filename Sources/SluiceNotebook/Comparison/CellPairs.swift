/// Which cells of two notebooks are the same step.
///
/// Cells of one name belong together, wherever they stand; then those of the
/// same commands; of the others, in order, those that are most alike.
struct CellPairs {
  typealias Cell = ComparedNotebook.Cell

  /// A cell of the one with its counterpart, from 0, or one that has none.
  struct Pair: Equatable {
    var old, new: Int?
    /// Whether others that stood above it stand below it now, or the other way
    /// round.
    var isMoved = false
  }

  private(set) var pairs: [Pair] = []

  init(_ old: [Cell], _ new: [Cell]) {
    var partners = [Int?](repeating: nil, count: old.count)
    var free = Set(new.indices)
    func pair(_ key: (Cell) -> String?) {
      var places: [String: [Int]] = [:]
      for index in new.indices.reversed() where free.contains(index) {
        if let key = key(new[index]) { places[key, default: []].append(index) }
      }
      for index in old.indices where partners[index] == nil {
        guard let key = key(old[index]), let place = places[key]?.popLast()
        else { continue }
        partners[index] = place
        free.remove(place)
      }
    }
    pair(\.options.id)
    pair { cell in
      // Two that have names of their own are two steps, whatever they say.
      cell.options.id == nil ? cell.commands : nil
    }
    let rest = old.indices.filter { partners[$0] == nil }
    for (one, two) in Self.alike(
      rest.map { ($0, old[$0]) }, free.sorted().map { ($0, new[$0]) })
    { partners[one] = two }
    pairs = Self.ordered(partners, new.count)
  }

  // MARK: - Likeness

  /// Beyond so many pairs none is looked at.
  private static let limit = 1_000_000

  /// From here on two cells are one that was edited.
  private static let threshold = 0.4

  /// Pairs of cells, in order, that are as alike as can be in all.
  private static func alike(
    _ old: [(Int, Cell)], _ new: [(Int, Cell)]
  ) -> [(Int, Int)] {
    let (n, m) = (old.count, new.count)
    guard n > 0, m > 0, n * m <= limit else { return [] }
    let (ones, twos) = (old.map(\.1.words), new.map(\.1.words))
    let width = m + 1
    var likeness = [Double](repeating: 0, count: n * m)
    var best = [Double](repeating: 0, count: (n + 1) * width)
    for i in (0..<n).reversed() {
      for j in (0..<m).reversed() {
        let alike = Self.likeness(ones[i], twos[j])
        likeness[i * m + j] = alike
        var most = max(best[(i + 1) * width + j], best[i * width + j + 1])
        if alike >= threshold {
          most = max(most, alike + best[(i + 1) * width + j + 1])
        }
        best[i * width + j] = most
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < n, j < m {
      let here = best[i * width + j]
      let alike = likeness[i * m + j]
      if alike >= threshold, here == alike + best[(i + 1) * width + j + 1] {
        pairs.append((old[i].0, new[j].0))
        (i, j) = (i + 1, j + 1)
      } else if here == best[(i + 1) * width + j] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// What share of their words two cells have in common.
  private static func likeness(_ one: [String: Int], _ two: [String: Int])
    -> Double
  {
    let all = one.values.reduce(0, +) + two.values.reduce(0, +)
    guard all > 0 else { return 1 }
    let common = one.reduce(0) { $0 + min($1.value, two[$1.key] ?? 0) }
    return 2 * Double(common) / Double(all)
  }

  // MARK: - Order

  /// All pairs in the order of the new notebook, each cell that is gone behind
  /// the one above it.
  private static func ordered(_ partners: [Int?], _ count: Int) -> [Pair] {
    var followers: [Int: [Pair]] = [:]
    var above = -1
    let kept = longestRise(partners.compactMap(\.self))
    var olds: [Int: Int] = [:]
    for (index, partner) in partners.enumerated() {
      if let partner {
        olds[partner] = index
        if kept.contains(partner) { above = partner }
      } else {
        followers[above, default: []].append(Pair(old: index, new: nil))
      }
    }
    return (followers[-1] ?? [])
      + (0..<count).flatMap { index in
        let old = olds[index]
        return [
          Pair(
            old: old, new: index,
            isMoved: old != nil && !kept.contains(index))
        ] + (followers[index] ?? [])
      }
  }

  /// As many of some different numbers as go up from one to the next.
  private static func longestRise(_ numbers: [Int]) -> Set<Int> {
    var ends: [Int] = []
    var before: [Int: Int] = [:]
    for number in numbers {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] < number { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[number] = ends[low - 1] }
      if low == ends.count { ends.append(number) } else { ends[low] = number }
    }
    guard let last = ends.last else { return [] }
    return Set(sequence(first: last, next: { before[$0] }))
  }
}

extension ComparedNotebook.Cell {
  /// Its commands, whatever the blanks at the ends of lines.
  var commands: String {
    code.map { String(LineMatch.trimmed($0.text[...])) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// How often each word stands in its commands.
  fileprivate var words: [String: Int] {
    let words = code.flatMap { line in
      line.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    }
    return words.reduce(into: [:]) { $0[String($1), default: 0] += 1 }
  }
}

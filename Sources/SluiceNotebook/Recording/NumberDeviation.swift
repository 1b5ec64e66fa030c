import SluiceDiagnostics
import SluiceOutput

/// A number that moved by more than it may.
struct NumberDeviation: Sendable, Equatable {
  var recorded, printed: String
  var distance, limit: Double

  /// `0.5123 → 0.62: off by 0.1077, tolerance 0.0005`
  var text: String {
    "\(recorded) → \(printed): off by \(numberText(distance)),"
      + " tolerance \(numberText(limit))"
  }
}

extension OutputDiff {
  /// The numbers of a line that moved, if only numbers differ.
  func deviations(_ recorded: String, _ printed: String) -> [NumberDeviation] {
    let one = PrintedNumber.all(in: recorded[...])
    let two = PrintedNumber.all(in: printed[...])
    guard one.count == two.count else { return [] }
    return zip(one, two).compactMap { one, two in
      guard !tolerance.admits(two, for: one) else { return nil }
      let isWhole = one.isWhole && two.isWhole
      return NumberDeviation(
        recorded: one.text, printed: two.text,
        distance: abs(two.value - one.value),
        limit: isWhole ? 0 : tolerance.limit(for: one.value))
    }
  }

  /// Each removed line with the line that came in its place, if any.
  private var pairs: [Int: Int] {
    var pairs: [Int: Int] = [:]
    var removed: [Int] = []
    var added: [Int] = []
    func pair() {
      for (old, new) in zip(removed, added) { pairs[new] = old }
      (removed, added) = ([], [])
    }
    for entry in entries {
      switch entry {
      case .removed(let line): removed.append(line)
      case .added(let line): added.append(line)
      case .same, .any: pair()
      }
    }
    pair()
    return pairs
  }

  /// The difference as a unified diff; under a line whose numbers moved, by
  /// how much and what was allowed.
  ///
  /// - Parameters:
  ///   - file: What the notebook is called.
  ///   - firstLine: The line of the first recorded one there, from 1.
  /// - Returns: Lines, each with its sign: `@` for a place, blank, `-`, `+`,
  ///   `~` for a deviation.
  package func lines(file: String, firstLine: Int) -> [String] {
    let pairs = pairs
    var lines: [String] = []
    let context = 2
    let changed = entries.indices.filter { isChange(entries[$0]) }
    let shown = Set(changed.flatMap { $0 - context...$0 + context })
    var last: Int?
    for (index, entry) in entries.enumerated() where shown.contains(index) {
      if last != index - 1 {
        let line = entries[index...].lazy.compactMap(\.recordedLine).first
        lines.append("@ \(file):\(firstLine + (line ?? recorded.count))")
      }
      last = index
      switch entry {
      case .same(let line, _), .any(let line, _):
        lines.append("  " + recorded[line])
      case .removed(let line): lines.append("- " + recorded[line])
      case .added(let line):
        lines.append("+ " + printed[line])
        guard let old = pairs[line] else { continue }
        lines += deviations(recorded[old], printed[line]).map {
          "~ \(file):\(firstLine + old): " + $0.text
        }
      }
    }
    return lines
  }

  /// The first change in a few words.
  var summary: String {
    guard let change = entries.firstIndex(where: isChange) else { return "" }
    switch entries[change] {
    case .added(let line): return "now \(printed[line]) comes before this"
    case .removed(let old):
      guard let new = pairs.first(where: { $0.value == old })?.key else {
        return "this line is gone"
      }
      return deviations(recorded[old], printed[new]).first?.text
        ?? "now \(printed[new])"
    case .same, .any: return ""
    }
  }

  /// The first recorded line that differs; its count if only lines came.
  package var firstDifference: Int {
    guard let change = entries.firstIndex(where: isChange) else { return 0 }
    return entries[change...].lazy.compactMap(\.recordedLine).first
      ?? recorded.count
  }

  private func isChange(_ entry: Entry) -> Bool {
    switch entry {
    case .removed, .added: true
    case .same, .any: false
    }
  }
}

extension OutputDiff.Entry {
  fileprivate var recordedLine: Int? {
    switch self {
    case .same(let line, _), .any(let line, _), .removed(let line): line
    case .added: nil
    }
  }
}

import Foundation

/// Which rows of an embedding Adam still moves.
///
/// A row without a gradient goes on moving while its mean dies out, by a factor
/// β₁ a step. When the rest of that way is too short for single precision to
/// see, the row rests: nothing is computed for it until its word occurs again,
/// and then both means take the steps they missed at once. So the cost of a
/// step does not grow with the vocabulary, and the weights are those of the
/// plain loop over all rows.
struct WarmRows: Sendable, Codable {
  /// Steps after which a row rests: β₁ to that power is below 2⁻³².
  let patience: Int
  /// By row, the last step in which it had a gradient; 0 for never.
  private var seen: [Int32]
  /// By row, the last step in which a resting row was moved; 0 if it is warm.
  private var moved: [Int32]
  /// The rows to move.
  private(set) var rows: [Int] = []

  init(count: Int, beta1: Float) {
    let steps = beta1 > 0 ? (-32 / log2(Double(beta1))).rounded(.up) : 1
    patience = Int(min(max(steps, 1), 1e6))
    seen = [Int32](repeating: 0, count: count)
    moved = seen
  }

  /// Begins a step.
  ///
  /// - Parameters:
  ///   - touched: The rows that have a gradient.
  ///   - step: Counts from 1.
  /// - Returns: Rows that had rested, and how many steps their means missed.
  mutating func begin(
    _ touched: some Sequence<Int>, step: Int
  ) -> [(row: Int, missed: Int)] {
    var woken: [(row: Int, missed: Int)] = []
    for row in touched {
      if seen[row] == 0 {
        rows.append(row)
      } else if moved[row] > 0 {
        rows.append(row)
        woken.append((row, step - 1 - Int(moved[row])))
        moved[row] = 0
      }
      seen[row] = Int32(step)
    }
    rows.removeAll { row in
      let rests = step - Int(seen[row]) > patience
      if rests { moved[row] = Int32(step - 1) }
      return rests
    }
    return woken
  }
}

/// Values as a row of little columns.
package enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// A column for a share of 0 to 1.
  static func block(_ share: Double) -> Character {
    guard share.isFinite else { return "?" }
    let index = Int((min(1, max(0, share)) * 7).rounded())
    return blocks[index]
  }

  /// The values from the lowest to the highest, the newest at the right.
  ///
  /// - Parameters:
  ///   - values: Of many, neighbours are averaged.
  ///   - width: Columns at most.
  /// - Returns: As many columns as values, or `width`.
  package static func text(_ values: [Double], width: Int = 24) -> String {
    let known = values.filter(\.isFinite)
    let count = min(width, known.count)
    let means = (0..<count).map { column in
      let part = known[
        column * known.count / count..<(column + 1) * known.count / count]
      return part.reduce(0, +) / Double(part.count)
    }
    guard let low = means.min(), let high = means.max() else { return "" }
    return String(
      means.map { block(high > low ? ($0 - low) / (high - low) : 0.5) })
  }
}

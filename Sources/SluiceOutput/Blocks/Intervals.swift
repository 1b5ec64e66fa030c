/// Estimates with the ranges they lie in, one under the other.
package struct Intervals: Sendable, Equatable, Codable {
  package var title: String
  package var rows: [Row]

  package struct Row: Sendable, Equatable, Codable {
    package var name: String
    package var value: Double
    /// Unbounded where there is too little to say.
    package var range: ClosedRange<Double>

    package init(_ name: String, _ value: Double, _ range: ClosedRange<Double>)
    {
      self.name = name
      self.value = value
      self.range = range
    }

    /// As far as it can be drawn.
    var drawn: ClosedRange<Double> {
      range.lowerBound.isFinite && range.upperBound.isFinite
        ? range : value...value
    }
  }

  package init(_ title: String, _ rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  /// From the lowest to the highest end, never empty.
  var span: ClosedRange<Double> {
    let low = rows.map(\.drawn.lowerBound).min() ?? 0
    let high = rows.map(\.drawn.upperBound).max() ?? 1
    return low < high ? low...high : low - 0.5...high + 0.5
  }
}

/// A mean or a share with the number of things that it is of: a measure of
/// nothing has no value.
package struct Measure: Sendable, Equatable, Codable {
  package var sum: Double
  package var count: Int

  package init(_ sum: Double, of count: Int) {
    self.sum = sum
    self.count = count
  }

  /// The share `part` of `count`.
  package init(_ part: Int, of count: Int) {
    self.init(Double(part), of: count)
  }

  /// The mean of those measures that have a value.
  package init(meanOf measures: [Measure]) {
    let values = measures.compactMap(\.value)
    self.init(values.reduce(0, +), of: values.count)
  }

  /// Nil if there was nothing to measure.
  package var value: Double? { count > 0 ? sum / Double(count) : nil }
}

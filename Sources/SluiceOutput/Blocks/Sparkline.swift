/// How some values went, in the room of a line.
package struct Sparkline: Sendable, Equatable, Codable {
  package var name: String
  /// Each a row of little columns of its own.
  package var groups: [[Double]]
  /// What the lowest and the highest column stand for; nil for the lowest and
  /// the highest value.
  package var range: ClosedRange<Double>?
  /// The last value, or what else is said of them.
  package var last: String

  package init(
    _ name: String, _ groups: [[Double]], range: ClosedRange<Double>? = nil,
    last: String = ""
  ) {
    self.name = name
    self.groups = groups
    self.range = range
    self.last = last
  }
}

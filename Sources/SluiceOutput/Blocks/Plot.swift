/// Curves over a common axis.
package struct Plot: Sendable, Equatable, Codable {
  package var title: String
  package var x: String
  package var y: String
  package var series: [Series]

  package struct Series: Sendable, Equatable, Codable {
    package var name: String
    package var points: [Point]
    package init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  package struct Point: Sendable, Equatable, Codable {
    package var x, y: Double
    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package init(_ title: String, x: String, y: String, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }

  /// The points of all curves that can be drawn.
  var drawn: [Point] {
    series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
  }
}

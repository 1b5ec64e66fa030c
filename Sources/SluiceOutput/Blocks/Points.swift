/// Things that have two scores each, in a plane: what one costs the other.
package struct Points: Sendable, Equatable, Codable {
  package var title: String
  package var x: String
  package var y: String
  package var points: [Point]

  package struct Point: Sendable, Equatable, Codable {
    package var name: String
    package var x, y: Double

    package init(_ name: String, _ x: Double, _ y: Double) {
      self.name = name
      self.x = x
      self.y = y
    }

    /// Whether it can be drawn.
    var isFinite: Bool { x.isFinite && y.isFinite }

    /// Whether it is as high as another in both and higher in one.
    fileprivate func beats(_ other: Point) -> Bool {
      x >= other.x && y >= other.y && (x > other.x || y > other.y)
    }
  }

  package init(_ title: String, x: String, y: String, _ points: [Point]) {
    self.title = title
    self.x = x
    self.y = y
    self.points = points
  }

  /// Those that can be drawn.
  package var drawn: [Point] { points.filter(\.isFinite) }

  /// Whether no other point is higher in one without being lower in the other.
  package func isUnbeaten(_ point: Point) -> Bool {
    point.isFinite && !drawn.contains { $0.beats(point) }
  }
}

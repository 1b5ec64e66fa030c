/// Boxes in columns and what joins them, and the same in words for where there
/// is no room to draw, or nobody to see it.
package struct Drawing: Sendable, Equatable, Codable {
  /// Boxes one under the other, below what is said of all of them.
  package struct Column: Sendable, Equatable, Codable {
    package var head: [String]
    /// From the top; all columns have as many.
    package var boxes: [String]

    package init(head: [String], boxes: [String]) {
      self.head = head
      self.boxes = boxes
    }
  }

  /// What joins two boxes of a row.
  package struct Edge: Sendable, Equatable, Codable {
    /// Counted from 0, rows from the top.
    package var row, from, to: Int
    package var kind: Kind

    package enum Kind: Sendable, Equatable, Codable {
      /// Both boxes are one and the same.
      case same
      /// So much passes from the one to the other, by a gate of this name.
      case flow(Double, gate: String)
    }

    package init(row: Int, from: Int, to: Int, _ kind: Kind) {
      self.row = row
      self.from = from
      self.to = to
      self.kind = kind
    }
  }

  package var columns: [Column]
  package var edges: [Edge]
  /// What all of them stand on.
  package var ground: String
  package var words: [String]

  package init(
    columns: [Column], edges: [Edge], ground: String, words: [String]
  ) {
    self.columns = columns
    self.edges = edges
    self.ground = ground
    self.words = words
  }
}

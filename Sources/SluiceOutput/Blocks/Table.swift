/// Rows under column names.
package struct Table: Sendable, Equatable, Codable {
  /// Empty where the columns have no names.
  package var columns: [StyledText]
  package var rows: [[StyledText]]
  /// Whether its cells are prose, of which nothing may be cut.
  package var isProse = false
  /// Whether it is evidence: where there is little room, cells go on below
  /// rather than being cut.
  package var isWhole = false

  /// - Parameters:
  ///   - columns: The names above.
  ///   - rows: Each with one text a column; a column whose texts are all
  ///     numbers is set to the right.
  package init(_ columns: [String], _ rows: [[String]]) {
    self.init(
      styled: columns.map { StyledText($0) },
      rows.map { $0.map { StyledText($0) } })
  }

  package init(styled columns: [StyledText], _ rows: [[StyledText]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The table as spreadsheets read it.
  package var csv: String {
    ([columns] + rows).map { CSV.line($0.map(\.plain)) }
      .joined(separator: "\n")
  }
}

/// Words side by side, and below each what is said of it: as linguists gloss
/// a sentence.
package struct Gloss: Sendable, Equatable, Codable {
  package var rows: [Row]

  package struct Row: Sendable, Equatable, Codable {
    /// What the row holds; empty for the words themselves.
    package var name: String
    /// One text a word.
    package var cells: [String]

    package init(_ name: String, _ cells: [String]) {
      self.name = name
      self.cells = cells
    }
  }

  package init(_ rows: [Row]) { self.rows = rows }
}

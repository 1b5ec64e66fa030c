/// A matrix whose rows and columns have names: for alpha, row receives and
/// column sends.
package struct LabelledMatrix: Sendable, Equatable, Codable {
  package var title: String
  package var rows: [String]
  package var columns: [String]
  /// `[rows][columns]`; not a number where nothing is known.
  package var values: [[Double]]
  /// A sign after an entry, such as `*` for a fixed one; `[rows][columns]`.
  package var marks: [[String]]?
  package var caption: String?
  /// Whether its entries say how much of something is read, which bars show.
  package var isOfShares = false

  package init(
    _ title: String, rows: [String], columns: [String], values: [[Double]],
    marks: [[String]]? = nil, caption: String? = nil
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.values = values
    self.marks = marks
    self.caption = caption
  }

  /// The entries as they are written, with their marks; `[rows][columns]`.
  package var entries: [[String]] {
    values.enumerated().map { i, row in
      row.enumerated().map { j, value in
        (value.isNaN ? "–" : NumberText.entry(value)) + (marks?[i][j] ?? "")
      }
    }
  }
}

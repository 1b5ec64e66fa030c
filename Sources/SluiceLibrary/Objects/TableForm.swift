import SluiceOutput

/// The form of a file that tables are written to, as its name says.
enum TableForm: String, CaseIterable {
  case markdown = ".md"
  case csv = ".csv"
  case latex = ".tex"

  /// Nil where a name speaks of none.
  init?(ofFile path: String) {
    guard let form = Self.allCases.first(where: { path.hasSuffix($0.rawValue) })
    else { return nil }
    self = form
  }

  /// Tables one below the other.
  func text(_ tables: [Table]) -> String {
    switch self {
    case .markdown:
      MarkdownRenderer().render(Output(blocks: tables.map { .table($0) }))
    case .csv: tables.map(\.csv).joined(separator: "\n\n") + "\n"
    case .latex: tables.map(LaTeX.tabular).joined(separator: "\n")
    }
  }
}

/// Writes outputs as Markdown: tables stay tables, drawings are left out
/// because their numbers stand in the tables beside them.
struct MarkdownRenderer {
  func render(_ output: Output) -> String {
    output.blocks.compactMap(render).joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: Output.Block) -> String? {
    switch block {
    case .text(let text): text.replacing("\n", with: "  \n")
    case .heading(let text): "## \(text)"
    case .note(let text): "*\(text)*"
    case .table(let table): self.table(table)
    case .matrix(let matrix):
      "**\(matrix.title)**\n\n"
        + table(
          Table(
            [""] + matrix.columns,
            matrix.rows.indices.map { i in
              [matrix.rows[i]]
                + matrix.columns.indices.map { j in
                  NumberText.entry(matrix.values[i][j])
                    + (matrix.marks?[i][j] ?? "")
                }
            }))
    case .drawing(let drawing): drawing.said.joined(separator: "  \n")
    case .plot, .intervals: nil
    }
  }

  private func table(_ table: Table) -> String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.replacing("|", with: "\\|") }
        .joined(separator: " | ") + " |"
    }
    return
      ([line(table.columns), line(table.columns.map { _ in "---" })]
      + table.rows.map(line)).joined(separator: "\n")
  }
}

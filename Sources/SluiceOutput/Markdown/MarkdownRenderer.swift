/// Writes outputs as CommonMark with tables. Curves, ranges and what moved are
/// left out, because their numbers stand in the tables beside them.
package struct MarkdownRenderer: Sendable {
  package init() {}

  package func render(_ output: Output) -> String {
    blocks(of: output, level: 2).joined(separator: "\n\n") + "\n"
  }

  /// Text within a line.
  package func line(_ text: StyledText) -> String { MarkdownText.inside(text) }

  /// - Parameters:
  ///   - output: Blocks.
  ///   - level: Of the titles of sections among them.
  /// - Returns: Each block's lines, with ends between them.
  private func blocks(of output: Output, level: Int) -> [String] {
    output.blocks.flatMap { blocks(of: $0, level: level) }
  }

  private func blocks(of block: Output.Block, level: Int) -> [String] {
    switch block {
    case .text(let text), .paragraph(let text):
      return [MarkdownText.lines(text)]
    case .heading(let text, let level): return [title(text, level)]
    case .note(let text): return ["*" + MarkdownText.inside(text) + "*"]
    case .formula(let text): return [fence(text, "text")]
    case .preformatted(let block):
      let info = block.language == "sluice" ? "sluice no-run" : block.language
      return [fence(block.text.plain, info)]
    case .definitions(let definitions):
      return [
        definitions.map {
          "- **\(MarkdownText.inside($0.term))**: "
            + MarkdownText.inside($0.text)
        }.joined(separator: "\n")
      ]
    case .words(let words):
      return [MarkdownText.lines(StyledText(words.joined(separator: ", ")))]
    case .list(let list): return [self.list(list, level)]
    case .quotation(let output):
      let text = blocks(of: output, level: level).joined(separator: "\n\n")
      return [indented(text, first: "> ", rest: "> ")]
    case .rule: return ["---"]
    case .section(let section):
      return [title(section.title, level)]
        + blocks(of: section.body, level: level + 1)
    case .parts(let parts):
      return parts.flatMap { blocks(of: $0, level: level) }
    case .table(let table): return [self.table(table)]
    case .gloss(let gloss):
      return [
        self.table(
          Table(
            (gloss.rows.first?.cells ?? []).reduce([""]) { $0 + [$1] },
            gloss.rows.dropFirst().map { [$0.name] + $0.cells }))
      ]
    case .matrix(let matrix):
      let rows = zip(matrix.rows, matrix.entries).map { [$0] + $1 }
      return [
        "**\(MarkdownText.inside(StyledText(matrix.title)))**",
        table(Table([""] + matrix.columns, rows)),
      ] + (matrix.caption.map { ["*\($0)*"] } ?? [])
    case .drawing(let drawing):
      return [drawing.words.joined(separator: "  \n")]
    case .diagnostic(let diagnostic):
      return [fence(diagnostic.rendered(color: false), "text")]
    case .plot, .points, .intervals, .sparklines, .progressions: return []
    }
  }

  private func title(_ text: StyledText, _ level: Int) -> String {
    String(repeating: "#", count: min(6, level)) + " "
      + MarkdownText.inside(text)
  }

  private func fence(_ text: String, _ info: String) -> String {
    var mark = "```"
    while text.contains(mark) { mark += "`" }
    return "\(mark)\(info)\n\(text)\n\(mark)"
  }

  private func list(_ list: List, _ level: Int) -> String {
    let gap = list.isTight ? "\n" : "\n\n"
    return list.items.enumerated().map { index, item in
      let mark = list.start.map { "\($0 + index). " } ?? "- "
      let text = blocks(of: item, level: level).joined(separator: gap)
      let blanks = String(repeating: " ", count: mark.count)
      return indented(text, first: mark, rest: blanks)
    }.joined(separator: gap)
  }

  /// Text with something in front of each line.
  private func indented(_ text: String, first: String, rest: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      index > 0 && line.isEmpty
        ? String(rest.prefix { $0 != " " })
        : (index == 0 ? first : rest) + line
    }.joined(separator: "\n")
  }

  private func table(_ table: Table) -> String {
    func line(_ cells: [StyledText]) -> String {
      "| " + cells.map(MarkdownText.cell).joined(separator: " | ") + " |"
    }
    let count = table.rows.map(\.count).max() ?? 0
    let columns =
      table.columns.isEmpty
      ? Array(repeating: StyledText(), count: count) : table.columns
    let rule = "|" + String(repeating: "---|", count: columns.count)
    return ([line(columns), rule] + table.rows.map(line))
      .joined(separator: "\n")
  }
}

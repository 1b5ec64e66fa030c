/// Writes an output as lines for a terminal or for a notebook's record.
package struct TerminalRenderer: Sendable {
  /// Cells in a line.
  package var width: Int
  package var color: Bool

  package init(width: Int = 80, color: Bool = false) {
    self.width = width
    self.color = color
  }

  /// The output without a final line end.
  package func render(_ output: Output) -> String {
    output.blocks.map(render).joined(separator: "\n")
  }

  private func render(_ block: Output.Block) -> String {
    switch block {
    case .text(let text): text
    case .note(let text):
      color ? "\u{1B}[2mnote: \(text)\u{1B}[0m" : "note: \(text)"
    }
  }
}

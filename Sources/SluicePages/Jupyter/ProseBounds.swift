import SluiceNotebook

/// Prose that stays prose, whatever stands above and below it: what somebody
/// wrote into a cell of Jupyter may open a block and not close it, or look like
/// a cell.
enum ProseBounds {
  /// - Parameter text: Some Markdown.
  /// - Returns: The same, or, where it would take in what comes below or be
  ///   taken for something that runs, the least that prevents that.
  static func kept(_ text: String) -> String {
    if isClosed(text) { return text }
    let ends = ["```", "````", "~~~", "~~~~", "-->", "?>", "]]>"]
    if let end = ends.first(where: { isClosed(text + "\n" + $0) }) {
      return text + "\n" + end
    }
    let shown = JupyterEntry.lines(text).map(shownOnly).joined(separator: "\n")
    if isClosed(shown) { return shown }
    return Notebook.fence("text", around: JupyterEntry.lines(text))
      .joined(separator: "\n")
  }

  /// Whether a cell above it and one below it are what they are, and nothing
  /// in it is anything but prose.
  private static func isClosed(_ text: String) -> Bool {
    let cell = "```sluice no-run\n```\n"
    guard
      let notebook = try? Notebook(
        cell + "\n" + text + "\n\n" + cell, name: ""),
      notebook.parts.count == 3, notebook.cells.count == 2
    else { return false }
    return notebook.cells.allSatisfy { $0.outputs.isEmpty }
  }

  /// The first line of a fence that a notebook would take for its own, as one of
  /// plain text.
  private static func shownOnly(_ line: String) -> String {
    let blanks = line.prefix { $0 == " " }
    let rest = line.dropFirst(blanks.count)
    let mark = rest.prefix { $0 == rest.first && "`~".contains($0) }
    let words = rest.dropFirst(mark.count).split(whereSeparator: \.isWhitespace)
    let own = ["sluice", "output", "hint", "predict", "why", "because"]
    guard blanks.count < 4, mark.count > 2, let first = words.first,
      own.contains(String(first))
    else { return line }
    return blanks + mark + "text"
  }
}

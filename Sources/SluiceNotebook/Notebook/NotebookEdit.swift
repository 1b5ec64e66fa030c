import Foundation
import SluiceDiagnostics
import SluiceFiles

/// New text for some cells of a notebook, all else kept byte by byte.
struct NotebookEdit: Sendable {
  let notebook: Notebook
  /// Lines to put in the place of a range of lines, from 0.
  private var replacements: [(range: Range<Int>, lines: [String])] = []

  init(_ notebook: Notebook) { self.notebook = notebook }

  /// Records what a cell printed.
  ///
  /// - Parameters:
  ///   - output: Lines, without ends.
  ///   - cell: The cell.
  ///   - profile: The profile it ran under.
  /// - Throws: `bad-notebook` for a cell that the end of the file closes.
  mutating func record(
    _ output: [String], of cell: Notebook.Cell, profile: String?
  ) throws(Diagnostic) {
    let fence = Notebook.fence(
      "output" + (profile.map { " " + $0 } ?? ""), around: output)
    if let old = cell.ownOutput(profile) {
      replacements.append((old.fence, ended(fence)))
      return
    }
    guard cell.ranFence.upperBound > cell.code.upperBound else {
      throw Diagnostic(
        .badNotebook, "this cell is never closed",
        at: notebook.place(cell.fence.lowerBound),
        hint: "put a line ``` below it: sluice fmt does")
    }
    let end = cell.outputEnd
    var lines = ended([""] + fence)
    if !(notebook.lines[end - 1].last?.isNewline ?? true) {
      lines.insert(notebook.lineEnd, at: 0)
    }
    replacements.append((end..<end, lines))
  }

  /// Takes out what was recorded of a cell under a profile, and the empty
  /// lines above it.
  mutating func removeOutput(of cell: Notebook.Cell, profile: String?) {
    guard let old = cell.ownOutput(profile) else { return }
    var start = old.fence.lowerBound
    while start > cell.ranFence.upperBound,
      notebook.lines[start - 1].allSatisfy(\.isWhitespace)
    {
      start -= 1
    }
    replacements.append((start..<old.fence.upperBound, []))
  }

  /// Where a line, counted from 1, stands after all changes.
  func newLine(_ line: Int) -> Int {
    replacements.filter { $0.range.upperBound < line }
      .reduce(line) { $0 + $1.lines.count - $1.range.count }
  }

  /// Gives a cell other options.
  mutating func change(
    _ options: CellOptions, of cell: Notebook.Cell
  ) {
    let line = cell.fence.lowerBound
    let mark = notebook.lines[line].prefix { "\u{FEFF} \t`~".contains($0) }
    let words = ["sluice"] + options.written
    replacements.append(
      (line..<line + 1, ended([mark + words.joined(separator: " ")])))
  }

  private func ended(_ lines: [String]) -> [String] {
    lines.map { $0 + notebook.lineEnd }
  }

  /// The whole file with all changes.
  var text: String {
    var lines = notebook.lines
    // From the end; of two that begin at the same line the insertion is last,
    // so that what it puts there is not replaced.
    for change in replacements.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound)
        > ($1.range.lowerBound, $1.range.upperBound)
    }) {
      lines.replaceSubrange(change.range, with: change.lines)
    }
    return lines.joined()
  }
}

extension Notebook {
  /// The end that new lines of the file get.
  var lineEnd: String {
    lines.first?.hasSuffix("\r\n") ?? false ? "\r\n" : "\n"
  }

  /// A fenced block around some lines, whose marks are longer than any inside.
  package static func fence(_ info: String, around lines: [String]) -> [String]
  {
    let longest =
      lines.map { line in
        line.drop { $0 == " " }.prefix { $0 == "`" }.count
      }.max() ?? 0
    let mark = String(repeating: "`", count: max(3, longest + 1))
    return [mark + info] + lines + [mark]
  }

  /// Puts a new text in the place of the notebook's file, whole or not at all.
  ///
  /// - Parameters:
  ///   - text: The new file.
  ///   - path: The file; where it is a link, the file that is meant.
  /// - Throws: `unwritable`; also if the file is no longer the one that was
  ///   read, so that no edit made meanwhile is lost.
  package func replace(with text: String, at path: String) throws(Diagnostic) {
    // Recorded or laid out, it has the cells that it had.
    let new = try Notebook(text, name: name)
    guard new.cells.count == cells.count else {
      throw Diagnostic(
        .unwritable,
        "\(path) would have other cells afterwards, so it is left as it is",
        hint: "write its cells with fences of ```, options without backticks")
    }
    try WholeFile.write(
      Data(text.utf8), to: path, inPlaceOf: Data(self.text.utf8))
  }
}

import SluiceDiagnostics
import SluiceLanguage

extension Notebook {
  /// The notebook in the one layout: settings and options in order, commands
  /// as ``formatted(_:shapes:)`` has them, an empty line around each block,
  /// lines that end as the first does. Prose is left as it is. Doing it twice
  /// changes nothing more.
  ///
  /// - Throws: The first mistake in a cell's syntax.
  package func laidOut(shapes: [CommandWord]) throws(Diagnostic) -> String {
    var blocks: [[String]] = []
    let settingsLines = settingsLines
    if settingsLines != nil {
      blocks.append(Self.lines(of: settings.written).map(Self.unended))
    }
    for part in parts {
      switch part {
      case .prose(let range):
        let start = max(range.lowerBound, settingsLines?.upperBound ?? 0)
        let prose = Self.withoutEmptyEnds(
          lines[min(start, range.upperBound)..<range.upperBound]
            .map(Self.unended))
        if !prose.isEmpty { blocks.append(prose) }
      case .cell(let cell):
        blocks.append(try laidOut(cell, shapes))
        for output in cell.outputs {
          let name = output.profile.map { " " + $0 } ?? ""
          blocks.append(Self.fence("output" + name, around: output.text))
        }
      }
    }
    return blocks.map { $0.map { $0 + lineEnd }.joined() }
      .joined(separator: lineEnd)
  }

  private func laidOut(
    _ cell: Cell, _ shapes: [CommandWord]
  ) throws(Diagnostic) -> [String] {
    let source = source(cell)
    let mistakes = parse(source, shapes: shapes).diagnostics
    var code = lines[cell.code].map(Self.unended)
    if mistakes.isEmpty {
      code = Self.lines(of: formatted(source, shapes: shapes)).map(Self.unended)
    } else if !cell.options.isShownOnly, let first = mistakes.first {
      throw first
    }
    let words = ["sluice"] + cell.options.written
    return Self.fence(words.joined(separator: " "), around: code)
  }

  /// The notebook without its recorded outputs.
  package var stripped: String {
    var kept = lines
    for cell in cells.reversed() where !cell.outputs.isEmpty {
      kept.removeSubrange(cell.fence.upperBound..<cell.lines.upperBound)
    }
    return kept.joined()
  }

  static func unended(_ line: String) -> String {
    String(line.reversed().drop { $0.isNewline }.reversed())
  }

  private static func withoutEmptyEnds(_ lines: [String]) -> [String] {
    func isEmpty(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }
    guard let first = lines.firstIndex(where: { !isEmpty($0) }),
      let last = lines.lastIndex(where: { !isEmpty($0) })
    else { return [] }
    return Array(lines[first...last])
  }
}

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
      case .cell(let cell): blocks += try laidOut(cell, shapes)
      case .question(let question):
        blocks.append(
          Self.fence(question.fence.info, around: question.fence.text))
      case .because(let fence):
        blocks.append(Self.fence("because", around: fence.text))
      }
    }
    return blocks.map { $0.map { $0 + lineEnd }.joined() }
      .joined(separator: lineEnd)
  }

  /// A cell with its outputs and the pieces of its exercise.
  private func laidOut(
    _ cell: Cell, _ shapes: [CommandWord]
  ) throws(Diagnostic) -> [[String]] {
    let info = (["sluice"] + cell.options.written).joined(separator: " ")
    let outputs = cell.outputs.map { output in
      Self.fence(
        "output" + (output.profile.map { " " + $0 } ?? ""), around: output.text)
    }
    guard let exercise = cell.exercise else {
      let code = try laidOut(
        cell.code, shapes, allowsMistakes: cell.options.isShownOnly)
      return [Self.fence(info, around: code)] + outputs
    }
    // A hole is no syntax, and a learner's mistake is nobody else's.
    let start = try laidOut(exercise.start.inside, shapes, allowsMistakes: true)
    var blocks = [Self.fence(info, around: start)]
    if exercise.solution == nil { blocks += outputs }
    for piece in exercise.pieces {
      let text =
        piece.kind == .hint
        ? piece.fence.text
        : try laidOut(
          piece.fence.inside, shapes, allowsMistakes: false)
      blocks.append(Self.fence(piece.kind.written, around: text))
      if piece.kind == .solution { blocks += outputs }
    }
    return blocks
  }

  /// Some lines of commands in the one layout; as they are where their syntax is
  /// wrong.
  private func laidOut(
    _ range: Range<Int>, _ shapes: [CommandWord], allowsMistakes: Bool
  ) throws(Diagnostic) -> [String] {
    let source = source(range)
    let mistakes = parse(source, shapes: shapes).diagnostics
    guard let first = mistakes.first else {
      return Self.lines(of: formatted(source, shapes: shapes))
        .map(Self.unended)
    }
    guard allowsMistakes else { throw first }
    return lines[range].map(Self.unended)
  }

  /// The notebook without its recorded outputs.
  ///
  /// - Parameter solutions: Whether the solutions of exercises go as well, which
  ///   leaves all other outputs where they are: a copy for learners.
  /// - Returns: The whole file.
  package func stripped(solutions: Bool) -> String {
    var kept = lines
    for cell in cells.reversed() {
      if solutions {
        guard let solution = cell.exercise?.solution else { continue }
        kept.removeSubrange(
          solution.lines.lowerBound..<skippingEmpty(from: cell.outputEnd))
      } else if !cell.outputs.isEmpty {
        kept.removeSubrange(cell.ranFence.upperBound..<cell.outputEnd)
      }
    }
    return kept.joined()
  }

  /// The first line from one on that is not empty.
  private func skippingEmpty(from line: Int) -> Int {
    lines[line...].firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? line
  }

  package static func unended(_ line: String) -> String {
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

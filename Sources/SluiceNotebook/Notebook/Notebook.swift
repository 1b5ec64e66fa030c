import SluiceDiagnostics
import SluiceOutput

/// A `.sluice` file: a CommonMark article with cells that run.
///
/// Lines are kept as they are: what was not changed is written back byte by
/// byte.
package struct Notebook: Sendable {
  /// What the file is called in messages.
  package var name: String
  /// The file's lines, each with its end.
  package var lines: [String]
  package var settings = NotebookSettings()
  /// Prose and cells, in order, covering all lines.
  package var parts: [Part]

  package enum Part: Sendable {
    case prose(Range<Int>)
    case cell(Cell)
    /// A question; of a prediction, what the next cell will show.
    case question(Question)
    /// `because`: why the cell above showed what was to be predicted.
    case because(Fence)
  }

  /// A fenced block at the top level, by lines from 0.
  package struct Fence: Sendable {
    /// What follows the marks on its first line.
    package var info: String
    /// Its lines, and those between its marks.
    package var lines, inside: Range<Int>
    /// What stands inside, without the fence's indentation and line ends.
    package var text: [String]

    /// The words of its first line.
    package var words: [String] {
      info.split(whereSeparator: \.isWhitespace).map(String.init)
    }
  }

  /// A fence that runs, with what it printed when it was recorded.
  package struct Cell: Sendable {
    /// Lines of the fence, and of the commands that run, from 0: those inside,
    /// or those of an exercise's solution.
    package var fence, code: Range<Int>
    package var options: CellOptions
    /// What it asks of a learner.
    package var exercise: Exercise?
    /// What it printed, for each profile that was recorded; of two for the
    /// same profile the first counts.
    package var outputs: [Recorded] = []

    /// What holds under a profile: what was recorded under it, else what was
    /// recorded without one.
    package func output(_ profile: String?) -> Recorded? {
      ownOutput(profile) ?? ownOutput(nil)
    }

    /// What was recorded under a profile itself, or under none.
    package func ownOutput(_ profile: String?) -> Recorded? {
      outputs.first { $0.profile == profile }
    }

    /// The lines of the cell, of its outputs, and of what belongs to its
    /// exercise.
    package var lines: Range<Int> {
      fence
        .lowerBound..<max(
          outputEnd, exercise?.pieces.last?.fence.lines.upperBound ?? 0)
    }

    /// The lines of the fence whose commands run.
    var ranFence: Range<Int> { exercise?.solution?.lines ?? fence }

    /// The line behind its outputs, where another would go.
    var outputEnd: Int {
      outputs.last?.fence.upperBound ?? ranFence.upperBound
    }
  }

  /// A fence `output` after a cell.
  package struct Recorded: Sendable {
    /// The profile it was recorded under; nil for none.
    package var profile: String?
    /// Lines of the fence, and of what stands inside, from 0.
    package var fence, inside: Range<Int>
    /// What stands inside, without the fence's own indentation.
    package var text: [String]
  }

  /// The cells, in order.
  package var cells: [Cell] {
    parts.compactMap {
      if case .cell(let cell) = $0 { cell } else { nil }
    }
  }

  /// Some lines as they stand.
  package func text(_ range: Range<Int>) -> String {
    lines[range].joined()
  }

  /// The whole file.
  package var text: String { lines.joined() }

  /// A cell's commands, with their place in the file.
  package func source(_ cell: Cell) -> SourceText { source(cell.code) }

  /// Some lines as commands.
  func source(_ range: Range<Int>) -> SourceText {
    // To CommonMark a lone CR ends a line, to the language LF alone does.
    let code = lines[range].map {
      $0.hasSuffix("\r") ? $0.dropLast() + "\n" : $0
    }
    return SourceText(
      code.joined(), name: name, firstLine: range.lowerBound + 1)
  }

  /// A mistake in a cell as the cell's output shows it: with its place in the
  /// cell, so that neither the file's name nor what stands above matters.
  package func shown(_ mistake: Diagnostic, in cell: Cell) -> Diagnostic {
    var mistake = mistake
    if let place = mistake.place, place.file == name {
      mistake.place?.file = "this cell"
      mistake.place?.line = place.line - cell.code.lowerBound
    }
    return mistake
  }

  /// The place of a line, from 0.
  package func place(_ line: Int) -> Place {
    let text =
      lines.indices.contains(line)
      ? String(lines[line].prefix { !$0.isNewline }) : ""
    return Place(
      file: name, line: line + 1, text: text, columns: 0..<text.utf8.count)
  }

  /// The place of a part of a line.
  func place(_ line: Int, of part: Substring) -> Place {
    var place = place(line)
    let bytes = lines[line].utf8
    let start = bytes.distance(from: bytes.startIndex, to: part.startIndex)
    place.columns = start..<start + part.utf8.count
    return place
  }

  /// The places of words that follow each other in a line; of one that is not
  /// spelled so there, the whole line.
  func places(_ line: Int, of words: [String]) -> [Place] {
    var rest = lines[line][...]
    return words.map { word in
      guard let found = rest.firstRange(of: word) else { return place(line) }
      defer { rest = rest[found.upperBound...] }
      return place(line, of: rest[found])
    }
  }
}

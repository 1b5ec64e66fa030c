import SluiceDiagnostics
import SluiceEvaluator

/// One side of a comparison: a notebook with what is recorded in it, or a run
/// with what it printed.
package struct ComparedNotebook: Sendable {
  /// What it is called in messages.
  package var name: String
  /// The notebook's file, which lines are of.
  package var file: String
  /// Whether it is what a run told of itself, which has neither recorded
  /// outputs nor what belongs to exercises.
  package var isRun: Bool
  package var settings = NotebookSettings()
  /// The values that a run's parameters had: `epochs=2`.
  package var parameters: [String] = []
  package var cells: [Cell] = []
  /// All that is neither a cell nor the settings.
  package var prose: [Line] = []

  /// A line with its number in the file, from 1.
  package struct Line: Sendable, Equatable {
    package var number: Int
    package var text: String
  }

  package struct Cell: Sendable {
    package var options = CellOptions()
    /// `#id`, else `cell 3`.
    package var title: String
    /// The line of its fence, from 1.
    package var line: Int
    /// The commands that run.
    package var code: [Line]
    /// What belongs to an exercise, but for the commands that run.
    package var teaching: [Line] = []
    package var outputs: [Printed] = []
    /// What stopped the run here.
    package var mistake: String?
  }

  /// What a cell printed, or what is recorded that it prints.
  package struct Printed: Sendable {
    package var profile: String?
    package var text: [String]
    /// The line of the first of it in the notebook, from 1; of a run, among
    /// those that the cell printed.
    package var line: Int
  }
}

extension ComparedNotebook {
  /// A notebook.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - profile: Whose recorded outputs are meant; nil for all.
  package init(_ notebook: Notebook, profile: String? = nil) {
    name = notebook.name
    file = notebook.name
    isRun = false
    settings = notebook.settings
    let settingsLines = notebook.settingsLines ?? 0..<0
    func lines(_ range: Range<Int>) -> [Line] {
      range.filter { !settingsLines.contains($0) }.map {
        Line(number: $0 + 1, text: Notebook.unended(notebook.lines[$0]))
      }
    }
    for part in notebook.parts {
      switch part {
      case .prose(let range): prose += lines(range)
      case .question(let question): prose += lines(question.fence.lines)
      case .because(let fence): prose += lines(fence.lines)
      case .cell(let cell):
        let title = notebook.title(ofCell: cells.count)
        cells.append(
          Cell(
            options: cell.options, title: title,
            line: cell.fence.lowerBound + 1, code: lines(cell.code),
            teaching: cell.teaching.flatMap { lines($0.lines) },
            outputs: cell.recorded(profile).map {
              Printed(
                profile: $0.profile, text: $0.text,
                line: $0.inside.lowerBound + 1)
            }))
      }
    }
  }
}

extension Notebook.Cell {
  /// What belongs to an exercise, but for the commands that run.
  fileprivate var teaching: [Notebook.Fence] {
    guard let exercise else { return [] }
    let pieces = exercise.pieces.filter { $0.kind != .solution }.map(\.fence)
    return (exercise.solution == nil ? [] : [exercise.start]) + pieces
  }

  fileprivate func recorded(_ profile: String?) -> [Notebook.Recorded] {
    guard let profile else { return outputs }
    return output(profile).map { [$0] } ?? []
  }
}

import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// A notebook on its way to the terminal: prose, then the cell, then what it
/// prints.
struct Article {
  let notebook: Notebook
  var isQuiet = false
  /// Whether a bar stands beside cells, so that they catch the eye.
  var marksCells = false
  /// Parts shown so far.
  private(set) var shown = 0

  init(notebook: Notebook, isQuiet: Bool = false, marksCells: Bool = false) {
    self.notebook = notebook
    self.isQuiet = isQuiet
    self.marksCells = marksCells
  }

  /// Shows what stands before a cell, and the cell; without one, the rest.
  ///
  /// - Parameter cell: The cell's number, from 0.
  mutating func show(upTo cell: Int?) {
    let end = cell.map(notebook.partIndex) ?? notebook.parts.count - 1
    while shown <= end {
      switch notebook.parts[shown] {
      case .prose(let lines): show(prose: lines)
      case .cell(let cell): show(cell)
      }
      shown += 1
    }
  }

  /// Makes a cell the next to show, with the prose that leads to it.
  mutating func goBack(to cell: Int) {
    shown = notebook.partIndex(ofCell: cell)
    if shown > 0, case .prose = notebook.parts[shown - 1] { shown -= 1 }
  }

  private func show(prose lines: Range<Int>) {
    guard !isQuiet else { return }
    let prose = Prose.output(notebook.text(lines))
    guard !Terminal.rendered(prose).isEmpty else { return }
    Terminal.skipLine()
    Terminal.show(prose)
    Terminal.skipLine()
  }

  private func show(_ cell: Notebook.Cell) {
    guard !isQuiet else { return }
    let commands = notebook.source(cell)
      .highlighted(shapes: Registry.program.shapes)
    Terminal.show(
      .preformatted(
        Preformatted(commands, language: "sluice", isNext: marksCells)))
    if marksCells { Terminal.skipLine() }
  }
}

extension Notebook {
  /// Which part a cell is, from 0.
  func partIndex(ofCell cell: Int) -> Int {
    var number = 0
    for (index, part) in parts.enumerated() {
      guard case .cell = part else { continue }
      if number == cell { return index }
      number += 1
    }
    return parts.count
  }
}

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
  /// - Parameters:
  ///   - cell: The cell's number, from 0.
  ///   - isAsked: Whether to stop at a question, so that it can be answered.
  /// - Returns: The question at which it stopped.
  @discardableResult
  mutating func show(
    upTo cell: Int?,
    stoppingAt isAsked: (Notebook.Question) -> Bool = { _ in
      false
    }
  ) -> Notebook.Question? {
    let end = cell.map(notebook.partIndex) ?? notebook.parts.count - 1
    while shown <= end {
      if case .question(let question) = notebook.parts[shown],
        isAsked(question)
      {
        show(question)
        shown += 1
        return question
      }
      switch notebook.parts[shown] {
      case .prose(let lines): show(prose: lines)
      case .cell(let cell): show(cell)
      case .question(let question): show(question)
      case .because(let fence): show(prose: fence.inside)
      }
      shown += 1
    }
    return nil
  }

  /// Makes a cell the next to show, with the prose that leads to it.
  mutating func goBack(to cell: Int) {
    shown = notebook.firstPart(leadingTo: cell)
  }

  private func show(prose lines: Range<Int>) {
    guard !isQuiet else { return }
    let prose = Prose.output(notebook.text(lines))
    guard !Terminal.rendered(prose).isEmpty else { return }
    Terminal.skipLine()
    Terminal.show(prose)
    Terminal.skipLine()
  }

  /// A question with its choices, and, of one that no state answers, the answer.
  private func show(_ question: Notebook.Question) {
    guard !isQuiet else { return }
    if !followsProse { Terminal.skipLine() }
    Terminal.show(question.output)
    if !marksCells, let right = question.rightChoice {
      Terminal.show(Prose.output("Answer: \(right.text) \(right.reason)"))
    }
    Terminal.skipLine()
  }

  /// Whether the last that was shown is prose, which leaves a line empty.
  private var followsProse: Bool {
    guard shown > 0, case .prose(let lines) = notebook.parts[shown - 1] else {
      return false
    }
    return lines.contains { !notebook.lines[$0].allSatisfy(\.isWhitespace) }
  }

  private func show(_ cell: Notebook.Cell) {
    guard !isQuiet else { return }
    let shown =
      marksCells ? cell.exercise.map { notebook.source($0.start) } : nil
    let commands = (shown ?? notebook.source(cell))
      .highlighted(shapes: Registry.program.shapes)
    Terminal.show(
      .preformatted(
        Preformatted(commands, language: "sluice", isNext: marksCells)))
    if marksCells { Terminal.skipLine() }
  }
}

extension Notebook.Part {
  /// Whether it leads to the cell below it, rather than follow the one above.
  fileprivate var leadsOn: Bool {
    switch self {
    case .prose, .question: true
    case .cell, .because: false
    }
  }
}

extension Notebook {
  /// Which part is the first of those that lead to a cell, from 0.
  func firstPart(leadingTo cell: Int) -> Int {
    var index = partIndex(ofCell: cell)
    while index > 0, parts[index - 1].leadsOn { index -= 1 }
    return index
  }

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

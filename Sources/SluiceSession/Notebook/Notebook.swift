import SluiceDiagnostics

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
  }

  /// A fence that runs, with what it printed when it was recorded.
  package struct Cell: Sendable {
    /// Lines of the fence, and of what stands inside, from 0.
    package var fence, code: Range<Int>
    package var options: CellOptions
    /// Lines of the recorded output's fence and of its inside.
    package var output: (fence: Range<Int>, text: Range<Int>)?
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
  package func source(_ cell: Cell) -> SourceText {
    SourceText(text(cell.code), name: name, firstLine: cell.code.lowerBound + 1)
  }
}

/// What stands on a cell's first line, after `sluice`.
package struct CellOptions: Sendable, Equatable {
  /// `#id`
  package var id: String?
  /// Code that is shown and never runs.
  package var isShownOnly = false
  /// `timeout=60s`
  package var timeout: Double?
  /// `error=CODE`: the cell must fail so.
  package var error: Code?

  package init() {}
}

/// Settings in the comment at the top: `<!-- sluice: seed=7 rtol=1e-3 -->`.
package struct NotebookSettings: Sendable, Equatable {
  package var seed: UInt64 = 1
  package var relativeTolerance = 1e-3
  package var absoluteTolerance = 1e-6

  package init() {}
}

import SluiceDiagnostics
import SluiceOutput

/// How one cell of a tested notebook ended.
package struct CellResult: Sendable {
  /// The cell's number, from 0.
  package var cell: Int
  /// `#id`, else `cell 3`.
  package var title: String
  /// What reports over time call it: ``Notebook/lastingNames``.
  package var name: String
  /// The line of the cell's fence, from 1.
  package var line: Int
  package var verdict: Verdict
  /// What it printed.
  package var printed: [String] = []
  package var seconds = 0.0

  package init(
    cell: Int, title: String, name: String, line: Int, verdict: Verdict
  ) {
    self.cell = cell
    self.title = title
    self.name = name
    self.line = line
    self.verdict = verdict
  }

  package enum Verdict: Sendable {
    /// The output is what was recorded.
    case passed
    /// It ran, nothing is recorded to compare with, and what it asserts holds,
    /// or the error came that it announces.
    case asserted
    /// It ran, and nothing is recorded to compare with.
    case unchecked
    /// It is not meant to run.
    case shown
    /// An exercise without a solution, in a copy for learners.
    case unsolved
    /// It is none of the cells that were asked for.
    case outside
    case failed([Diagnostic])
    /// It ran, and printed something else.
    case differs(OutputDiff, Diagnostic)
    /// It was not run: it uses names that a failed cell makes.
    case blocked([String])
    /// It was not run, or not to its end: it takes longer than it may.
    case stale

    /// One word for reports.
    package var word: String {
      switch self {
      case .passed: "passed"
      case .asserted: "asserted"
      case .unchecked: "unchecked"
      case .shown: "shown"
      case .unsolved: "unsolved"
      case .outside: "outside"
      case .failed: "failed"
      case .differs: "differs"
      case .blocked: "blocked"
      case .stale: "stale"
      }
    }
  }

  /// How what is recorded differs from what it printed, as a unified diff
  /// with places in the notebook's file, and at most so many lines of it; no
  /// lines if it does not.
  package func difference(in file: String) -> [String] {
    guard case .differs(let diff, let mistake) = verdict else { return [] }
    let lines = diff.lines(
      file: file, firstLine: (mistake.place?.line ?? 1) - diff.firstDifference)
    guard lines.count > Self.shownLines else { return lines }
    return lines.prefix(Self.shownLines)
      + [
        "… \(NumberText.count(lines.count - Self.shownLines, of: "more line"))"
      ]
  }

  /// Longer differences are cut: nobody reads more of them, and a report of a
  /// million lines stops those who read it.
  private static let shownLines = 200

  /// What is wrong with it.
  package var diagnostics: [Diagnostic] {
    switch verdict {
    case .failed(let mistakes): mistakes
    case .differs(_, let mistake): [mistake]
    case .passed, .asserted, .unchecked, .shown, .unsolved, .outside,
      .blocked, .stale:
      []
    }
  }
}

extension [CellResult] {
  /// What a process ends with.
  package var exitStatus: Int32 {
    flatMap(\.diagnostics).map(\.code).exitStatus
  }
}

extension Notebook {
  /// How messages call a cell.
  package func title(ofCell number: Int) -> String {
    cells[number].options.id.map { "#" + $0 } ?? "cell \(number + 1)"
  }
}

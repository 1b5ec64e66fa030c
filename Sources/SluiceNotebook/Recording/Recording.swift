import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What a notebook becomes when outputs of its cells are recorded.
package struct Recording {
  /// Whether a cell that fails may be made one that announces its error.
  package var allowsErrors = false
  private let notebook: Notebook
  private let profile: String?
  private let only: ClosedRange<Int>?
  private var edit: NotebookEdit

  /// - Parameters:
  ///   - notebook: The notebook as it stands.
  ///   - profile: The profile it ran under.
  ///   - only: The cells to record, from 0; nil for all.
  package init(
    _ notebook: Notebook, profile: String?, only: ClosedRange<Int>? = nil
  ) {
    self.notebook = notebook
    self.profile = profile
    self.only = only
    edit = NotebookEdit(notebook)
  }

  /// A new recorded output.
  package struct Change: Sendable, Equatable {
    /// `new`, `changed`, or `now fails with CODE`.
    package var what: String
    package var lines: [String]
    /// The error that the cell will announce.
    package var error: Code?
    /// Whether the profile's own output is removed: the one without a profile
    /// says the same.
    package var isCommon = false
  }

  /// What would be recorded of a cell; nil if it stays as it is.
  ///
  /// Lines that match what is recorded stay as the author wrote them, with
  /// their wildcards. A profile has an output of its own only where it prints
  /// something else.
  package func change(of result: CellResult) -> Change? {
    guard only?.contains(result.cell) ?? true else { return nil }
    let cell = notebook.cells[result.cell]
    switch result.verdict {
    case .differs(let diff, _):
      return isCommon(result)
        ? Change(what: "as without the profile", lines: [], isCommon: true)
        : Change(what: "changed", lines: diff.merged)
    case .unchecked, .asserted:
      guard cell.options.match != .none, !result.printed.isEmpty else {
        return nil
      }
      return Change(
        what: "new", lines: result.printed.map(Wildcards.escaped))
    case .failed(let mistakes):
      guard allowsErrors, let first = mistakes.first, first.isOfTheCell else {
        return nil
      }
      let text = notebook.shown(first, in: cell).rendered(color: false)
      return Change(
        what: "now fails with \(first.code.rawValue)",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { Wildcards.escaped(String($0)) },
        error: first.code)
    case .passed:
      return cell.ownOutput(profile) != nil && isCommon(result)
        ? Change(what: "as without the profile", lines: [], isCommon: true)
        : nil
    case .shown, .unsolved, .outside, .blocked, .stale: return nil
    }
  }

  /// Whether what a cell printed under a profile is what is recorded without
  /// one.
  private func isCommon(_ result: CellResult) -> Bool {
    let cell = notebook.cells[result.cell]
    guard profile != nil, let common = cell.ownOutput(nil) else { return false }
    return OutputDiff(
      common.text, result.printed, tolerance: notebook.tolerance(cell),
      isExact: cell.options.match == .exact
    ).isSame
  }

  /// Takes a change in.
  package mutating func keep(
    _ change: Change, of result: CellResult
  ) throws(Diagnostic) {
    let cell = notebook.cells[result.cell]
    guard !change.isCommon else {
      return edit.removeOutput(of: cell, profile: profile)
    }
    try edit.record(change.lines, of: cell, profile: profile)
    if let code = change.error {
      var options = cell.options
      options.error = code
      edit.change(options, of: cell)
    }
  }

  /// What went wrong in a cell and is not recorded.
  package func refused(_ result: CellResult) -> [Diagnostic] {
    guard case .failed(let mistakes) = result.verdict,
      change(of: result) == nil
    else { return [] }
    return mistakes
  }

  /// The whole file with what was kept.
  package var text: String { edit.text }

  /// A mistake with its line as it is once the file is written.
  package func moved(_ mistake: Diagnostic) -> Diagnostic {
    var mistake = mistake
    if let place = mistake.place, place.file == notebook.name {
      mistake.place?.line = edit.newLine(place.line)
    }
    return mistake
  }
}

extension Diagnostic {
  /// Whether a cell's commands are to blame, rather than a clock or a key.
  fileprivate var isOfTheCell: Bool {
    ![
      .interrupted, .timeout, .assertionFailed, .badExercise, .unsolved,
    ].contains(code)
  }
}

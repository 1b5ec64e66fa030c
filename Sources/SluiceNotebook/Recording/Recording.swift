import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What a notebook becomes when outputs of its cells are recorded.
package struct Recording {
  /// Whether a cell that fails may be made one that announces its error.
  package var allowsErrors = false
  private let notebook: Notebook
  private let profile: String?
  private let only: Int?
  private var edit: NotebookEdit

  /// - Parameters:
  ///   - notebook: The notebook as it stands.
  ///   - profile: The profile it ran under.
  ///   - only: The one cell to record, from 0; nil for all.
  package init(_ notebook: Notebook, profile: String?, only: Int? = nil) {
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
  }

  /// What would be recorded of a cell; nil if it stays as it is.
  ///
  /// Lines that match what is recorded stay as the author wrote them, with
  /// their wildcards.
  package func change(of result: CellResult) -> Change? {
    guard only == nil || only == result.cell else { return nil }
    switch result.verdict {
    case .differs(let diff, _):
      return Change(what: "changed", lines: diff.merged)
    case .unchecked:
      let isRecorded = notebook.cells[result.cell].options.match != .none
      guard isRecorded, !result.printed.isEmpty else { return nil }
      return Change(what: "new", lines: result.printed)
    case .failed(let mistakes):
      guard allowsErrors, let first = mistakes.first, first.isOfTheCell else {
        return nil
      }
      let text = notebook.shown(first, in: notebook.cells[result.cell])
        .rendered(color: false)
      return Change(
        what: "now fails with \(first.code.rawValue)",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false)
          .map(String.init),
        error: first.code)
    case .passed, .shown, .blocked: return nil
    }
  }

  /// Takes a change in.
  package mutating func keep(
    _ change: Change, of result: CellResult
  ) throws(Diagnostic) {
    let cell = notebook.cells[result.cell]
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
}

extension Diagnostic {
  /// Whether a cell's commands are to blame, rather than a clock or a key.
  fileprivate var isOfTheCell: Bool {
    ![.interrupted, .timeout, .assertionFailed].contains(code)
  }
}

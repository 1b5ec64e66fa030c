import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook

/// A notebook that was run so that one can go on from its state.
struct LoadedNotebook {
  private let run: NotebookRun
  /// What stopped it.
  let mistakes: [Diagnostic]
  /// Whether anything of it was run.
  let hasRun: Bool

  /// Runs a notebook, and shows what its cells print.
  ///
  /// - Parameters:
  ///   - path: The notebook; it reads below its folder.
  ///   - environment: Of the prompt.
  /// - Throws: That there is no such notebook.
  init(_ path: String, in environment: Environment) throws(Diagnostic) {
    var run = try Self.opened(path, in: environment)
    var mistakes = run.check()
    hasRun = mistakes.isEmpty
    while mistakes.isEmpty, !run.isDone { mistakes = run.step(Terminal.show) }
    (self.run, self.mistakes) = (run, mistakes)
  }

  /// A notebook of which nothing is run.
  static func opened(
    _ path: String, in environment: Environment
  ) throws(Diagnostic) -> NotebookRun {
    let notebook = try NotebookFiles.open(file: path).notebook.get()
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var environment = environment
    environment.folder = folder
    environment.access = .notebook(in: folder)
    var run = NotebookRun(notebook, in: Session(environment))
    run.keeper = KeptStates.keeper(of: path)
    return run
  }

  /// What it left; where it was stopped, as it was before the cell.
  var state: State { run.session.state }

  /// What is to be known of the state.
  ///
  /// - Parameter replaced: Names that stood for something else before.
  /// - Returns: A sentence each.
  func remarks(_ replaced: [String]) -> [String] {
    var remarks: [String] = []
    if !mistakes.isEmpty {
      remarks.append(
        "the state is as it was before"
          + " \(run.notebook.title(ofCell: run.next)), the cell that failed")
    }
    if !replaced.isEmpty {
      remarks.append(
        "\(replaced.joined(separator: ", ")) now "
          + (replaced.count == 1 ? "stands" : "stand")
          + " for what the notebook defines; `undo` goes back")
    }
    return remarks
  }
}

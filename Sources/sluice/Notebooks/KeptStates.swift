import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceKeeping
import SluiceNotebook

/// What a command does with the states that are kept of notebooks' steps.
enum KeptStates {
  /// Keeps and takes over what steps of a notebook did.
  ///
  /// - Parameter notebook: The notebook's name.
  /// - Returns: Nil where nothing can be kept: of what comes by a pipe, and
  ///   where the user has no folder to keep a key in.
  static func keeper(of notebook: String) -> StepKeeper? {
    guard notebook != NotebookFiles.pipe else { return nil }
    let folder = URL(filePath: notebook).deletingLastPathComponent()
    guard let states = KeptFolder(besides: folder),
      let program = ProgramIdentity.digest()
    else { return nil }
    return StepKeeper(states, .program, program: program.text)
  }

  /// Tells what the user is to know of a run's kept states: that some cannot be
  /// used, or no more can be kept.
  static func tellProblems(_ keeper: StepKeeper?) {
    guard let keeper else { return }
    let (damaged, foreign) = keeper.unused
    if damaged > 0 {
      let are = damaged == 1 ? "state is" : "states are"
      Terminal.note(
        "\(damaged) kept \(are) damaged and not used; `sluice cache --clear`"
          + " removes what is kept")
    }
    if foreign > 0 {
      let are = foreign == 1 ? "state was" : "states were"
      Terminal.note(
        "\(foreign) kept \(are) not written by you and not used: they came with"
          + " the folder; `sluice cache --clear` removes them")
    }
    if let problem = keeper.problem {
      Terminal.note(
        problem.title + (problem.hint.map { ": \($0)" } ?? ""))
    }
  }

  /// Says of a step that it was not run.
  static func tellKept(_ number: Int, of run: NotebookRun) {
    guard run.kept.contains(number) else { return }
    Terminal.note("kept: \(run.notebook.title(ofCell: number))")
  }
}

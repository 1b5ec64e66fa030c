import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// A cell that was run, for whoever makes a page of it.
struct DoneCell {
  var number: Int
  var printed: [Output]
  var mistakes: [Diagnostic]
  var before: State
  var run: NotebookRun
}

extension Run {
  /// Runs the next cell.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - note: Takes what it did.
  ///   - emit: Takes each output as it comes.
  /// - Returns: What went wrong.
  func step(
    _ run: inout NotebookRun, _ note: (DoneCell) -> Void,
    _ emit: (Output) -> Void
  ) -> [Diagnostic] {
    let (number, before) = (run.next, run.session.state)
    var printed: [Output] = []
    let mistakes = run.step {
      if to != nil { printed.append($0) }
      emit($0)
    }
    note(
      DoneCell(
        number: number, printed: printed, mistakes: mistakes, before: before,
        run: run))
    return mistakes
  }
}

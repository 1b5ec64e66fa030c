import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension NotebookCheck {
  /// Parameters that nothing reads.
  ///
  /// - Parameter programs: What all its cells say.
  /// - Returns: A mistake for each.
  func unusedParameters(
    _ programs: [NotebookRun.CellProgram]
  ) -> [Diagnostic] {
    let statements = programs.flatMap { program, _ in
      program.statements.map { ($0, program.source) }
    }
    let used = StatementNames(
      statements.map(\.0), registry: registry
    ).used
    return statements.flatMap { statement, source in
      statement.parameters.filter { !used.contains($0.name.text) }.map {
        Diagnostic(
          .unusedParameter, "nothing reads the parameter `\($0.name.text)`",
          at: source.place($0.name.span), label: "never used",
          hint: "use it where its value is needed, or remove its line")
      }
    }
  }
}

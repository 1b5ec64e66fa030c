import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension Notebook.Exercise {
  /// What is wrong with the syntax of its pieces, and with assertions that do
  /// not say what they ask for.
  func syntaxMistakes(
    in notebook: Notebook, shapes: [CommandWord]
  ) -> [Diagnostic] {
    var mistakes: [Diagnostic] = []
    for wrong in wrong {
      mistakes +=
        parse(notebook.source(wrong.fence), shapes: shapes).diagnostics
    }
    // Of a learner's copy nobody could say whether that is the answer.
    if solution != nil, !hasHole {
      mistakes.append(
        Diagnostic(
          .badExercise, "this start has no `…`",
          at: notebook.place(start.lines.lowerBound),
          hint: "put … where something is to be written, or in a comment where"
            + " something is to be changed: # …"))
    }
    guard let check else { return mistakes }
    let source = notebook.source(check)
    let (program, errors) = parse(source, shapes: shapes)
    mistakes += errors
    mistakes += program.statements.flatMap { $0.speechless(in: source) }
    if errors.isEmpty, !program.statements.contains(where: \.isAssertion) {
      mistakes.append(
        Diagnostic(
          .badExercise, "this check asserts nothing, so every answer passes",
          at: notebook.place(check.lines.lowerBound),
          hint: "assert what holds after a right answer:"
            + " assert CONDITION \"what should be so\""))
    }
    return mistakes
  }
}

extension Statement {
  fileprivate var isAssertion: Bool {
    if case .assertion = kind { true } else { false }
  }

  /// The statements in its blocks.
  fileprivate var inner: [Statement] {
    switch kind {
    case .loop(_, _, let body): body
    case .sweep(let sweep): sweep.body
    case .conditional(let branches, let otherwise):
      branches.flatMap(\.body) + otherwise
    default: []
    }
  }

  /// Assertions of a check without words, and those in blocks, which are not
  /// looked at one by one.
  fileprivate func speechless(in source: SourceText) -> [Diagnostic] {
    if case .assertion(_, let message) = kind {
      if case .string? = message?.kind { return [] }
      return [
        Diagnostic(
          .badExercise, "this check does not say what it asks for",
          at: source.place(span),
          hint: "put it in quotes at the end, as the learner is to read it:"
            + " assert CONDITION \"the gate is closed\"")
      ]
    }
    return inner.flatMap { statement -> [Diagnostic] in
      guard statement.isAssertion else {
        return statement.speechless(in: source)
      }
      return [
        Diagnostic(
          .badExercise, "an assertion of a check stands in no block",
          at: source.place(statement.span),
          hint: "work out in the block what it asserts, and assert it below")
      ]
    }
  }
}

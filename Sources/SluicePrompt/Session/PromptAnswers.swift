import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

extension PromptSession {
  /// What a question is answered by.
  package enum Answer {
    case help(Output)
    /// The value of an expression.
    case value(String)
  }

  /// What answers a question: help, where it begins with a command, a function
  /// or an idea, and no name of the user's own.
  ///
  /// - Throws: That it asks about nothing that there is.
  package func answer(_ question: Question) throws(Diagnostic) -> Answer {
    if question.statement.isEmpty { throw Self.emptyQuestion }
    let value = value(of: question)
    let help = HelpText(session.environment.registry).entry(
      question.verb, option: question.option)
    if let value {
      let isHelp = value == question.statement && session.state[value] == nil
      if isHelp, let help { return .help(help) }
      return .value(question.statement)
    }
    guard let help else { throw unknown(question) }
    return .help(help)
  }

  private static let emptyQuestion = Diagnostic(
    .missingArgument, "a question mark needs something to ask about",
    hint: "`net?` shows what a name stands for, `train?` helps with a command;"
      + " `help` lists the commands")

  private func unknown(_ question: Question) -> Diagnostic {
    Diagnostic(
      .unknownCommand,
      "`\(question.statement)` is neither a value nor a command",
      hint: didYouMean(
        question.verb,
        in: session.environment.registry.commands.map { $0.name },
        otherwise: "`help` lists the commands; a question runs nothing"))
  }

  /// - Returns: The name that is asked about, or no name of a value that is to
  ///   be worked out; nil where the question is no expression.
  private func value(of question: Question) -> String? {
    let (program, mistakes) = parsed(question.statement)
    guard mistakes.isEmpty, program.statements.count == 1,
      case .expression(let value) = program.statements[0].kind
    else { return nil }
    if case .name(let name) = value.kind { return name }
    return ""
  }

  /// What is left of an entry that failed, where it has several lines.
  ///
  /// - Returns: Nothing where the mistake was in the last.
  package func notRun(_ text: String, _ outcome: Session.Outcome) -> Output {
    guard !outcome.diagnostics.isEmpty else { return .nothing }
    let (program, mistakes) = parsed(text)
    if !mistakes.isEmpty {
      return text.trimmed.contains(where: \.isNewline)
        ? .note("nothing of the entry was run") : .nothing
    }
    let rest = program.statements.dropFirst(outcome.done + 1)
    guard let next = rest.first, let last = rest.last else { return .nothing }
    let source = SourceText(text, name: "<prompt>")
    let first = source.line(at: next.span.lowerBound)
    let end = source.line(at: max(0, last.span.upperBound - 1))
    return .note(
      first == end
        ? "line \(first) was not run" : "lines \(first) to \(end) were not run")
  }

  private func parsed(
    _ text: String
  ) -> (program: Program, diagnostics: [Diagnostic]) {
    parse(
      SourceText(text, name: "<prompt>"),
      shapes: session.environment.registry.shapes)
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// What a learner has typed of an answer so far, in a state of its own.
struct Attempt: Sendable {
  /// The session as what was typed has left it.
  private(set) var session: Session
  /// What was typed, entry by entry.
  private(set) var entries: [String] = []
  private let step: StepIdentity
  private var executed: UInt64 = 0

  /// - Parameters:
  ///   - before: The session before the exercise.
  ///   - name: The exercise's name, whose random numbers an answer has.
  init(before: Session, name: String) {
    session = before
    step = .named(name)
  }

  var text: String { entries.joined(separator: "\n") }

  /// Runs an entry: all of it, or nothing.
  ///
  /// - Returns: What went wrong.
  mutating func type(
    _ entry: String, _ emit: (Output) -> Void
  ) -> [Diagnostic] {
    var session = session
    let outcome = session.run(
      SourceText(entry, name: "<answer>"), mode: .prompt, step: step,
      after: executed, emit: emit)
    guard outcome.diagnostics.isEmpty else { return outcome.diagnostics }
    self.session = session
    entries.append(entry)
    executed = outcome.executed
    return []
  }

  /// The state that an accepted answer leaves: what the solution would make is
  /// as the learner made it, and so is what the check reads; all else is as it
  /// was, so that what follows finds no name taken.
  ///
  /// - Parameters:
  ///   - before: The state before the exercise.
  ///   - kept: Names that the answer may make.
  /// - Returns: The state.
  func accepted(after before: State, keeping kept: Set<String>) -> State {
    var state = session.state
    let registry = session.environment.registry
    let program = parse(
      SourceText(text, name: "<answer>"), shapes: registry.shapes
    ).program
    let made = StatementNames(program.statements, registry: registry).made
    for name in made.subtracting(kept) { state.restore(name, from: before) }
    return state
  }
}

extension Session {
  /// Whether a text is a value and no command.
  func isValue(_ text: String) -> Bool {
    let program = parse(
      SourceText(text, name: "<prompt>"), shapes: environment.registry.shapes
    ).program
    return program.statements.allSatisfy {
      if case .expression = $0.kind { true } else { false }
    }
  }

  /// Whether commands only look: they give no name a value and change none.
  func isReading(_ text: String) -> Bool {
    let registry = environment.registry
    let (program, mistakes) = parse(
      SourceText(text, name: "<prompt>"), shapes: registry.shapes)
    return mistakes.isEmpty
      && StatementNames(program.statements, registry: registry).made.isEmpty
  }
}

import SluiceDiagnostics
import SluiceFiles
import SluiceLanguage
import SluiceOutput

/// The one evaluator behind the prompt, a notebook and a pipe.
package struct Session: Sendable {
  /// Everything defined so far; putting back an older one goes back.
  package var state = State()
  package var environment: Environment
  /// Values for parameters from outside, as typed: `-p epochs=3`.
  package var given: [String: Given] = [:]

  package init(_ environment: Environment) {
    self.environment = environment
  }

  /// How a text ended.
  package struct Outcome: Sendable {
    /// What went wrong: all syntax errors, or the one that stopped it.
    package var diagnostics: [Diagnostic] = []
    /// Whether `quit` was said.
    package var isQuitting = false
    /// Statements that were done, from the first.
    package var done = 0
    /// Commands that were run, those before the text included.
    package var executed: UInt64 = 0

    /// The status for the process: of what went wrong first, else 0.
    package var exitStatus: Int32 {
      diagnostics.first?.code.exitStatus ?? 0
    }
  }

  /// Runs a text, statement by statement, and stops at the first failure.
  ///
  /// Nothing runs if the syntax is wrong anywhere, unless it is to go on. A
  /// statement that fails changes nothing; those before it keep what they did.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - mode: Whether names may be defined again.
  ///   - step: Which step of a notebook it is, for its random numbers.
  ///   - identity: Which step a statement is, by itself and its text, where each
  ///     is one of its own: then a line more changes no other's numbers.
  ///   - executed: Commands of the step that were run before: a step that is
  ///     typed line by line has the random numbers of one that is run whole.
  ///   - goOn: Takes each mistake, after which the next statement is run; nil
  ///     to stop at the first.
  ///   - emit: Takes each output as it comes.
  /// - Returns: How it ended.
  package mutating func run(
    _ source: SourceText, mode: Mode, step: StepIdentity? = nil,
    identity: ((Statement, String) -> StepIdentity)? = nil,
    after executed: UInt64 = 0,
    goOn: ((Diagnostic) -> Void)? = nil,
    emit: (Output) -> Void
  ) -> Outcome {
    let (program, diagnostics) = parse(
      source, shapes: environment.registry.shapes)
    guard diagnostics.isEmpty || goOn != nil else {
      return Outcome(diagnostics: diagnostics)
    }
    let stream = state.stream(step: step, text: source.bytes)
    var context = Context(
      state, environment, source: source, mode: mode, given: given,
      stream: stream)
    context.executed = executed
    var outcome = Outcome(diagnostics: diagnostics)
    if let goOn { diagnostics.forEach(goOn) }
    for statement in program.statements {
      if let identity {
        let text = source.text(statement.span)
        context.beginStep(identity(statement, text))
      }
      let stop = context.listening { $0.stop(of: statement, emit) }
      if let stop {
        guard let mistake = stop.mistake else { continue }
        outcome.diagnostics.append(mistake)
        guard let goOn, !mistake.code.isStop else { break }
        goOn(mistake)
        context.state = state
        continue
      }
      state = context.state
      outcome.done += 1
      outcome.isQuitting = context.isQuitting
      // Whoever stops a file has stopped it, though its last statement was just
      // done.
      if mode == .file, let reason = environment.interrupt.reason {
        outcome.diagnostics.append(
          reason.diagnostic(
            leaving: "this statement was still done",
            at: source.place(statement.span)))
        break
      }
      if outcome.isQuitting { break }
    }
    outcome.executed = context.executed
    return outcome
  }
}

extension Context {
  /// Does something that listens to the session's interrupt and opens no files
  /// but the session's.
  package mutating func listening<T>(_ body: (inout Context) -> T) -> T {
    Confinement.$current.withValue(access.confinement) {
      Interrupt.$current.withValue(environment.interrupt) { body(&self) }
    }
  }

  /// Runs a statement.
  ///
  /// - Returns: Why it did not go on; nil if it did.
  package mutating func stop(
    of statement: Statement, _ emit: (Output) -> Void
  ) -> Stop? {
    do throws(Stop) {
      try execute(statement, emit: emit)
      return nil
    } catch { return error }
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

// Exercises in a walkthrough: what is typed is an answer, and is judged.

extension Walkthrough {
  /// The exercise that is the next step.
  package var exercise: Notebook.Exercise? {
    isDone ? nil : run.cells[next].exercise
  }

  /// Whether something of an answer was typed.
  package var hasAttempt: Bool { attempt != nil }

  /// What became of something typed at an exercise.
  package enum Answer {
    case mistakes([Diagnostic], message: String?)
    /// It only looked; maybe at no more than a value that it names.
    case looked(atValue: Bool)
    /// It was judged; a right answer is taken, and the next step is the next.
    case judged(Judgement)
  }

  /// Takes something typed as an answer to the exercise, or as more of it.
  package mutating func answer(
    _ entry: String, _ emit: (Output) -> Void
  ) -> Answer {
    let alone = attempt == nil ? nil : judgedAlone(entry, emit)
    if let alone, alone.isRight { return .judged(alone) }
    if session.isReading(entry) {
      var session = session
      let outcome = session.run(
        SourceText(entry, name: "<prompt>"), mode: .prompt, emit: emit)
      return outcome.diagnostics.isEmpty
        ? .looked(atValue: session.isValue(entry))
        : .mistakes(outcome.diagnostics, message: nil)
    }
    let mistakes = type(answer: entry, emit)
    guard mistakes.isEmpty else {
      effort.tries += 1
      let text = ((attempt?.entries ?? []) + [entry]).joined(separator: "\n")
      return .mistakes(
        mistakes, message: currentJudge?.judgement(of: text, after: nil).message
      )
    }
    var judgement = judged()
    if !judgement.isRight {
      judgement.message = judgement.message ?? alone?.message
    }
    return .judged(judgement)
  }

  /// Judges something typed as if nothing had been typed before: whoever tries
  /// again does not add to the last try. Only a right answer changes anything.
  ///
  /// - Returns: Nil if it cannot be run.
  private mutating func judgedAlone(
    _ entry: String, _ emit: (Output) -> Void
  ) -> Judgement? {
    let (attempt, effort) = (attempt, effort)
    self.attempt = nil
    var outputs: [Output] = []
    var judgement: Judgement?
    if !session.isReading(entry),
      type(answer: entry, { outputs.append($0) }).isEmpty
    {
      judgement = judged()
    }
    if judgement?.isRight ?? false {
      outputs.forEach(emit)
    } else {
      (self.attempt, self.effort) = (attempt, effort)
    }
    return judgement
  }

  mutating func type(
    answer entry: String, _ emit: (Output) -> Void
  ) -> [Diagnostic] {
    var attempt =
      attempt
      ?? Attempt(
        before: run.session, name: run.cells[run.next].options.id ?? "")
    let mistakes = attempt.type(entry, emit)
    if mistakes.isEmpty { self.attempt = attempt }
    return mistakes
  }

  private var currentJudge: ExerciseJudge? {
    get {
      judge
        ?? ExerciseJudge(
          run.cells[run.next], of: notebook, before: run.session)
    }
    set { judge = newValue }
  }

  /// Judges what was typed so far, and takes it if it is right.
  package mutating func judged() -> Judgement {
    guard let attempt,
      let judgement = currentJudge?.judgement(
        of: attempt.text, after: attempt.session)
    else { return Judgement(aims: []) }
    if judgement.stopped == nil { effort.tries += 1 }
    if judgement.isRight { accept() }
    return judgement
  }

  mutating func accept() {
    guard let attempt, let exercise else { return }
    let before = run.session.state
    let registry = run.session.environment.registry
    func names(_ fence: Notebook.Fence?) -> StatementNames {
      StatementNames(
        fence.map {
          parse(notebook.source($0), shapes: registry.shapes).program.statements
        } ?? [], registry: registry)
    }
    effort.answer = attempt.entries
    let first = run.next
    run.pass(
      with: attempt.accepted(
        after: before,
        keeping: names(exercise.solution).made.union(names(exercise.check).used)
      ))
    note(from: first, before, skipped: false)
  }

  /// Takes an answer that was accepted before.
  ///
  /// - Returns: What went wrong.
  mutating func answerAgain(_ entries: [String]) -> [Diagnostic] {
    attempt = nil
    for entry in entries {
      let mistakes = type(answer: entry) { _ in }
      guard mistakes.isEmpty else { return mistakes }
    }
    accept()
    return []
  }

  /// Discards what was typed of an answer.
  package mutating func reset() {
    attempt = nil
  }

  /// The next hint, if there is another.
  package mutating func hint() -> String? {
    guard let hints = exercise?.hints, effort.hints < hints.count else {
      return nil
    }
    defer { effort.hints += 1 }
    return notebook.text(hints[effort.hints].inside)
  }

  /// Shows the solution, which Enter then runs.
  ///
  /// - Returns: Nil if there is none.
  package mutating func solution() -> SourceText? {
    guard let solution = exercise?.solution else { return nil }
    effort.sawSolution = true
    attempt = nil
    return notebook.source(solution)
  }

  /// Whether the exercise was solved before one went back to it.
  package var wasSolved: Bool { earlier[next]?.answer != nil }

  /// Runs the solution of an exercise without showing anything of it; what the
  /// learner had answered before, if something.
  ///
  /// - Returns: What went wrong; then nothing was done.
  package mutating func skipExercise() -> [Diagnostic] {
    attempt = nil
    if let effort = earlier[run.next], let entries = effort.answer {
      self.effort = effort
      return answerAgain(entries)
    }
    let mistakes = step { _ in }
    if mistakes.isEmpty { passed[passed.count - 1].wasSkipped = true }
    return mistakes
  }
}

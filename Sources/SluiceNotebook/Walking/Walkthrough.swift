import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// A notebook gone through step by step, forwards and back, with side
/// branches on which anything may be tried.
package struct Walkthrough: Sendable {
  private var run: NotebookRun
  /// The state before the first step.
  private let start: State
  /// What was typed since the last step, in a state of its own.
  private var aside: Session?
  /// The state before each step that was passed, and the step's cell.
  private var past: Past<(cell: Int, state: State)>
  /// What was typed of an answer to the exercise that is the next step.
  private var attempt: Attempt?
  private var judge: ExerciseJudge?
  /// How the learner fares with the next step.
  package private(set) var effort = WalkRecord.Effort()
  /// What was predicted of steps that are to come, by the step.
  private var guesses: [Int: PredictedAnswer] = [:]
  /// Whether it was said how far one can go back.
  private var hasToldLimit = false
  /// Steps passed so far, of which some were skipped.
  private var passed: [WalkRecord.Step] = []
  /// Steps to run again before anything else: those of an earlier visit.
  private var toRepeat: [WalkRecord.Step] = []

  /// - Parameters:
  ///   - run: The notebook, nothing of it run.
  ///   - record: How far an earlier visit came.
  ///   - limit: Bytes that states to go back to may take, if not the usual.
  package init(
    _ run: NotebookRun, from record: WalkRecord? = nil,
    limit: Int? = nil
  ) {
    self.run = run
    past = limit.map { Past(limit: $0) } ?? Past()
    start = run.session.state
    run.session.environment.assertions.keepTexts()
    let keys = run.cells.indices.map { WalkRecord.key(run.identities[$0]) }
    toRepeat = (record ?? .start).steps(in: keys)
  }

  package var notebook: Notebook { run.notebook }
  /// The session as what is typed would find it.
  package var session: Session { attempt?.session ?? aside ?? run.session }
  package var count: Int { run.cells.count }
  /// The next step, from 0.
  package var next: Int { toRepeat.isEmpty ? run.next : toRepeat.count }
  package var isDone: Bool { next >= count }
  package var isAside: Bool { aside != nil }
  /// Steps that must be run again to be where one was.
  package var missing: Int { toRepeat.count }

  /// Where one is, for another visit.
  package var record: WalkRecord {
    WalkRecord(steps: toRepeat.isEmpty ? passed : toRepeat)
  }

  // MARK: - Steps

  /// Runs the steps of an earlier visit again, which gives the same bits.
  ///
  /// - Returns: What went wrong, and then the step that failed is the next.
  package mutating func catchUp() -> [Diagnostic] {
    // What is said meanwhile nobody reads.
    defer { hasToldLimit = false }
    let steps = toRepeat
    toRepeat = []
    for step in steps {
      let mistakes = again(step)
      guard mistakes.isEmpty else { return mistakes }
    }
    return []
  }

  private mutating func again(_ step: WalkRecord.Step) -> [Diagnostic] {
    effort = step.effort ?? .init()
    if let entries = effort.answer, exercise != nil {
      attempt = nil
      for entry in entries {
        let mistakes = type(entry: entry) { _ in }
        guard mistakes.isEmpty else { return mistakes }
      }
      accept()
      return []
    }
    guard step.wasSkipped else { return self.step { _ in } }
    guard exercise?.solution != nil else {
      skip()
      return []
    }
    return skipExercise()
  }

  /// Runs the next step; of an exercise, its solution.
  ///
  /// - Returns: What went wrong; then the state is as it was before.
  package mutating func step(_ emit: (Output) -> Void) -> [Diagnostic] {
    let first = run.next
    let before = run.session.state
    _ = run.session.environment.assertions.taken()
    let mistakes = run.step(emit)
    guard mistakes.isEmpty else { return mistakes }
    for held in run.session.environment.assertions.taken() {
      emit(.note("it holds: \(held)"))
    }
    if let code = run.cells[first].options.error {
      emit(
        .note("as announced: the step was to fail with \(code.rawValue)"))
    }
    note(from: first, before, skipped: false)
    if let moved = Movement.sentence(from: before, to: run.session.state) {
      emit(.note(moved))
    }
    if past.forgotten > 0, !hasToldLimit {
      hasToldLimit = true
      emit(
        .note(
          "`back` now reaches back \(NumberText.count(past.count, of: "step"))"
            + ": the states of earlier ones took too much memory"))
    }
    return []
  }

  /// Passes over the next step.
  package mutating func skip() {
    let first = run.next
    run.skip()
    note(from: first, run.session.state, skipped: true)
  }

  private mutating func note(
    from first: Int, _ before: State, skipped: Bool
  ) {
    guard first < run.next else { return }
    past.add((first, before), before, before: run.session.state)
    passed.append(
      .init(
        key: WalkRecord.key(run.identities[first]), wasSkipped: skipped,
        effort: effort == .init() ? nil : effort))
    beginStep()
  }

  /// Forgets what was tried of a step.
  private mutating func beginStep() {
    attempt = nil
    judge = nil
    effort = .init()
  }

  /// Goes back over the last step, its state included.
  ///
  /// - Returns: False at the first, and at the first whose state is still there.
  package mutating func back() -> Bool {
    guard let (cell, state) = past.popLast() else { return false }
    run.goBack(to: cell, state)
    passed.removeLast()
    beginStep()
    return true
  }

  /// Goes back to the first step.
  package mutating func restart() {
    toRepeat = []
    passed = []
    past.removeAll()
    run.goBack(to: 0, start)
    beginStep()
  }

  // MARK: - Exercises and predictions

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
    if attempt != nil, let judgement = judgedAlone(entry, emit) {
      return .judged(judgement)
    }
    if session.isReading(entry) {
      var session = session
      let outcome = session.run(
        SourceText(entry, name: "<prompt>"), mode: .prompt, emit: emit)
      return outcome.diagnostics.isEmpty
        ? .looked(atValue: session.isValue(entry))
        : .mistakes(outcome.diagnostics, message: nil)
    }
    let mistakes = type(entry: entry, emit)
    guard mistakes.isEmpty else {
      effort.tries += 1
      let text = ((attempt?.entries ?? []) + [entry]).joined(separator: "\n")
      return .mistakes(
        mistakes, message: currentJudge?.judgement(of: text, after: nil).message
      )
    }
    return .judged(judged())
  }

  /// Judges something typed as if nothing had been typed before: whoever tries
  /// again does not add to the last try.
  ///
  /// - Returns: Nil unless it is right; then nothing has changed.
  private mutating func judgedAlone(
    _ entry: String, _ emit: (Output) -> Void
  ) -> Judgement? {
    let (attempt, effort) = (attempt, effort)
    self.attempt = nil
    var outputs: [Output] = []
    if !session.isReading(entry),
      type(entry: entry, { outputs.append($0) }).isEmpty
    {
      let judgement = judged()
      if judgement.isRight {
        outputs.forEach(emit)
        return judgement
      }
    }
    (self.attempt, self.effort) = (attempt, effort)
    return nil
  }

  private mutating func type(
    entry: String, _ emit: (Output) -> Void
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

  private mutating func accept() {
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

  /// Runs the solution of an exercise without showing anything of it.
  ///
  /// - Returns: What went wrong; then nothing was done.
  package mutating func skipExercise() -> [Diagnostic] {
    attempt = nil
    let mistakes = step { _ in }
    if mistakes.isEmpty { passed[passed.count - 1].wasSkipped = true }
    return mistakes
  }

  /// What the next step will show, if it was predicted.
  package var prediction: (Notebook.Question, PredictedAnswer)? {
    guard let guess = guesses[next], let question = notebook.predictions[next]
    else { return nil }
    return (question, guess)
  }

  /// The step, from the next one on, that shows what a question asks.
  private func step(of question: Notebook.Question) -> Int? {
    notebook.predictions.first {
      $0.value.fence.lines == question.fence.lines
    }?.key
  }

  /// Keeps a prediction until the step that shows what comes.
  package mutating func predict(
    _ answer: PredictedAnswer, of question: Notebook.Question
  ) {
    if let step = step(of: question) { guesses[step] = answer }
  }

  /// Whether something was predicted.
  package func hasPredicted(_ question: Notebook.Question) -> Bool {
    step(of: question).map { guesses[$0] != nil } ?? false
  }

  /// Keeps what was predicted of the step that was just run, and says how it
  /// turned out.
  package mutating func settle(
    _ question: Notebook.Question, _ guess: PredictedAnswer
  ) -> PredictedAnswer? {
    guard let right = try? question.answer(after: run.session) else {
      return nil
    }
    passed[passed.count - 1].wasPredicted = question.isRight(guess, right)
    return right
  }

  // MARK: - The side

  /// Runs what was typed, without a trace in the walkthrough.
  package mutating func type(
    _ text: String, _ emit: (Output) -> Void
  ) -> Session.Outcome {
    var session = aside ?? run.session
    let outcome = session.run(
      SourceText(text, name: "<prompt>"), mode: .prompt, emit: emit)
    // A mistake alone leads nowhere, and neither does looking.
    if outcome.done > 0, !run.session.isReading(text) { aside = session }
    return outcome
  }

  /// Drops the side branch.
  ///
  /// - Returns: False if there was none.
  package mutating func resume() -> Bool {
    defer { aside = nil }
    return aside != nil
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// A notebook gone through step by step, forwards and back, with side
/// branches on which anything may be tried.
package struct Walkthrough: Sendable {
  var run: NotebookRun
  /// The state before the first step.
  private let start: State
  /// What was typed since the last step, in a state of its own.
  private var aside: Session?
  /// The state before each step that was passed, and the step's cell.
  private var past: Past<(cell: Int, state: State)>
  /// What was typed of an answer to the exercise that is the next step.
  var attempt: Attempt?
  var judge: ExerciseJudge?
  /// How the learner fares with the next step.
  package internal(set) var effort = WalkRecord.Effort()
  /// What was predicted of steps that are to come, by the step.
  var guesses: [Int: PredictedAnswer] = [:]
  /// How the learner fared with steps before going back over them.
  var earlier: [Int: WalkRecord.Effort] = [:]
  /// Whether it was said how far one can go back.
  private var hasToldLimit = false
  /// Steps passed so far, of which some were skipped.
  var passed: [WalkRecord.Step] = []
  /// Steps to run again before anything else: those of an earlier visit.
  private var toRepeat: [WalkRecord.Step] = []
  /// Those behind one that failed when it was run again: what was answered there
  /// is not lost.
  private var unrepeated: [WalkRecord.Step] = []

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
    WalkRecord(steps: toRepeat.isEmpty ? passed + unrepeated : toRepeat)
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
    for (number, step) in steps.enumerated() {
      let mistakes = again(step)
      guard mistakes.isEmpty else {
        unrepeated = Array(steps[(number + 1)...])
        return mistakes
      }
      passed[passed.count - 1].wasPredicted = step.wasPredicted
    }
    return []
  }

  private mutating func again(_ step: WalkRecord.Step) -> [Diagnostic] {
    effort = step.effort ?? .init()
    if let entries = effort.answer, exercise != nil {
      return answerAgain(entries)
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
    if run.kept.contains(first) {
      emit(.note("kept from an earlier run, so not run again"))
    }
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

  mutating func note(
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
    earlier[cell] = passed.removeLast().effort
    beginStep()
    return true
  }

  /// Goes back to the first step.
  package mutating func restart() {
    toRepeat = []
    unrepeated = []
    passed = []
    past.removeAll()
    run.goBack(to: 0, start)
    beginStep()
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

import SluiceDiagnostics
import SluiceEvaluator
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
    let steps = run.cells.indices.map {
      WalkRecord.key(run.identities[$0])
    }
    let known = zip(record?.steps ?? [], steps).prefix { $0.key == $1 }
    toRepeat = known.map(\.0)
  }

  package var notebook: Notebook { run.notebook }
  /// The session as what is typed would find it.
  package var session: Session { aside ?? run.session }
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
      if step.wasSkipped {
        skip()
      } else {
        let mistakes = self.step { _ in }
        guard mistakes.isEmpty else { return mistakes }
      }
    }
    return []
  }

  /// Runs the next step.
  ///
  /// - Returns: What went wrong; then the state is as it was before.
  package mutating func step(_ emit: (Output) -> Void) -> [Diagnostic] {
    let first = run.next
    let before = run.session.state
    let mistakes = run.step(emit)
    guard mistakes.isEmpty else { return mistakes }
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
      .init(key: WalkRecord.key(run.identities[first]), wasSkipped: skipped))
  }

  /// Goes back over the last step, its state included.
  ///
  /// - Returns: False at the first, and at the first whose state is still there.
  package mutating func back() -> Bool {
    guard let (cell, state) = past.popLast() else { return false }
    run.goBack(to: cell, state)
    passed.removeLast()
    return true
  }

  /// Goes back to the first step.
  package mutating func restart() {
    toRepeat = []
    passed = []
    past.removeAll()
    run.goBack(to: 0, start)
  }

  // MARK: - The side

  /// Runs what was typed, without a trace in the walkthrough.
  package mutating func type(
    _ text: String, _ emit: (Output) -> Void
  ) -> Session.Outcome {
    var session = aside ?? run.session
    let outcome = session.run(
      SourceText(text, name: "<prompt>"), mode: .prompt, emit: emit)
    // A mistake alone leads nowhere.
    if outcome.done > 0 { aside = session }
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

/// How far somebody came in a notebook.
package struct WalkRecord: Codable, Sendable, Equatable {
  package var steps: [Step]

  package struct Step: Codable, Sendable, Equatable {
    /// The step's identity; one that was changed since is not the same step.
    package var key: String
    package var wasSkipped: Bool
  }

  /// The record of somebody who has not begun.
  package static let start = WalkRecord(steps: [])

  static func key(_ identity: StepIdentity?) -> String {
    identity?.key ?? "shown"
  }
}

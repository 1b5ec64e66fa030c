import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// A notebook being run, cell by cell. It keeps nothing of what it passed, so
/// that a long one needs no more memory than a short one.
package struct NotebookRun: Sendable {
  package let notebook: Notebook
  package private(set) var session: Session
  /// The cells, and what each is.
  package let cells: [Notebook.Cell]
  let identities: [StepIdentity?]
  /// The next cell, from 0.
  package private(set) var next = 0
  /// Ends the whole run, if it has a time.
  private var deadline: Deadline?
  /// Keeps what steps did; nil where all are run.
  package var keeper: StepKeeper?
  /// Steps that were not run, since what they did was kept.
  package private(set) var kept: Set<Int> = []

  /// - Parameters:
  ///   - notebook: What to run.
  ///   - session: A fresh session; the notebook's seed becomes its own.
  ///   - seconds: How long the run may take in all; nil for ever.
  package init(
    _ notebook: Notebook, in session: Session, seconds: Double? = nil
  ) {
    self.notebook = notebook
    self.session = session
    self.session.state.seed = notebook.settings.seed
    cells = notebook.cells
    identities = notebook.identities(
      shapes: session.environment.registry.shapes)
    deadline = seconds.map {
      Deadline($0, interrupt: session.environment.interrupt, .runTimeout)
    }
  }

  package var isDone: Bool { next >= cells.count }

  /// Whether the user, or the time of the whole run, has stopped it.
  package var isStopped: Bool {
    deadline?.hasPassed ?? false || session.environment.interrupt.isRequested
  }

  /// Runs the next cell.
  ///
  /// An error that the cell announces with `error=CODE` is none, and its
  /// absence is one.
  ///
  /// - Parameters:
  ///   - seconds: How long it may take, if not as long as its cell says.
  ///   - emit: Takes each output as it comes.
  /// - Returns: What went wrong; then the state is as before the cell, which
  ///   is still the next.
  package mutating func step(
    within seconds: Double? = nil, _ emit: (Output) -> Void
  ) -> [Diagnostic] {
    guard !isDone else { return [] }
    let cell = cells[next]
    if deadline?.hasPassed ?? false { return [stopped(.runTimeout, cell)] }
    let before = session.state
    guard !cell.options.isShownOnly else {
      next += 1
      return []
    }
    if cell.exercise?.isUnsolved ?? false { return [notebook.unsolved(cell)] }
    if takeOver(cell, emit) { return [] }
    kept.remove(next)
    var outputs: [Output] = []
    let watched =
      isWatched(cell)
      ? keeper.map { WatchedStep(&session, $0) } : nil
    let limit = Deadline(
      seconds ?? cell.options.timeout, interrupt: session.environment.interrupt,
      .cellTimeout)
    let outcome = session.run(
      notebook.source(cell), mode: .file, step: identities[next]
    ) { output in
      if watched != nil { outputs.append(output) }
      emit(output)
    }
    watched?.end(&session)
    var mistakes = mistakes(of: outcome, in: cell, limit)
    if mistakes.isEmpty, cell.isLearners {
      mistakes = learnersMistakes(in: cell, before)
    }
    if !mistakes.isEmpty || cell.options.error != nil { session.state = before }
    guard mistakes.isEmpty else { return mistakes }
    for announced in outcome.diagnostics {
      let shown = Output.diagnostic(notebook.shown(announced, in: cell))
      outputs.append(shown)
      emit(shown)
    }
    if let watched, let keeper, let identity = identities[next] {
      keeper.keep(
        watched, cell, identity, title: notebook.title(ofCell: next),
        of: notebook, after: session, outputs: outputs,
        isQuitting: outcome.isQuitting)
    }
    next = outcome.isQuitting ? cells.count : next + 1
    return []
  }

  /// Whether what a cell does may be kept: not what a learner writes.
  private func isWatched(_ cell: Notebook.Cell) -> Bool {
    keeper != nil && !cell.isLearners
  }

  /// Does what the next cell did earlier, if that is kept.
  private mutating func takeOver(
    _ cell: Notebook.Cell, _ emit: (Output) -> Void
  ) -> Bool {
    guard isWatched(cell), let keeper, let identity = identities[next],
      let effect = keeper.effect(cell, identity, of: notebook, in: session)
    else { return false }
    effect.outputs.forEach(emit)
    effect.apply(to: &session)
    kept.insert(next)
    next = effect.isQuitting ? cells.count : next + 1
    return true
  }

  /// How the next cell stands; nil where nothing is kept, or it never runs.
  package var standing: StepStanding? {
    guard !isDone, let keeper, let identity = identities[next] else {
      return nil
    }
    return keeper.standing(
      cells[next], identity, title: notebook.title(ofCell: next), of: notebook,
      in: session)
  }

  /// Passes over the next cell without running it.
  package mutating func skip() {
    if !isDone { next += 1 }
  }

  /// Passes the next cell with the state that a learner's answer leaves.
  mutating func pass(with state: State) {
    session.state = state
    skip()
  }

  /// Goes back to a cell, with the state as it was before it.
  mutating func goBack(to cell: Int, _ state: State) {
    session.state = state
    next = cell
  }

  // MARK: - What went wrong

  private func mistakes(
    of outcome: Session.Outcome, in cell: Notebook.Cell, _ limit: Deadline
  ) -> [Diagnostic] {
    let interrupt = session.environment.interrupt
    // After its end it asks no more.
    let isLate = limit.end()
    if let reason = interrupt.reason {
      // The next cell has a time of its own.
      if isLate, reason == .cellTimeout { interrupt.reset() }
      return [stopped(reason, cell)]
    }
    guard let code = cell.options.error else { return outcome.diagnostics }
    let found = outcome.diagnostics.first?.code
    if found == code { return [] }
    return [notebook.unannounced(cell, found)] + outcome.diagnostics
  }

  /// What is wrong with an answer that a learner wrote into a copy.
  private func learnersMistakes(
    in cell: Notebook.Cell, _ before: State
  ) -> [Diagnostic] {
    var start = session
    start.state = before
    guard var judge = ExerciseJudge(cell, of: notebook, before: start) else {
      return []
    }
    let judgement = judge.judgement(
      of: notebook.text(cell.code), after: session)
    return judgement.isRight
      ? []
      : [
        judgement.mistake(
          "#\(cell.options.id ?? "")", at: notebook.place(cell.fence.lowerBound)
        )
      ]
  }

  private func stopped(
    _ reason: StopReason, _ cell: Notebook.Cell
  ) -> Diagnostic {
    reason.diagnostic(
      "the cell", leaving: "what this cell did was undone",
      at: notebook.place(cell.fence.lowerBound))
  }
}

extension Notebook {
  /// That a cell is an exercise that nobody has solved.
  package func unsolved(_ cell: Cell) -> Diagnostic {
    Diagnostic(
      .unsolved, "the exercise #\(cell.options.id ?? "") is not solved",
      at: place(cell.fence.lowerBound),
      hint: "write what is missing in place of `…`, or go through the notebook"
        + " with: sluice walk \(shellWord(name))")
  }

  /// What is wrong with a cell that did not fail as it announces.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - found: What it failed with instead; nil if it did not.
  /// - Returns: The mistake.
  func unannounced(_ cell: Cell, _ found: Code?) -> Diagnostic {
    let code = cell.options.error?.rawValue ?? ""
    return Diagnostic(
      .assertionFailed,
      "the cell should fail with \(code) but "
        + (found.map { "failed with \($0.rawValue)" } ?? "did not"),
      at: place(cell.fence.lowerBound),
      hint: "change the cell, or its error= option")
  }
}

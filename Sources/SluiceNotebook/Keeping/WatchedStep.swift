import SluiceEvaluator

/// A step that is run so that it can be kept: somebody notes what it looks at.
struct WatchedStep {
  let files = StepFiles()
  let before: Session
  let heldBefore: Int
  private let log = StateLog()
  private let start = ContinuousClock.now

  /// Has a session tell what the step looks at.
  init(_ session: inout Session, _ keeper: StepKeeper) {
    before = session
    heldBefore = session.environment.assertions.count
    session.environment.progressKept = (keeper.progress, keeper.program)
    watch(&session)
  }

  /// Has another session, which knows what the step did, tell it as well.
  func watch(_ session: inout Session) {
    session.state.log = log
    session.environment.fileWatchers.append(files)
  }

  /// Has it tell no longer.
  func end(_ session: inout Session) {
    session.state.log = before.state.log
    session.environment.fileWatchers = before.environment.fileWatchers
    session.environment.progressKept = before.environment.progressKept
  }

  /// What was looked at.
  var record: StateLog.Record { log.taken() }

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}

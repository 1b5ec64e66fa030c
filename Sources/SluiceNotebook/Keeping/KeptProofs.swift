import SluiceEvaluator

/// That an exercise does what it should, which is kept as a step is: its
/// solution passes, its start and each wrong answer fail.
extension StepKeeper {
  /// Whether it is kept that an exercise does what it should.
  func isProved(
    _ cell: Notebook.Cell, _ identity: StepIdentity, of notebook: Notebook,
    in session: Session
  ) -> Bool {
    effect(
      of: steps(Self.subject(identity, of: notebook, "proof")),
      proofKey(cell, identity, of: notebook, in: session), in: session) != nil
  }

  /// Keeps that an exercise does what it should.
  func keepProof(
    _ watched: WatchedStep, _ cell: Notebook.Cell, _ identity: StepIdentity,
    title: String, of notebook: Notebook
  ) {
    keep(
      watched, proofKey(cell, identity, of: notebook, in: watched.before),
      watched.record, StepEffect(of: [], in: watched.before.state),
      title: "\(title), proof", of: Self.file(of: notebook),
      as: Self.subject(identity, of: notebook, "proof"))
  }

  private func proofKey(
    _ cell: Notebook.Cell, _ identity: StepIdentity, of notebook: Notebook,
    in session: Session
  ) -> StepKey {
    StepKey(
      notebook.text(cell.lines), cell, identity, in: session, program: program)
  }
}

import SluiceDiagnostics
import SluiceEvaluator

extension ExerciseJudge {
  /// Proves that an exercise does what it should: its solution passes, its start
  /// does not, each foreseen wrong answer is told what belongs to it, and there
  /// is no check that nothing fails.
  ///
  /// - Parameter solved: The session after the solution.
  /// - Returns: What is wrong with the exercise, each at its place.
  mutating func proof(after solved: Session) -> [Diagnostic] {
    let (aims, stopped) = aims(in: solved)
    if let stopped { return [stopped] }
    var mistakes = aims.filter { !$0.isReached }.map { aim in
      Diagnostic(
        .badExercise, "the solution does not pass this check", at: aim.place,
        label: aim.message, hint: "change the solution, or the check")
    }
    guard mistakes.isEmpty else { return mistakes }
    var unfailed = Set(aims.indices)
    let (start, isStopped) = startAims()
    if let isStopped { return [isStopped] }
    if start.allSatisfy(\.isReached) {
      mistakes.append(
        bad(
          exercise.start, "the start passes already: nothing is left to do",
          "take out of it what the learner is to write"))
    }
    unfailed.subtract(start.indices.filter { !start[$0].isReached })
    for wrong in exercise.wrong {
      let after = session(after: wrong.fence)
      let text = notebook.text(wrong.fence.inside)
      let judgement = judgement(of: text, after: after)
      if let stopped = judgement.stopped { return [stopped] }
      unfailed.subtract(
        judgement.aims.indices.filter { !judgement.aims[$0].isReached })
      guard after == nil || !judgement.isRight else {
        mistakes.append(
          bad(
            wrong.fence, "this wrong answer passes",
            "change it, or add a check that it fails"))
        continue
      }
      let values = judgement.aims.flatMap(\.values)
      if after != nil, message(ofValues: values) != wrong.message {
        mistakes.append(
          bad(
            wrong.fence,
            "to the checks this wrong answer is one that stands above it",
            "remove one of the two, or add a check that tells them apart"))
      }
    }
    mistakes += unfailed.sorted().map { index in
      Diagnostic(
        .badExercise, "neither the start nor a wrong answer fails this check",
        at: aims[index].place, label: aims[index].message,
        hint: "add a wrong answer that does, or remove the check")
    }
    return mistakes
  }

  /// What the checks find where the start was run, or, where it cannot be run
  /// for its holes, in the state before it.
  private func startAims() -> (aims: [Aim], stopped: Diagnostic?) {
    aims(in: session(after: exercise.start) ?? before)
  }

  private func bad(
    _ fence: Notebook.Fence, _ title: String, _ hint: String
  ) -> Diagnostic {
    Diagnostic(
      .badExercise, title, at: notebook.place(fence.lines.lowerBound),
      hint: hint)
  }
}

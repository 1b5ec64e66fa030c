import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// What is said of an answer.
package struct Judgement: Sendable {
  /// What the checks ask, in order, and whether the answer has reached it.
  package var aims: [Aim]
  /// What the author says to a wrong answer that was foreseen.
  package var message: String?
  /// That somebody stopped the check.
  package var stopped: Diagnostic?

  package var isRight: Bool {
    stopped == nil && aims.allSatisfy(\.isReached)
  }

  package var reached: [Aim] { aims.filter(\.isReached) }
  package var missing: [Aim] { aims.filter { !$0.isReached } }

  /// What is wrong, as a mistake at the exercise's place.
  package func mistake(_ title: String, at place: Place) -> Diagnostic {
    stopped
      ?? Diagnostic(
        .assertionFailed,
        "\(title) is not right yet: "
          + missing.map(\.message).joined(separator: "; "), at: place,
        hint: message)
  }
}

/// Judges answers to one exercise: by the state that they lead to, whatever way
/// they went.
package struct ExerciseJudge: Sendable {
  let notebook: Notebook
  let exercise: Notebook.Exercise
  /// The exercise's name.
  let name: String
  /// The session before the exercise.
  let before: Session
  /// What the checks see after each wrong answer that was foreseen; found out
  /// when it is first needed.
  private var foreseen: [[String]?]?

  /// - Returns: Nil for a cell that is no exercise.
  package init?(
    _ cell: Notebook.Cell, of notebook: Notebook, before: Session
  ) {
    guard let exercise = cell.exercise, let name = cell.options.id else {
      return nil
    }
    self.notebook = notebook
    self.exercise = exercise
    self.name = name
    self.before = before
  }

  /// The random numbers of an answer are those of the cell.
  private var step: StepIdentity { .named(name) }

  /// What the checks find in a session.
  func aims(in session: Session) -> (aims: [Aim], stopped: Diagnostic?) {
    guard let check = exercise.check else { return ([], nil) }
    return session.aims(
      of: notebook.source(check), step: .named(name + " check"))
  }

  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - after: The session that it led to; nil where it could not be run.
  /// - Returns: What is said of it.
  package mutating func judgement(
    of text: String, after: Session?
  ) -> Judgement {
    guard let after else {
      return Judgement(
        aims: [], message: message(ofText: text), stopped: nil)
    }
    let (aims, stopped) = aims(in: after)
    var judgement = Judgement(aims: aims, stopped: stopped)
    guard stopped == nil, !judgement.isRight else { return judgement }
    judgement.message =
      message(ofText: text) ?? message(ofValues: aims.flatMap(\.values))
    return judgement
  }

  /// What to say to an answer that is a foreseen one, once both are laid out.
  private func message(ofText text: String) -> String? {
    let shapes = before.environment.registry.shapes
    func laidOut(_ source: SourceText) -> [String] {
      formatted(source, shapes: shapes).split(whereSeparator: \.isNewline)
        .map(String.init)
    }
    let answer = laidOut(SourceText(text, name: name))
    return exercise.wrong.first {
      laidOut(notebook.source($0.fence)) == answer
    }?.message
  }

  /// What to say to an answer that looks to the checks as a foreseen one does.
  mutating func message(ofValues values: [String]) -> String? {
    let known = foreseen ?? exercise.wrong.map { valuesAfter($0.fence) }
    foreseen = known
    return zip(exercise.wrong, known).first { $1 == values }?.0.message
  }

  /// What the checks see after a text; nil where it cannot be run.
  private func valuesAfter(_ fence: Notebook.Fence) -> [String]? {
    guard let after = session(after: fence) else { return nil }
    let (aims, stopped) = aims(in: after)
    return stopped == nil ? aims.flatMap(\.values) : nil
  }

  /// The session after a fence's commands; nil where they cannot be run.
  func session(after fence: Notebook.Fence) -> Session? {
    var session = before
    let outcome = session.run(
      notebook.source(fence), mode: .prompt, step: step
    ) { _ in }
    return outcome.diagnostics.isEmpty ? session : nil
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// A learner's answers by the names of exercises, from whatever was handed in.
package struct HandedIn: Sendable {
  package var student: String
  package var answers: [String: [String]]

  package init(student: String, answers: [String: [String]]) {
    self.student = student
    self.answers = answers
  }

  /// The answers in a copy of the lesson. Nothing else of it is looked at.
  package init(student: String, copy: Notebook) {
    self.init(student: student, answers: [:])
    for cell in copy.cells {
      guard let exercise = cell.exercise, let name = cell.options.id,
        !exercise.hasHole
      else { continue }
      answers[name] = [exercise.start.text.joined(separator: "\n")]
    }
  }

  package init(student: String, progress: CourseProgress) {
    self.init(student: student, answers: [:])
    for exercise in progress.lessons.flatMap(\.exercises) {
      answers[String(exercise.name.dropFirst())] = exercise.answer
    }
  }
}

/// What a learner has reached of one exercise.
package struct Grade: Sendable, Equatable {
  package var reached: Int
  package var of: Int
  /// Why nothing was reached where the answer could not be judged: that there
  /// is none, or what is wrong with it.
  package var remark: String?
}

/// Grades answers to one lesson. The lesson's own cells and solutions lead to
/// each exercise, so that one that was not solved costs that exercise alone.
package struct Grading {
  private var run: NotebookRun
  /// How long an answer and its check may take, in seconds.
  private let seconds: Double

  package init(_ run: NotebookRun, seconds: Double) {
    self.run = run
    self.seconds = seconds
  }

  /// The names of the lesson's exercises.
  package var exercises: [String] {
    run.cells.compactMap { $0.exercise == nil ? nil : $0.options.id }
  }

  /// Grades what was handed in.
  ///
  /// - Returns: For each learner, the grade of each exercise in order.
  /// - Throws: What is wrong with the lesson itself.
  package mutating func grades(
    of handedIn: [HandedIn]
  ) throws(Diagnostic) -> [[Grade]] {
    var grades = handedIn.map { _ in [Grade]() }
    while !run.isDone {
      let cell = run.cells[run.next]
      let before = run.session
      let mistakes = run.step { _ in }
      if let first = mistakes.first { throw first }
      guard let name = cell.options.id,
        var judge = ExerciseJudge(cell, of: run.notebook, before: before)
      else { continue }
      let count = judge.aims(in: before).aims.count
      for (index, learner) in handedIn.enumerated() {
        if let reason = before.environment.interrupt.reason,
          reason != .cellTimeout
        {
          throw reason.diagnostic()
        }
        grades[index].append(
          grade(learner.answers[name], name, count, before, &judge))
      }
    }
    return grades
  }

  private func grade(
    _ answer: [String]?, _ name: String, _ count: Int, _ before: Session,
    _ judge: inout ExerciseJudge
  ) -> Grade {
    func none(_ remark: String) -> Grade {
      Grade(reached: 0, of: count, remark: remark)
    }
    guard let answer else { return none("no answer") }
    let interrupt = before.environment.interrupt
    let limit = Deadline(seconds, interrupt: interrupt, .cellTimeout)
    defer { if limit.end() { interrupt.reset() } }
    var attempt = Attempt(before: before, name: name)
    for entry in answer {
      if let first = attempt.type(entry, { _ in }).first {
        return none(limit.hasPassed ? "too slow" : first.title)
      }
    }
    let judgement = judge.judgement(of: attempt.text, after: attempt.session)
    guard judgement.stopped == nil else { return none("too slow") }
    return Grade(
      reached: judgement.reached.count, of: judgement.aims.count,
      remark: judgement.isRight ? nil : judgement.message)
  }
}

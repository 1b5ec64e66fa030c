import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

// What a walkthrough asks of a learner, and what it says to an answer.

extension Walker {
  // MARK: - Exercises

  /// Takes something typed at an exercise.
  mutating func answer(_ text: String) {
    switch walkthrough.answer(text, Terminal.show) {
    case .looked(let isValue):
      guard isValue else { return }
      Terminal.print("That is a value. An answer is a whole line, a command.")
    case .mistakes(let mistakes, let message):
      Terminal.printError(mistakes)
      if let message { Terminal.show(Prose.output(message)) }
    case .judged(let judgement): say(judgement)
    }
  }

  /// Checks what was typed so far.
  mutating func checkAnswer() {
    guard walkthrough.hasAttempt else {
      return Terminal.print(
        "Type your answer, then Enter. `hint` helps, `skip` passes it.")
    }
    say(walkthrough.judged())
  }

  private mutating func say(_ judgement: Judgement) {
    if judgement.stopped != nil {
      return Terminal.print(
        "The check was stopped. Your answer is kept: Enter checks it again.")
    }
    if judgement.isRight {
      Terminal.print(styled: StyledText("That is right.", .success))
      for aim in judgement.aims { print("right:", .success, aim) }
      return showNext()
    }
    for aim in judgement.reached { print("right:", .success, aim) }
    for aim in judgement.missing { print("missing:", .error, aim) }
    if let message = judgement.message { Terminal.show(Prose.output(message)) }
  }

  private func print(_ word: String, _ style: Style, _ aim: Aim) {
    Terminal.show(
      .paragraph(StyledText(word, style) + StyledText(" " + aim.message)))
  }

  /// Runs the solution of an exercise unseen, or passes over any other step.
  mutating func skip() {
    guard let exercise = walkthrough.exercise, exercise.solution != nil else {
      return walkthrough.skip()
    }
    let said =
      walkthrough.wasSolved
      ? "Your earlier answer was taken again."
      : "The solution was run, unseen: `back` returns to the exercise."
    let mistakes = walkthrough.skipExercise()
    // A mistake's place would show the solution.
    Terminal.print(
      mistakes.first.map { "The solution could not be run: \($0.title)." }
        ?? said)
    if !mistakes.isEmpty { walkthrough.skip() }
  }

  /// A hint, the solution, or a new beginning.
  mutating func help(_ verb: WalkVerb) {
    guard let exercise = walkthrough.exercise, asked == nil else {
      return Terminal.print("This is no exercise.")
    }
    guard caughtUp() else { return }
    switch verb {
    case .hint:
      guard let hint = walkthrough.hint() else {
        return Terminal.print(
          exercise.hints.isEmpty
            ? "There is no hint to this exercise."
            : "There are no more hints; `solution` shows the solution.")
      }
      Terminal.show(Prose.output(hint))
    case .solution:
      guard walkthrough.effort.tries > 0 else {
        return Terminal.print(
          "Try it first, if only to be told what is missing; `hint` helps.")
      }
      guard let solution = walkthrough.solution() else {
        return Terminal.print("This copy has no solution.")
      }
      Terminal.show(
        .preformatted(
          Preformatted(
            solution.highlighted(shapes: Registry.program.shapes),
            language: "sluice", isNext: true)))
      Terminal.print("Enter runs it.")
    default:
      walkthrough.reset()
      Terminal.print("Your answer is discarded: the exercise begins anew.")
    }
  }

  /// The exercises, with how the learner fares.
  func showList() {
    let rows = walkthrough.efforts.map { exercise in
      [
        exercise.name, exercise.state.text,
        String(exercise.effort.tries), String(exercise.effort.hints),
      ]
    }
    guard !rows.isEmpty else { return Terminal.print("There is no exercise.") }
    Terminal.show(
      .table(Table(["exercise", "state", "attempts", "hints"], rows)))
  }

  // MARK: - Questions

  /// Takes a line as the answer to a question.
  ///
  /// - Returns: False for a line that is something else: a verb, or a command.
  mutating func answers(_ question: Notebook.Question, _ line: String) -> Bool {
    guard !line.allSatisfy(\.isWhitespace) else {
      passOver(question)
      return true
    }
    if let answer = question.read(line) {
      take(answer, to: question)
      return true
    }
    if Double(line.trimmingCharacters(in: .whitespaces)) != nil {
      Terminal.print("Choose a number from 1 to \(question.choices.count).")
      return true
    }
    return false
  }

  /// Enter without an answer: a prediction is asked for once more.
  private mutating func passOver(_ question: Notebook.Question) {
    guard wasUrged || !question.isPrediction else {
      wasUrged = true
      return Terminal.print(
        "A guess costs nothing, and makes you look. Enter again goes on without"
          + " one.")
    }
    if let right = question.rightChoice {
      Terminal.show(Prose.output("**\(right.text)** \(right.reason)"))
    }
    showNext()
  }

  private mutating func take(
    _ answer: PredictedAnswer, to question: Notebook.Question
  ) {
    guard !question.isPrediction else {
      walkthrough.predict(answer, of: question)
      return showNext()
    }
    guard case .choice(let number) = answer else { return }
    let choice = question.choices[number]
    Terminal.show(
      Prose.output((choice.isRight ? "**Yes.** " : "**No.** ") + choice.reason))
    if choice.isRight {
      showNext()
    } else {
      Terminal.print("Choose again, or press Enter to go on.")
    }
  }

  /// Says how what was predicted turned out.
  mutating func settle(_ prediction: (Notebook.Question, PredictedAnswer)) {
    let (question, guess) = prediction
    guard let right = walkthrough.settle(question, guess) else { return }
    let isRight = question.isRight(guess, right)
    let said = question.text(of: guess), came = question.text(of: right)
    Terminal.skipLine()
    Terminal.show(
      Prose.output(
        isRight
          ? "**You predicted \(said)**: "
            + (said == came ? "so it is." : "near enough, it is \(came).")
          : "**You predicted \(said)**; it is \(came)."))
  }
}

extension Notebook.Question {
  /// What the prompt says while the question waits.
  var prompt: String {
    let word = isPrediction ? "guess" : "answer"
    return choices.isEmpty ? "\(word)> " : "\(word) 1-\(choices.count)> "
  }

  /// An answer as it is said to the learner.
  func text(of answer: PredictedAnswer) -> String {
    switch answer {
    case .choice(let number): "“\(choices[number].text)”"
    // Nobody predicts more digits.
    case .number(let number):
      numberText(Double(String(format: "%.3g", number)) ?? number)
    }
  }
}

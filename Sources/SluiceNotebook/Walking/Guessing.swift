import SluiceDiagnostics
import SluiceEvaluator

// Predictions in a walkthrough, from the question to the step that shows what
// comes.

extension Walkthrough {
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
}

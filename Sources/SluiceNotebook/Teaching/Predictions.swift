import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

extension Notebook {
  /// The prediction that each cell answers, by the cell's number: the last cell
  /// above its `because`.
  package var predictions: [Int: Question] {
    var found: [Int: Question] = [:]
    var open: Question?
    var cell = 0
    for part in parts {
      switch part {
      case .question(let question) where question.isPrediction: open = question
      case .cell: cell += 1
      case .because:
        found[cell - 1] = open
        open = nil
      default: break
      }
    }
    return found
  }

  /// - Throws: `bad-exercise` for a prediction without a cell or its `because`,
  ///   and the other way round.
  func checkPredictions() throws(Diagnostic) {
    var asked: Question?
    var hasCell = false
    func bad(
      _ fence: Fence, _ title: String, _ hint: String
    ) -> Diagnostic {
      Diagnostic(
        .badExercise, title, at: place(fence.lines.lowerBound), hint: hint)
    }
    func unanswered(_ question: Question) -> Diagnostic {
      bad(
        question.fence,
        hasCell
          ? "this prediction has no `because`"
          : "no cell shows whether this prediction is right",
        hasCell
          ? "say below the cell that it is about what the learner saw, in a"
            + " fence `because`" : "put it above the cell that does")
    }
    for part in parts {
      switch part {
      case .question(let question) where question.isPrediction:
        if let asked { throw unanswered(asked) }
        asked = question
        hasCell = false
      case .cell(let cell):
        if let asked, cell.options.isShownOnly || cell.exercise != nil {
          throw unanswered(asked)
        }
        hasCell = true
      case .because(let fence):
        guard let question = asked else {
          throw bad(
            fence, "this `because` belongs to no prediction",
            "put it below a cell that has a fence `predict` above it")
        }
        guard hasCell else { throw unanswered(question) }
        asked = nil
      default: break
      }
    }
    if let asked { throw unanswered(asked) }
  }
}

/// What a prediction turned out to be.
package enum PredictedAnswer: Sendable, Equatable {
  /// One of the choices, from 0.
  case choice(Int)
  case number(Double)
}

extension Notebook.Question {
  /// The answer to a prediction, after its cell.
  ///
  /// - Throws: What is wrong with its expression, or that it is none of the
  ///   choices.
  package func answer(after session: Session) throws(Diagnostic)
    -> PredictedAnswer?
  {
    guard case .prediction(let source, _) = kind else { return nil }
    let value = try session.value(of: source)
    if choices.isEmpty {
      guard case .number(let number) = value else {
        throw wrong("the answer is \(value.phrase), not a number", source)
      }
      return .number(number)
    }
    let text: String
    switch value {
    case .boolean(let truth): text = truth ? "yes" : "no"
    default: text = value.text
    }
    let plain = Notebook.Question.Choice(text: text).plain
    guard let found = choices.firstIndex(where: { $0.plain == plain }) else {
      throw wrong("the answer, \(quoted(text)), is none of the choices", source)
    }
    return .choice(found)
  }

  private func wrong(_ title: String, _ source: SourceText) -> Diagnostic {
    let start = source.bytes.firstIndex { $0 != UInt8(ascii: " ") } ?? 0
    return Diagnostic(
      .badExercise, title, at: source.place(start..<source.bytes.count),
      hint: choices.isEmpty
        ? "such as: 100 * accuracy(net, main)"
        : "it is one of: \(choices.map { quoted($0.plain) }.joined(separator: ", "))"
    )
  }

  /// What a learner typed, as an answer: a choice's number or text, or a number.
  package func read(_ line: String) -> PredictedAnswer? {
    let typed = line.trimmingCharacters(in: .whitespaces)
    guard !choices.isEmpty else {
      return Double(typed.replacing("%", with: "")).flatMap {
        $0.isFinite ? .number($0) : nil
      }
    }
    if let number = Int(typed) {
      return choices.indices.contains(number - 1) ? .choice(number - 1) : nil
    }
    let same = choices.indices.filter {
      choices[$0].plain.lowercased() == typed.lowercased()
    }
    return same.first.map { .choice($0) }
  }

  /// Whether an answer is the right one.
  package func isRight(
    _ answer: PredictedAnswer, _ right: PredictedAnswer
  ) -> Bool {
    guard case .number(let number) = answer, case .number(let wanted) = right,
      case .prediction(_, let tolerance) = kind
    else { return answer == right }
    return abs(number - wanted) <= (tolerance ?? 0)
  }
}

extension Notebook.Question.Choice {
  /// The text without the marks of code and emphasis.
  package var plain: String {
    String(text.filter { $0 != "`" && $0 != "*" })
  }
}

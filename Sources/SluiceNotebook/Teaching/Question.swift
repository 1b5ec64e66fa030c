import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

extension Notebook {
  /// A question to the learner that no commands answer.
  package struct Question: Sendable {
    package var fence: Fence
    package var kind: Kind
    /// What is asked, in Markdown.
    package var text: String
    package var choices: [Choice]

    package enum Kind: Sendable {
      /// `predict`: what the next cell will show. The answer is an expression
      /// over the state after the cell; a number may be off by the tolerance.
      case prediction(answer: SourceText, tolerance: Double?)
      /// `why`: what it means.
      case reflection
    }

    package struct Choice: Sendable, Equatable {
      package var text: String
      /// Of a reflection: whether it is right, and why or why not.
      package var isRight = false
      package var reason = ""
    }

    package var isPrediction: Bool {
      if case .prediction = kind { true } else { false }
    }

    package var rightChoice: Choice? { choices.first(where: \.isRight) }
  }
}

extension Notebook.Question {
  /// Reads a fence `predict` or `why`.
  ///
  /// - Throws: `bad-exercise`, with the line and what belongs there.
  init(_ fence: Notebook.Fence, in notebook: Notebook) throws(Diagnostic) {
    self.fence = fence
    kind = .reflection
    text = ""
    choices = []
    let isPrediction = fence.words.first == "predict"
    var answer: SourceText?
    var tolerance: Double?
    var asked: [String] = []
    for (line, number) in zip(fence.text, fence.inside) {
      let place = notebook.place(number)
      if isPrediction, let rest = Self.rest(of: line, after: "answer:") {
        // Blanks keep the columns of what follows.
        answer = SourceText(
          String(repeating: " ", count: 7) + rest, name: notebook.name,
          firstLine: number + 1)
      } else if isPrediction, let rest = Self.rest(of: line, after: "within:") {
        guard
          let value = CellOptions.tolerance(
            rest.trimmingCharacters(in: .whitespaces))
        else {
          throw Diagnostic(
            .badExercise, "`within:` takes a number", at: place,
            hint: "how far off a prediction may be: within: 5")
        }
        tolerance = value
      } else if line.hasPrefix("- ") {
        choices.append(
          try Self.choice(line, isPrediction: isPrediction, at: place))
      } else if !choices.isEmpty, line.hasPrefix("  ") {
        choices[choices.count - 1].extend(line, isPrediction: isPrediction)
      } else if choices.isEmpty {
        asked.append(line)
      } else if !line.allSatisfy(\.isWhitespace) {
        throw Diagnostic(
          .badExercise, "this line belongs to no choice", at: place,
          hint: "put it above the choices, or two blanks before it")
      }
    }
    text = asked.joined(separator: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    if isPrediction {
      guard let answer else {
        throw bad(
          notebook, "this prediction has no answer",
          "end it with an expression over what the next cell leaves: answer: "
            + "100 * accuracy(net, main)")
      }
      kind = .prediction(answer: answer, tolerance: tolerance)
    }
    try check(notebook)
  }

  private static func rest(of line: String, after word: String) -> String? {
    line.hasPrefix(word) ? String(line.dropFirst(word.count)) : nil
  }

  private static func choice(
    _ line: String, isPrediction: Bool, at place: Place
  ) throws(Diagnostic) -> Choice {
    let text = line.dropFirst(2).trimmingCharacters(in: .whitespaces)
    guard !isPrediction else { return Choice(text: text) }
    for (mark, isRight) in [("[ ]", false), ("[x]", true), ("[X]", true)]
    where text.hasPrefix(mark) {
      return Choice(
        text: text.dropFirst(3).trimmingCharacters(in: .whitespaces),
        isRight: isRight)
    }
    throw Diagnostic(
      .badExercise, "this choice does not say whether it is right", at: place,
      hint: "begin it with `- [x]` if it is, with `- [ ]` if not")
  }

  private func check(_ notebook: Notebook) throws(Diagnostic) {
    guard !text.isEmpty else {
      throw bad(
        notebook, "this asks nothing", "begin it with a question")
    }
    guard choices.allSatisfy({ !$0.text.isEmpty }),
      Set(choices.map(\.text)).count == choices.count
    else {
      throw bad(
        notebook, "two choices are the same, or one is empty",
        "give each a text of its own")
    }
    if case .prediction(_, let tolerance) = kind {
      guard choices.isEmpty == (tolerance != nil) else {
        throw bad(
          notebook,
          choices.isEmpty
            ? "this prediction has neither choices nor a tolerance"
            : "a prediction with choices has no tolerance",
          choices.isEmpty
            ? "add choices, a line `- …` each, or say how far off a number may"
              + " be: within: 5"
            : "remove `within:`, or the choices")
      }
      guard choices.count != 1 else {
        throw bad(notebook, "there is only one choice", "add another")
      }
    } else {
      guard choices.count > 1 else {
        throw bad(
          notebook, "this question has fewer than two choices",
          "write each as `- [x] …` or `- [ ] …`, its reason below it")
      }
      guard choices.contains(where: \.isRight) else {
        throw bad(
          notebook, "no choice is right", "begin one with `- [x]`")
      }
      if let silent = choices.first(where: { $0.reason.isEmpty }) {
        throw bad(
          notebook, "the choice \(quoted(silent.text)) has no reason",
          "say below it, after two blanks, why it is right or wrong")
      }
    }
  }

  private func bad(
    _ notebook: Notebook, _ title: String, _ hint: String
  ) -> Diagnostic {
    Diagnostic(
      .badExercise, title, at: notebook.place(fence.lines.lowerBound),
      hint: hint)
  }
}

extension Notebook.Question.Choice {
  /// Takes in a line below the choice: the reason of a reflection, else more of
  /// its text.
  fileprivate mutating func extend(_ line: String, isPrediction: Bool) {
    let more = line.trimmingCharacters(in: .whitespaces)
    if isPrediction {
      text += " " + more
    } else {
      reason += (reason.isEmpty ? "" : " ") + more
    }
  }
}

extension Notebook.Question {
  /// The question and its choices with their numbers, as they are asked.
  package var output: Output {
    let list = choices.enumerated().map {
      "\($0.offset + 1). \($0.element.text)"
    }
    return Prose.output(([text, ""] + list).joined(separator: "\n"))
  }
}

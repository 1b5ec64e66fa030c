import SluiceNotebook
import SluiceOutput

/// A question that can be answered in the page: what the script needs to judge
/// an answer stands beside it, and what is said to it is folded for those
/// without a script.
struct QuestionForm {
  let question: Notebook.Question
  /// Among those of the page, from 1.
  let number: Int
  /// The cell that shows whether a prediction is right, from 0.
  let cell: Int?
  /// What a run made of it, if there was one.
  let answer: PredictedAnswer?

  /// - Parameter render: Writes Markdown.
  /// - Returns: The form.
  func html(_ render: (String) -> String) -> String {
    let title = question.isPrediction ? "Predict" : "Why?"
    let name = "question-\(number)"
    let fields = HTML.element(
      "fieldset", ["aria-labelledby": "\(name)-label \(name)-text"],
      HTML.element("p", ["class": "label", "id": "\(name)-label"], title)
        + HTML.element("div", ["id": "\(name)-text"], render(question.text))
        + choices(name, render)
        + HTML.element(
          "button", ["type": "button", "class": "live"], "Check"))
    let verdict = HTML.element(
      "div", ["class": "live verdict", "role": "status"], "")
    return "<div class=\"question\"\(HTML.written(facts))\(within)>\(fields)"
      + verdict + (question.isPrediction ? "" : reasons(render)) + "</div>"
  }

  /// What the script judges by.
  private var facts: KeyValuePairs<String, String> {
    guard question.isPrediction else {
      let right = question.choices.firstIndex(where: \.isRight) ?? 0
      return ["data-kind": "why", "data-right": String(right)]
    }
    let because = "because-\(cell ?? 0)"
    switch answer {
    case .choice(let choice)?:
      return [
        "data-kind": "predict", "data-because": because,
        "data-right": String(choice),
      ]
    case .number(let number)?:
      return [
        "data-kind": "predict", "data-because": because,
        "data-right": numberText(number),
      ]
    case nil: return ["data-kind": "predict", "data-because": because]
    }
  }

  private var within: String {
    guard case .prediction(_, let tolerance?) = question.kind else {
      return ""
    }
    return HTML.written(["data-within": numberText(tolerance)])
  }

  private func choices(
    _ name: String, _ render: (String) -> String
  ) -> String {
    guard !question.choices.isEmpty else {
      return HTML.element(
        "label", [:],
        "Your number: "
          + HTML.void("input", ["type": "number", "step": "any"]))
    }
    return question.choices.map { choice in
      HTML.element(
        "label", ["class": "choice"],
        HTML.void("input", ["type": "radio", "name": name])
          + HTML.element("span", [:], Self.line(choice.text, render)))
    }.joined()
  }

  private func reasons(_ render: (String) -> String) -> String {
    let items = question.choices.map { choice in
      HTML.element(
        "li", [:],
        HTML.element(
          "p", [:],
          HTML.element("strong", [:], choice.isRight ? "Yes: " : "No: ")
            + Self.line(choice.text, render)) + render(choice.reason))
    }
    return HTML.folded(
      "All answers",
      HTML.element("ul", ["class": "reasons"], items.joined()))
  }

  /// Markdown of one paragraph, without the paragraph.
  private static func line(
    _ markdown: String, _ render: (String) -> String
  ) -> String {
    let html = render(markdown)
    guard html.hasPrefix("<p>"), html.hasSuffix("</p>"),
      !html.dropFirst(3).contains("<p>")
    else { return HTML.escaped(markdown) }
    return String(html.dropFirst(3).dropLast(4))
  }
}

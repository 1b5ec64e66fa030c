import Foundation
import SluiceNotebook

/// What a reader of a Jupyter notebook sees of hints and questions: the answer
/// is folded away.
enum JupyterQuestion {
  /// A text behind a line to click at.
  static func folded(_ title: String, _ text: String) -> String {
    "<details><summary>\(title)</summary>\n\n\(text)\n\n</details>"
  }

  /// What is folded away, without what folds it; the text itself where nothing
  /// does.
  static func unfolded(_ title: String, _ source: String) -> String {
    let start = "<details><summary>\(title)</summary>"
    let source = source.trimmingCharacters(in: .whitespacesAndNewlines)
    guard source.hasPrefix(start), source.hasSuffix("</details>") else {
      return source
    }
    return source.dropFirst(start.count).dropLast("</details>".count)
      .trimmingCharacters(in: .newlines)
  }

  /// A question as it is read.
  ///
  /// - Parameter entry: Its form.
  /// - Returns: The question, its choices, and folded away the answer.
  static func shown(_ entry: JupyterEntry) -> String {
    let form = Form(entry)
    let answer =
      form.isPrediction
      ? form.rest.joined(separator: "\n\n")
      : form.choices.map { choice in
        let mark = choice.first.map { $0.hasPrefix("[ ]") ? "No" : "Yes" } ?? ""
        return "- \(Self.unmarked(choice[0])) **\(mark):** "
          + choice.dropFirst().joined(separator: " ")
      }.joined(separator: "\n")
    let choices = form.choices.map { choice in
      "- "
        + (form.isPrediction
          ? choice.joined(separator: " ") : Self.unmarked(choice[0]))
    }
    return "**\(form.title)** \(form.text)\n\n"
      + (choices.isEmpty ? "" : choices.joined(separator: "\n") + "\n\n")
      + folded("Answer", answer)
  }

  /// A question of which what is shown was edited: its text and choices are
  /// taken over, its answer stays. Nil where the choices are others.
  static func edited(_ entry: JupyterEntry, _ source: String) -> JupyterEntry? {
    var form = Form(entry)
    let visible =
      source.range(of: "<details>").map { source[..<$0.lowerBound] }
      ?? source[...]
    var text: [String] = []
    var choices: [String] = []
    for line in JupyterEntry.lines(String(visible)) {
      if line.hasPrefix("- ") {
        choices.append(String(line.dropFirst(2)))
      } else if choices.isEmpty {
        text.append(line)
      }
    }
    guard choices.count == form.choices.count else { return nil }
    let title = "**\(form.title)**"
    let whole = text.joined(separator: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    form.text =
      whole.hasPrefix(title)
      ? whole.dropFirst(title.count).trimmingCharacters(in: .whitespaces)
      : whole
    for (index, choice) in choices.enumerated() {
      form.choices[index] =
        form.isPrediction
        ? [choice]
        : [form.choices[index][0].prefix(4) + choice]
          + form.choices[index].dropFirst()
    }
    var entry = entry
    entry.text = form.written
    return entry
  }

  private static func unmarked(_ choice: String) -> String {
    choice.dropFirst(3).trimmingCharacters(in: .whitespaces)
  }

  /// What a question's fence holds, by its lines.
  private struct Form {
    var isPrediction: Bool
    var text: String
    /// Each with its mark, if it has one, and the lines below it.
    var choices: [[String]] = []
    /// What a reader sees first.
    var title: String { isPrediction ? "Predict:" : "Why?" }
    /// `answer:` and `within:`.
    var rest: [String] = []

    init(_ entry: JupyterEntry) {
      isPrediction = entry.kind == .predict
      var asked: [String] = []
      for line in JupyterEntry.lines(entry.text) {
        let isRest =
          isPrediction
          && (line.hasPrefix("answer:") || line.hasPrefix("within:"))
        if isRest {
          rest.append(line)
        } else if line.hasPrefix("- ") {
          choices.append([
            line.dropFirst(2).trimmingCharacters(in: .whitespaces)
          ])
        } else if !choices.isEmpty {
          let more = line.trimmingCharacters(in: .whitespaces)
          if !more.isEmpty { choices[choices.count - 1].append(more) }
        } else {
          asked.append(line)
        }
      }
      text = asked.joined(separator: "\n")
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    var written: String {
      let list = choices.map { choice in
        "- " + choice.joined(separator: "\n  ")
      }
      let blocks =
        [text] + (list.isEmpty ? [] : [list.joined(separator: "\n")])
        + (rest.isEmpty ? [] : [rest.joined(separator: "\n")])
      return blocks.joined(separator: "\n\n")
    }
  }
}

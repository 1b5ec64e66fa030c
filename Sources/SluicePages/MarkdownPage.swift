import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// A notebook as plain Markdown that any host shows: cells and outputs as
/// fences, hints and solutions folded, figures as files beside it.
package struct MarkdownPage {
  package struct Figure: Sendable, Equatable {
    package var name, svg: String
  }

  package private(set) var text = ""
  package private(set) var figures: [Figure] = []
  private let notebook: Notebook
  private let outputs: CellOutputs
  private let folder: String
  private var cell = 0

  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - outputs: What is shown below its cells.
  ///   - folder: The folder of figures, as the page names it.
  package init(
    _ notebook: Notebook, _ outputs: CellOutputs, folder: String
  ) {
    self.notebook = notebook
    self.outputs = outputs
    self.folder = folder
    var parts = notebook.parts.map { part(of: $0) }.filter { !$0.isEmpty }
    if let failed = outputs.mistakes.keys.min() {
      parts.insert(
        "> **The run of this notebook stopped at"
          + " \(line(notebook.title(ofCell: failed))), which failed.**", at: 0)
    }
    parts.append("---")
    parts.append("*\(outputs.sentence(seed: notebook.settings.seed))*")
    text = parts.joined(separator: "\n\n") + "\n"
  }

  /// The list of all pages of a folder.
  package static func index(
    _ title: String, _ entries: [IndexPage.Entry], isCourse: Bool
  ) -> String {
    let lines = entries.enumerated().map { number, entry in
      let mark = isCourse ? "\(number + 1)." : "-"
      let minutes = entry.minutes.map {
        ", \(NumberText.count($0, of: "minute"))"
      }
      let link = StyledText(entry.title, .link(to: entry.address))
      return "\(mark) " + MarkdownRenderer().line(link) + (minutes ?? "")
        + ". " + MarkdownRenderer().line(StyledText(entry.text))
    }
    return "# \(MarkdownRenderer().line(StyledText(title)))\n\n"
      + lines.joined(separator: "\n") + "\n"
  }

  private mutating func part(of part: Notebook.Part) -> String {
    switch part {
    case .prose(let lines): return Self.trimmed(notebook.text(lines))
    case .because(let fence): return text(inside: fence)
    case .question(let question): return self.question(question)
    case .cell(let cell):
      defer { self.cell += 1 }
      guard let exercise = cell.exercise else {
        return joined([fence(notebook.text(cell.code), "sluice"), output(cell)])
      }
      let hints = exercise.hints.enumerated().map {
        Self.folded("Hint \($0.offset + 1)", text(inside: $0.element))
      }
      let answer = exercise.solution.map {
        Self.folded(
          "The solution",
          joined([fence(notebook.text($0.inside), "sluice"), output(cell)]))
      }
      return joined(
        ["**Exercise: \(line(cell.options.id ?? ""))**"]
          + [fence(notebook.text(exercise.start.inside), "sluice")] + hints
          + [answer ?? output(cell)])
    }
  }

  private func question(_ question: Notebook.Question) -> String {
    let choices = question.choices.map { "- \($0.text)" }
      .joined(separator: "\n")
    let answer = question.rightChoice.map {
      Self.folded("The answer", "\($0.text) \($0.reason)")
    }
    return joined([question.text, choices, answer ?? ""])
  }

  private func text(inside fence: Notebook.Fence) -> String {
    Self.trimmed(notebook.text(fence.inside))
  }

  // MARK: - Outputs

  private mutating func output(_ cell: Notebook.Cell) -> String {
    guard let printed = outputs.printed[self.cell] else {
      let lines = cell.output(outputs.profile)?.text ?? []
      return lines.isEmpty ? "" : fence(lines.joined(separator: "\n"), "text")
    }
    let mistakes = (outputs.mistakes[self.cell] ?? []).map {
      Output.diagnostic(notebook.shown($0, in: cell))
    }
    let all = printed + mistakes.reduce(.nothing, +)
    let lines = TerminalRenderer.recording.render(all)
    return joined(
      [lines.isEmpty ? "" : fence(lines, "text")]
        + drawings(in: printed).map { draw($0.svg, $0.sentence) })
  }

  private func drawings(in output: Output) -> [(svg: String, sentence: String)]
  {
    output.blocks.flatMap { block -> [(svg: String, sentence: String)] in
      switch block {
      case .plot(let plot):
        return [(SVG.drawing(plot), FigureSentence.of(plot))]
      case .points(let points):
        return [(SVG.drawing(points), FigureSentence.of(points))]
      case .intervals(let intervals):
        return [(SVG.drawing(intervals), FigureSentence.of(intervals))]
      case .drawing(let drawing):
        return [(SVG.drawing(drawing), FigureSentence.of(drawing))]
      case .progressions(let all):
        return all.flatMap { progression in
          let last = progression.moments.last?.drawing.map {
            [(svg: SVG.drawing($0), sentence: FigureSentence.of(progression))]
          }
          return (last ?? [])
            + progression.curves.map {
              (SVG.drawing($0), FigureSentence.of($0))
            }
        }
      case .parts(let parts): return parts.flatMap(drawings)
      case .section(let section): return drawings(in: section.body)
      default: return []
      }
    }
  }

  private mutating func draw(_ svg: String, _ sentence: String) -> String {
    let name = "figure-\(figures.count + 1).svg"
    figures.append(Figure(name: name, svg: svg))
    let image = StyledText(sentence, .image(from: "\(folder)/\(name)"))
    return MarkdownRenderer().line(image)
  }

  // MARK: - Text

  /// Text within a line, in which no sign is a mark.
  private func line(_ text: String) -> String {
    MarkdownRenderer().line(StyledText(text))
  }

  private func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func fence(_ text: String, _ info: String) -> String {
    let text = Self.trimmed(text)
    var mark = "```"
    while text.contains(mark) { mark += "`" }
    return "\(mark)\(info)\n\(text)\n\(mark)"
  }

  private static func folded(_ title: String, _ text: String) -> String {
    "<details>\n<summary>\(title)</summary>\n\n\(text)\n\n</details>"
  }

  private static func trimmed(_ text: String) -> String {
    var lines = Notebook.lines(of: text)[...]
    while lines.first?.allSatisfy(\.isWhitespace) ?? false {
      lines.removeFirst()
    }
    var whole = lines.joined()
    while whole.last?.isWhitespace ?? false { whole.removeLast() }
    return whole
  }
}

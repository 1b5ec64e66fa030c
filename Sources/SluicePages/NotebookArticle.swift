import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// A notebook's prose, cells, outputs and questions as HTML.
struct NotebookArticle {
  private let notebook: Notebook
  private let outputs: CellOutputs
  private let shapes: [CommandWord]
  /// Writes what the notebook says.
  private var prose: HTMLRenderer
  /// Writes what cells print, whose titles are no headings of the page.
  private var printing: HTMLRenderer
  /// The number of the cell that comes next.
  private var cell = 0
  private var questions = 0

  init(
    _ notebook: Notebook, _ outputs: CellOutputs, shapes: [CommandWord],
    links: PageLinks
  ) {
    self.notebook = notebook
    self.outputs = outputs
    self.shapes = shapes
    prose = HTMLRenderer(links: links)
    prose.headings = Headings()
    printing = HTMLRenderer(links: links)
  }

  /// The headings that were written.
  var headings: Headings { prose.headings ?? Headings() }

  mutating func html() -> String {
    if !notebook.outline.contains(where: { $0.level == 1 }) {
      // Every page has a title.
      let title = Output(blocks: [
        .heading(StyledText(notebook.fileName), level: 1)
      ])
      return prose.render(title) + "\n" + parts()
    }
    return parts()
  }

  private mutating func parts() -> String {
    let parts = notebook.parts.map { html($0) }.filter { !$0.isEmpty }
    return parts.joined(separator: "\n")
  }

  private mutating func html(_ part: Notebook.Part) -> String {
    switch part {
    case .prose(let lines): return html(markdown: notebook.text(lines))
    case .question(let question): return html(question)
    case .because(let fence):
      // It is in the question's answer, too, once that is asked for.
      return HTML.folded(
        "What was to be predicted, and why",
        HTML.element(
          "div", ["id": "because-\(cell - 1)"], html(inside: fence)))
    case .cell(let cell):
      defer { self.cell += 1 }
      return cell.exercise.map { html($0, of: cell) } ?? html(cell)
    }
  }

  private mutating func html(markdown: String) -> String {
    prose.render(Prose.output(markdown, showsHTML: true))
  }

  private mutating func html(inside fence: Notebook.Fence) -> String {
    printing.render(
      Prose.output(notebook.text(fence.inside), showsHTML: true))
  }

  // MARK: - Cells

  private mutating func html(_ cell: Notebook.Cell) -> String {
    HTML.element(
      "div", ["class": "cell", "id": "cell-\(self.cell + 1)"],
      commands(notebook.source(cell)) + output(of: cell))
  }

  private func commands(_ source: SourceText) -> String {
    HTML.element(
      "pre", ["class": "code"],
      HTML.element(
        "code", [:], HTMLText().inline(source.highlighted(shapes: shapes))))
  }

  private mutating func output(of cell: Notebook.Cell) -> String {
    guard let printed = outputs.printed[self.cell] else {
      return recorded(cell)
    }
    let mistakes = (outputs.mistakes[self.cell] ?? []).map {
      Output.diagnostic(notebook.shown($0, in: cell))
    }
    let shown = printing.render((printed + mistakes.reduce(.nothing, +)).joined)
    return shown.isEmpty
      ? "" : HTML.element("div", ["class": "out"], shown)
  }

  private func recorded(_ cell: Notebook.Cell) -> String {
    guard let recorded = cell.output(outputs.profile),
      !recorded.text.isEmpty
    else { return "" }
    let note =
      outputs.isRun
      ? HTML.element(
        "p", ["class": "note"],
        "Recorded earlier; the run did not come so far.") : ""
    let text = HTML.escaped(recorded.text.joined(separator: "\n"))
    let isWide = recorded.text.contains { $0.count > 34 }
    return note
      + (isWide
        ? HTML.element(
          "pre",
          [
            "class": "out recorded", "tabindex": "0", "role": "group",
            "aria-label": "Output of \(notebook.title(ofCell: self.cell))",
          ], text)
        : HTML.element("pre", ["class": "out recorded"], text))
  }

  // MARK: - Teaching

  /// An exercise with its start; hints and solution are folded.
  private mutating func html(
    _ exercise: Notebook.Exercise, of cell: Notebook.Cell
  ) -> String {
    let name = cell.options.id ?? ""
    let hints = exercise.hints.enumerated().map { number, hint in
      HTML.folded(
        exercise.hints.count == 1
          ? "A hint" : "Hint \(number + 1) of \(exercise.hints.count)",
        html(inside: hint))
    }
    let solution = exercise.solution.map {
      HTML.folded(
        "The solution, and what it prints", kind: "solution",
        commands(notebook.source($0)) + output(of: cell))
    }
    return HTML.element(
      "div", ["class": "exercise", "id": "cell-\(self.cell + 1)"],
      HTML.element(
        "p", ["class": "label"], "Exercise: \(HTML.escaped(name))")
        + commands(notebook.source(exercise.start))
        + (hints.isEmpty
          ? ""
          : HTML.element("div", ["class": "hints"], hints.joined()))
        + (solution ?? output(of: cell))
        + HTML.element(
          "p", ["class": "note"],
          "To have an answer checked: "
            + HTML.element(
              "code", [:],
              HTML.escaped("sluice walk \(shellWord(notebook.fileName))"))))
  }

  private mutating func html(_ question: Notebook.Question) -> String {
    questions += 1
    let cell = notebook.cell(answering: question)
    let form = QuestionForm(
      question: question, number: questions, cell: cell,
      answer: cell.flatMap { outputs.answers[$0] })
    return form.html { markdown in
      printing.render(Prose.output(markdown, showsHTML: true))
    }
  }
}

extension Output {
  /// With lines that follow each other in one block.
  fileprivate var joined: Output {
    var result = Output()
    for block in blocks {
      if case .text(let more) = block,
        case .text(let text)? = result.blocks.last
      {
        result.blocks[result.blocks.count - 1] = .text(text + "\n" + more)
      } else {
        result.blocks.append(block)
      }
    }
    return result
  }
}

extension Notebook {
  /// The name of its file without its folder.
  var fileName: String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// The number of the cell after which a prediction is answered.
  func cell(answering question: Question) -> Int? {
    predictions.first {
      $0.value.fence.lines == question.fence.lines
    }?.key
  }
}

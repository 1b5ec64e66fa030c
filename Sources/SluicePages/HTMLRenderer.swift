import SluiceDiagnostics
import SluiceOutput

/// Writes outputs as HTML: what notebooks say, and what cells print.
package struct HTMLRenderer {
  private let text: HTMLText
  /// The headings of the page so far; nil where titles are no headings of it,
  /// as in what a cell prints.
  var headings: Headings?

  package init(links: PageLinks = PageLinks()) {
    text = HTMLText(links: links)
  }

  package mutating func render(_ output: Output) -> String {
    output.blocks.map { render($0) }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private mutating func render(_ block: Output.Block) -> String {
    switch block {
    case .text(let lines):
      return HTML.element("pre", ["class": "said"], text.inline(lines))
    case .paragraph(let words): return paragraph(words)
    case .heading(let title, let level): return heading(title, level)
    case .note(let words):
      return HTML.element("p", ["class": "note"], text.inline(words))
    case .formula(let formula):
      return HTML.element("pre", ["class": "formula"], HTML.escaped(formula))
    case .preformatted(let block): return preformatted(block)
    case .definitions(let definitions):
      return HTML.element(
        "dl", [:],
        definitions.map {
          HTML.element("dt", [:], text.inline($0.term))
            + HTML.element("dd", [:], text.broken($0.text))
        }.joined())
    case .words(let words):
      return HTML.element("ul", ["class": "words"], items(words))
    case .list(let list): return self.list(list)
    case .quotation(let output):
      return HTML.element("blockquote", [:], render(output))
    case .rule: return HTML.void("hr")
    case .section(let section):
      return heading(section.title, 3) + render(section.body)
    case .parts(let parts):
      return parts.map { render($0) }.filter { !$0.isEmpty }
        .joined(separator: "\n")
    case .table(let table): return HTMLTables(text: text).table(table)
    case .gloss(let gloss): return HTMLTables(text: text).gloss(gloss)
    case .matrix(let matrix): return MatrixFigure(matrix).html
    case .plot(let plot): return HTMLFigures.figure(plot)
    case .points(let points): return HTMLFigures.figure(points)
    case .intervals(let intervals): return HTMLFigures.figure(intervals)
    case .sparklines(let rows): return HTMLFigures.table(rows)
    case .drawing(let drawing): return HTMLFigures.figure(drawing)
    case .progressions(let all): return ProgressionFigure(all).html
    case .diagnostic(let diagnostic):
      return HTML.element(
        "pre", ["class": "mistake"],
        HTML.escaped(diagnostic.rendered(color: false)))
    }
  }

  private func paragraph(_ words: StyledText) -> String {
    // A formula that is a paragraph stands by itself.
    if words.spans.count == 1, let span = words.spans.first {
      for case .formula(let formula) in span.styles {
        return HTML.element(
          "div", ["class": "formula"], MathML.block(formula))
      }
    }
    return HTML.element("p", [:], text.broken(words))
  }

  private mutating func heading(_ title: StyledText, _ level: Int) -> String {
    guard let place = headings?.next(title.plain, level) else {
      return HTML.element("p", ["class": "title"], text.inline(title))
    }
    return HTML.element(
      "h\(place.level)", ["id": place.id], text.inline(title))
  }

  private func preformatted(_ block: Preformatted) -> String {
    let code = HTML.element("code", [:], text.inline(block.text.uncoded))
    return HTML.element(
      "pre", ["class": block.language == "sluice" ? "code" : "code plain"],
      code)
  }

  private func items(_ words: [String]) -> String {
    words.map { HTML.element("li", [:], HTML.escaped($0)) }.joined()
  }

  private mutating func list(_ list: List) -> String {
    let items = list.items.map { item in
      // A short item is its text, without the space around a paragraph.
      if list.isTight, case .paragraph(let words)? = item.blocks.first {
        let rest = Output(blocks: Array(item.blocks.dropFirst()))
        return HTML.element("li", [:], text.broken(words) + render(rest))
      }
      return HTML.element("li", [:], render(item))
    }.joined()
    guard let start = list.start else {
      return HTML.element("ul", [:], items)
    }
    return start == 1
      ? HTML.element("ol", [:], items)
      : HTML.element("ol", ["start": String(start)], items)
  }
}

extension StyledText {
  /// Without the style that a block of code has as a whole.
  fileprivate var uncoded: StyledText {
    var result = StyledText()
    for span in spans {
      result.append(span.text, span.styles.filter { $0 != .code })
    }
    return result
  }
}

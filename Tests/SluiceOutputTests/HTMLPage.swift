import SluiceDiagnostics
import SluiceOutput

/// A page of HTML, as short as it can be: to show that one falls out of an
/// output without anything that makes outputs knowing of it.
struct HTMLPage {
  func render(_ output: Output) -> String {
    output.blocks.map(block).joined(separator: "\n")
  }

  private func block(_ block: Output.Block) -> String {
    switch block {
    case .text(let text): return tag("pre", inline(text))
    case .paragraph(let text): return tag("p", inline(text))
    case .heading(let text, let level): return tag("h\(level)", inline(text))
    case .note(let text): return tag("aside", inline(text))
    case .formula(let text): return tag("math", escaped(text))
    case .preformatted(let block):
      return tag("pre", tag("code", inline(block.text)))
    case .definitions(let definitions):
      return tag(
        "dl",
        definitions.map {
          tag("dt", inline($0.term)) + tag("dd", inline($0.text))
        }
        .joined())
    case .words(let words):
      return tag("ul", words.map { tag("li", escaped($0)) }.joined())
    case .list(let list):
      let items = list.items.map { tag("li", render($0)) }.joined()
      return list.start.map { tag("ol", items, "start", String($0)) }
        ?? tag("ul", items)
    case .quotation(let output): return tag("blockquote", render(output))
    case .rule: return "<hr/>"
    case .section(let section):
      return tag(
        "section", tag("h3", inline(section.title)) + render(section.body))
    case .parts(let parts): return parts.map(render).joined(separator: "\n")
    case .table(let table): return self.table([table.columns] + table.rows)
    case .gloss(let gloss):
      return table(
        gloss.rows.map { ([$0.name] + $0.cells).map { StyledText($0) } })
    case .matrix(let matrix): return SVG.drawing(matrix)
    case .plot(let plot): return SVG.drawing(plot)
    case .intervals(let intervals): return SVG.drawing(intervals)
    case .drawing(let drawing): return SVG.drawing(drawing)
    case .sparklines(let rows):
      return table(rows.map { [StyledText($0.name), StyledText($0.last)] })
    case .diagnostic(let diagnostic):
      return tag(
        "pre", escaped(diagnostic.rendered(color: false)), "class", "error")
    }
  }

  private func table(_ rows: [[StyledText]]) -> String {
    tag(
      "table",
      rows.map { tag("tr", $0.map { tag("td", inline($0)) }.joined()) }
        .joined())
  }

  private func inline(_ text: StyledText) -> String {
    text.spans.map { span in
      span.styles.reversed().reduce(escaped(span.text)) { inside, style in
        switch style {
        case .strong: tag("strong", inside)
        case .emphasis: tag("em", inside)
        case .code, .typed: tag("code", inside)
        case .link(let target) where target.hasPrefix("https://"):
          tag("a", inside, "href", target)
        case .link, .image: inside
        default: tag("span", inside, "class", "\(style)")
        }
      }
    }.joined()
  }

  private func tag(
    _ name: String, _ inside: String, _ key: String = "", _ value: String = ""
  ) -> String {
    let attribute = key.isEmpty ? "" : " \(key)=\"\(escaped(value))\""
    return "<\(name)\(attribute)>\(inside)</\(name)>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}

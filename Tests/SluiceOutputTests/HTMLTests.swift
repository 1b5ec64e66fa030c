import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook
import SluiceOutput
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// HTML falls out of an output: nothing that makes one knows of it.
@Suite("A page of HTML") struct HTMLTests {
  private static let hostile = "<script>alert(\"1 & 2\")</script>"

  /// One of each kind of block, with text that is not to become a mark.
  static let blocks: [Output] = {
    let text = StyledText(hostile)
    let matrix = LabelledMatrix(
      hostile, rows: [hostile], columns: [hostile], values: [[0.5]],
      caption: hostile)
    let curve = Plot.Series(hostile, [Plot.Point(1, 2), Plot.Point(2, 1)])
    let mistake = Diagnostic(
      .unknownName, hostile,
      at: Place(file: hostile, line: 1, text: hostile, columns: 0..<3),
      label: hostile, hint: hostile)
    return [
      .text(hostile), .paragraph(text), .heading(hostile), .note(hostile),
      .formula(hostile), .preformatted(Preformatted(text)),
      .definitions([Definition(text, text)]), .words([hostile]),
      Output(blocks: [.list(List([.paragraph(text)], start: 2))]),
      Output(blocks: [.quotation(.paragraph(text))]), Output(blocks: [.rule]),
      .section(text, .paragraph(text)), .parts([.paragraph(text)]),
      .table(Table([hostile], [[hostile]])),
      .gloss(Gloss([Gloss.Row("", [hostile]), Gloss.Row(hostile, [hostile])])),
      .matrix(matrix),
      .plot(Plot(hostile, x: hostile, y: hostile, series: [curve])),
      .intervals(Intervals(hostile, [Intervals.Row(hostile, 1, 0...2)])),
      .sparklines([Sparkline(hostile, [[1, 2]], last: hostile)]),
      .drawing(
        Drawing(
          columns: [
            Drawing.Column(head: [hostile], boxes: [hostile]),
            Drawing.Column(head: [hostile], boxes: [hostile]),
          ],
          edges: [
            Drawing.Edge(row: 0, from: 0, to: 1, .flow(0.5, gate: hostile)),
            Drawing.Edge(row: 0, from: 1, to: 0, .same),
          ], ground: hostile, words: [hostile])),
      .diagnostic(mistake),
    ]
  }()

  @Test("Every kind of block is well-formed, and its text stays text")
  func kinds() {
    let kinds = Set(
      Self.blocks.flatMap(\.blocks).map {
        Mirror(reflecting: $0).children.first?.label ?? "\($0)"
      })
    #expect(kinds.count == 21)
    for block in Self.blocks { check(HTMLPage().render(block)) }
  }

  @Test("Help, as elements")
  func help() {
    let help = HelpText(.standard)
    check(HTMLPage().render(help.overview))
    for word in ["train", "let", "alpha", "functions"] {
      #expect(help.entry(word) != nil)
      check(help.entry(word).map(HTMLPage().render) ?? "")
    }
    #expect(
      help.entry("let").map(HTMLPage().render) == """
        <section><h3>let NAME = VALUE</h3><p>Gives a value a name.</p></section>
        <section><h3>For example</h3><pre><code>\
        <span class="keyword">let</span> rates = \
        [<span class="number">0.1</span>, <span class="number">0.01</span>]
        <span class="verb">print</span> rates[<span class="number">1</span>]\
        </code></pre></section>
        """)
  }

  @Test("The prose of a notebook, as elements")
  func prose() {
    let page = HTMLPage().render(
      Prose.output(
        """
        # A title
        Some *prose*, `a < b`, a [link](https://example.org/?a&b) and
        [none](javascript:alert), <b>no</b> mark; $\\alpha$.

        1. one
        2. **two**

        > | name | what |
        > |---|---|
        > | α | shared |
        """))
    check(page)
    #expect(
      page == """
        <h1>A title</h1>
        <p>Some <em>prose</em>, <code>a &lt; b</code>, a \
        <a href="https://example.org/?a&amp;b">link</a> and none, no mark; \
        α.</p>
        <ol start="1"><li><p>one</p></li><li><p><strong>two</strong></p></li>\
        </ol>
        <blockquote><table><tr><td>name</td><td>what</td></tr>\
        <tr><td>α</td><td>shared</td></tr></table></blockquote>
        """)
  }

  @Test("What commands print")
  func commands() {
    var session = Session()
    let script = """
      corpus toy = toy_english(sentences=20)
      show toy
      task pos = toy.pos
      task names = toy.ner
      network net tasks=[names, pos] layers=2 hidden=8 spelling=4
      net
      train net epochs=2
      inspect net path
      """
    var page = ""
    let outcome = session.run(
      SourceText(script, name: "page"), mode: .file
    ) { page += HTMLPage().render($0) + "\n" }
    #expect(outcome.diagnostics == [])
    check(page)
    #expect(page.contains("stroke-width:"))
  }

  private func check(_ html: String) {
    #expect(
      XMLParser(data: Data("<body>\(html)</body>".utf8)).parse(), "\(html)")
    #expect(!html.contains("<script"))
  }
}

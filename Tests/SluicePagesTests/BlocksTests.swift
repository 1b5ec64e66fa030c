import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook
import SluiceOutput
import Testing

@testable import SluicePages

/// HTML falls out of an output: nothing that makes one knows of it.
struct BlocksTests {
  private static let hostile = "<script>alert(\"1 & 2\")</script>"

  /// One of each kind of block, with text that is not to become a mark.
  static let blocks: [Output] = {
    let text = StyledText(hostile)
    let matrix = LabelledMatrix(
      hostile, rows: [hostile], columns: [hostile], values: [[0.5]],
      caption: hostile)
    let curve = Plot.Series(hostile, [Plot.Point(1, 2), Plot.Point(2, 1)])
    let drawing = Drawing(
      columns: [
        Drawing.Column(head: [hostile], boxes: [hostile]),
        Drawing.Column(head: [hostile], boxes: [hostile]),
      ],
      edges: [
        Drawing.Edge(row: 0, from: 0, to: 1, .flow(0.5, gate: hostile)),
        Drawing.Edge(row: 0, from: 1, to: 0, .same),
      ], ground: hostile, words: [hostile])
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
      .points(Points(hostile, x: hostile, y: hostile, [.init(hostile, 1, 2)])),
      .intervals(Intervals(hostile, [Intervals.Row(hostile, 1, 0...2)])),
      .sparklines([Sparkline(hostile, [[1, 2]], last: hostile)]),
      .drawing(drawing),
      .progressions([
        Progression(
          hostile, unit: hostile,
          moments: [
            Progression.Moment(0, matrices: [matrix], drawing: drawing),
            Progression.Moment(1, matrices: [matrix], drawing: drawing),
          ], curves: [Plot(hostile, x: hostile, y: hostile, series: [curve])],
          gates: [Progression.Gate(hostile, hostile)])
      ]),
      .diagnostic(mistake),
    ]
  }()

  @Test func `every kind of block is well-formed and its text stays text`() {
    let kinds = Set(
      Self.blocks.flatMap(\.blocks).map {
        Mirror(reflecting: $0).children.first?.label ?? "\($0)"
      })
    #expect(kinds.count == 23)
    for block in Self.blocks {
      let html = html(block)
      #expect(Marks(html) != nil, "\(html)")
      #expect(!html.contains("<script"))
    }
  }

  @Test func `help is elements, too`() {
    let help = HelpText(.standard)
    #expect(Marks(html(help.overview)) != nil)
    #expect(
      help.entry("let").map(html) == """
        <p class="title">let NAME = VALUE</p><p>Gives a value a name.</p>
        <p class="title">For example</p><pre class="code"><code>\
        <span class="k">let</span> rates = \
        [<span class="n">0.1</span>, <span class="n">0.01</span>]
        <span class="v">print</span> rates[<span class="n">1</span>]\
        </code></pre>
        """)
  }

  @Test func `prose is elements, and its HTML is text`() {
    let prose = Prose.output(
      """
      Some *prose*, `a < b`, a [link](https://example.org/?a&b) and
      [none](javascript:alert), <b>a mark</b>; $\\alpha$.

      1. one
      2. **two**

      > | name | what |
      > |---|---|
      > | α | shared |
      """, showsHTML: true)
    #expect(
      html(prose) == """
        <p>Some <em>prose</em>, <code class="w">a &lt; b</code>, a \
        <a href="https://example.org/?a&amp;b">link</a> and none, \
        &lt;b&gt;a mark&lt;/b&gt;; \
        <math><mrow><mi>α</mi></mrow></math>.</p>
        <ol><li>one</li><li><strong>two</strong></li></ol>
        <blockquote><div class="box" role="group" tabindex="0" \
        aria-label="Table"><table><thead><tr><th scope="col">name</th>\
        <th scope="col">what</th></tr></thead><tbody><tr><td>α</td>\
        <td>shared</td></tr></tbody></table></div></blockquote>
        """)
  }

  private func html(_ output: Output) -> String {
    var renderer = HTMLRenderer()
    return renderer.render(output)
  }
}

import Foundation
import SluiceOutput
import Testing

/// What outputs look like in a terminal, whole.
@Suite("Outputs in a terminal") struct OutputTests {
  struct Drawing: CustomTestStringConvertible {
    var testDescription: String
    var output: Output
    var width: Int
    var text: String

    init(_ name: String, _ output: Output, width: Int = 80, _ text: String) {
      testDescription = name
      self.output = output
      self.width = width
      self.text = text
    }
  }

  private static let alpha = LabelledMatrix(
    "alpha, layer 1", rows: ["pos.1", "pos.2", "ner.1"],
    columns: ["pos.1", "pos.2", "ner.1"],
    values: [[0.9, 0.05, -0.05], [0, 1, 0.0001], [-1.25, 0.5, 0.75]],
    marks: [["", "", "*"], ["°", "", ""], ["", "", ""]],
    caption: "row receives, column sends; * fixed, ° tied")

  static let drawings = [
    Drawing("nothing", .nothing, ""),
    Drawing(
      "blocks under each other", .heading("Title") + .text("one\ntwo"),
      "Title\none\ntwo"),
    Drawing(
      "a note is broken at blanks",
      .note("what is said here takes more than forty columns"), width: 40,
      """
      note: what is said here takes more than
      forty columns
      """),
    Drawing(
      "numbers to the right, texts to the left",
      .table(Table(["word", "tokens"], [["a", "7"], ["longer", "12,345"]])),
      """
      word    tokens
      a            7
      longer  12,345
      """),
    Drawing(
      "wide characters take two columns",
      .table(Table(["形", "n"], [["日本語", "1"], ["é", "22"]])),
      """
      形       n
      日本語   1
      é       22
      """),
    Drawing(
      "the widest column gives way",
      .table(
        Table(["name", "text"], [["a", "twenty columns are few, are they"]])),
      width: 20,
      """
      name  text
      a     twenty column…
      """),
    Drawing(
      "a wide character is not cut in two",
      .table(Table(["n", "t"], [["a", "日本語日本語日本語日本語"]])), width: 20,
      """
      n  t
      a  日本語日本語日本…
      """),
    Drawing(
      "a matrix with marks", .matrix(alpha),
      """
      alpha, layer 1
               pos.1    pos.2    ner.1
      pos.1    0.900    0.050  -0.050*
      pos.2   0.000°    1.000    0.000
      ner.1   -1.250    0.500    0.750
      row receives, column sends; * fixed, ° tied
      """),
    Drawing(
      "columns that do not fit follow below", .matrix(alpha), width: 24,
      """
      alpha, layer 1
               pos.1    pos.2
      pos.1    0.900    0.050
      pos.2   0.000°    1.000
      ner.1   -1.250    0.500
               ner.1
      pos.1  -0.050*
      pos.2    0.000
      ner.1    0.750
      row receives, column
      sends; * fixed, ° tied
      """),
    Drawing(
      "no points",
      .plot(Plot("loss", x: "epoch", y: "nats", series: [])),
      """
      loss
      nothing to plot
      """),
  ]

  /// What help and prose are made of.
  static let texts = [
    Drawing(
      "a section is set in",
      .section(
        "train NET",
        .parts([
          .paragraph(StyledText(marked: "Fits `net`, and keeps its best.")),
          .definitions([
            Definition("NET", "a name"),
            Definition("epochs=20", StyledText(marked: "passes; see `help`")),
            Definition("an_option_that_is=long", "stands above"),
          ]),
        ])), width: 24,
      """
      train NET
        Fits `net`, and keeps
        its best.

        NET      a name
        epochs=20
                 passes; see
                 `help`
        an_option_that_is=long
                 stands above
      """),
    Drawing(
      "code is set off, but not once more in a section",
      .preformatted(Preformatted("a  b\n\nc"))
        + .section("For example", .preformatted(Preformatted("let a = 1")))
        + .preformatted(Preformatted("print 2", isNext: true)),
      """
          a  b

          c
      For example
        let a = 1
        ▌ print 2
      """),
    Drawing(
      "a list in a list",
      Output(blocks: [
        .list(
          List(
            [
              .paragraph("one and then more than fits"),
              .paragraph("two")
                + Output(blocks: [.list(List([.paragraph("inside")]))]),
            ], start: 9))
      ]), width: 20,
      """
      9. one and then more
         than fits
      10. two
          • inside
      """),
    Drawing(
      "words above their labels; what does not fit follows below",
      .gloss(
        Gloss([
          .init("", ["Zoë", "saw", "日本", "again"]),
          .init("pos", ["PROPN", "VERB", "PROPN", "ADV"]),
        ])), width: 24,
      """
           Zoë   saw  日本
      pos  PROPN VERB PROPN
           again
      pos  ADV
      """),
    Drawing(
      "names beside values, without a header",
      .table(Table([], [["a", "1"], ["longer", "22"]])),
      """
      a       1
      longer  22
      """),
    Drawing(
      "the course of values",
      .sparklines([
        Sparkline("a", [[0, 1, 2, 3, 4, 5, 6, 7]], last: "7.000"),
        Sparkline("same", [[3, 3]]), Sparkline("none", [[]]),
        Sparkline("many", [(0..<100).map(Double.init)]),
        Sparkline("of one", [[0, 1], [0.5, 2]], range: 0...1),
      ]),
      """
      a       ▁▂▃▄▅▆▇█ 7.000
      same    ▅▅
      none
      many    ▁▁▂▂▂▃▃▃▃▄▄▄▅▅▅▆▆▆▆▇▇▇██
      of one  ▁█ ▅█
      """),
    Drawing(
      "boxes, and what joins them", .drawing(boxes), width: 40,
      """
            [a]                  [b]
        ┌──────────┐  ←0.25  ┌──────────┐
        │   2: a   │  ══α══  │   2: b   │
        └──────────┘  0.50→  └──────────┘
        ┌──────────┐         ┌──────────┐
        │  1: 8|8  │   ═══   │  1: 8|8  │
        └──────────┘         └──────────┘
        words
      """),
    Drawing(
      "boxes in words, where there is no room", .drawing(boxes), width: 30,
      "a takes 0.25 of b"),
  ]

  private static let boxes = SluiceOutput.Drawing(
    columns: ["a", "b"].map {
      .init(head: ["[\($0)]"], boxes: ["2: \($0)", "1: 8|8"])
    },
    edges: [
      .init(row: 0, from: 0, to: 1, .flow(0.5, gate: "α")),
      .init(row: 0, from: 1, to: 0, .flow(0.25, gate: "α")),
      .init(row: 1, from: 0, to: 1, .same),
    ], ground: "words", words: ["a takes 0.25 of b"])

  @Test("Plain lines", arguments: drawings + texts)
  func plain(_ drawing: Drawing) {
    #expect(
      TerminalRenderer(width: drawing.width).render(drawing.output)
        == drawing.text)
  }

  @Test("Colour changes no character", arguments: drawings + texts)
  func colored(_ drawing: Drawing) {
    let text = TerminalRenderer(width: drawing.width, color: true)
      .render(drawing.output)
    #expect(text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == drawing.text)
  }

  @Test("Large entries stand on a ground: blue above zero, red below")
  func shades() {
    let text = TerminalRenderer(color: true).render(.matrix(Self.alpha))
    #expect(text.contains("\u{1B}[48;5;21;38;5;231m  1.000\u{1B}[0m"))
    #expect(text.contains("\u{1B}[48;5;196;38;5;231m -1.250\u{1B}[0m"))
    #expect(text.contains("    0.000\n"))
  }

  @Test("For a screen reader tables and matrices are read out row by row")
  func spoken() {
    let spoken = TerminalRenderer(isSpoken: true)
    #expect(
      spoken.render(
        .table(Table(["epoch", "loss"], [["1", "0.5"], ["2", "0.4"]])))
        == "epoch 1, loss 0.5\nepoch 2, loss 0.4")
    #expect(
      spoken.render(
        .matrix(
          LabelledMatrix(
            "alpha", rows: ["a", "b"], columns: ["a", "b"],
            values: [[1, 0], [0.5, 1]])))
        == "alpha\nrow a: a 1.000, b 0.000\nrow b: a 0.500, b 1.000")
    #expect(
      spoken.render(.definitions([Definition("epochs", "passes")]))
        == "epochs: passes")
  }

  @Test("A text cannot command the terminal, wherever it stands")
  func commands() {
    let text = "a\u{1B}[2Jb\u{9B}c"
    let outputs: [Output] = [
      .text(text), .note(text), .heading(text),
      .table(Table([text], [[text]])), .gloss(Gloss([.init(text, [text])])),
      .matrix(
        LabelledMatrix(text, rows: [text], columns: [text], values: [[1]])),
      .plot(Plot(text, x: text, y: text, series: [.init(text, [])])),
      .intervals(Intervals(text, [.init(text, 1, 0...2)])),
      .sparklines([Sparkline(text, [[1]], last: text)]), .drawing(Self.boxes),
    ]
    for output in outputs {
      let shown = TerminalRenderer().render(output)
      #expect(!shown.contains("\u{1B}") && !shown.contains("\u{9B}"))
    }
  }
}

import Foundation
import SluiceSession
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

  @Test("Plain lines", arguments: drawings)
  func plain(_ drawing: Drawing) {
    #expect(
      TerminalRenderer(width: drawing.width).render(drawing.output)
        == drawing.text)
  }

  @Test("Colour changes no character", arguments: drawings)
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
}

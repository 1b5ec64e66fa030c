import SluiceDiagnostics
import SluiceOutput
import Testing

/// At a terminal no line is longer than it is wide, and none is broken within
/// a word; what goes on below is set in, so that it looks like no line of its
/// own.
@Suite("Lines broken between words") struct LineBreakTests {
  private static let narrow = TerminalRenderer(width: 40, breaksLines: true)

  private static func code(_ text: String) -> Output {
    .preformatted(Preformatted(StyledText(text), language: "sluice"))
  }

  static let broken: [(Output, String)] = [
    (
      .text("net: sluice for names, pos; 2 layers of 16, 2,710 parameters"),
      """
      net: sluice for names, pos; 2 layers
        of 16, 2,710 parameters
      """
    ),
    (
      code(
        "for i in 1..2 {\n  train net epochs=1 optimizer=sgd(lr=0.1) clip=5\n}"),
      """
          for i in 1..2 {
            train net epochs=1
              optimizer=sgd(lr=0.1) clip=5
          }
      """
    ),
    (
      .diagnostic(
        Diagnostic(
          .unknownOption, "`network` has no option called `hiden`, as it is",
          hint: "its options are tasks, main, layers, hidden, word")),
      """
      error[unknown-option]: `network` has no
      option called `hiden`, as it is
        = hint: its options are tasks, main,
                layers, hidden, word
      """
    ),
    (
      .note("α alone can mislead, since weights can undo a rescaling"),
      """
      note: α alone can mislead, since weights
      can undo a rescaling
      """
    ),
  ]

  @Test("Texts, code, mistakes and notes", arguments: broken)
  func breaks(output: Output, shown: String) {
    #expect(Self.narrow.render(output) == shown)
  }

  @Test("The legend of a plot")
  func legend() {
    let plot = Plot(
      "alpha", x: "epoch", y: "value",
      series: [
        .init(
          "names.1 from pos.2",
          [.init(1, 0.033), .init(2, 0.5), .init(3, 0.01), .init(4, 0.2)])
      ])
    let lines = Self.narrow.render(.plot(plot)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(
      lines.suffix(2) == [
        "names.1 from pos.2: 0.033 → 0.200", "(lowest 0.010, highest 0.500)",
      ])
  }

  @Test("A recording keeps its lines: a search finds them")
  func recorded() {
    var recording = Self.narrow
    recording.breaksLines = false
    let text = "net: sluice for names, pos; 2 layers of 16, 2,710 parameters"
    #expect(recording.render(.text(text)) == text)
  }

  @Test("Code in prose stands between backticks where nothing colours it")
  func code() {
    let text: StyledText = "Close it with \("sluice net off", .code)."
    #expect(
      TerminalRenderer().render(.paragraph(text))
        == "Close it with `sluice net off`.")
    #expect(
      TerminalRenderer(isSpoken: true).render(.paragraph(text))
        == "Close it with `sluice net off`.")
    #expect(
      TerminalRenderer(color: true).render(.paragraph(text))
        == "Close it with \u{1B}[36msluice net off\u{1B}[0m.")
    #expect(
      TerminalRenderer().render(.table(Table(styled: [text], [])))
        == "Close it with `sluice net off`.")
  }
}

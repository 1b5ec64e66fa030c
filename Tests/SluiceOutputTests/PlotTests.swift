import Foundation
import SluiceDiagnostics
import SluiceOutput
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Plots") struct OutputPlotTests {
  private static func plot(_ values: [Double]) -> Plot {
    Plot(
      "loss of <net>", x: "epoch", y: "nats per token",
      series: [
        Plot.Series(
          "pos & \"ner\"",
          values.enumerated().map { Plot.Point(Double($0 + 1), $1) })
      ])
  }

  /// Curves that a training which goes wrong may leave.
  static let curves: [[Double]] = [
    [], [1], [1, 1], [3, 2, 1], [.nan, 2, .infinity, 1], [1e30, 1e30],
    [-1e30, 1e30], [1e-30, 2e-30], [0, -0.0],
  ]

  @Test("A curve in dots, with its ends and extremes")
  func dots() {
    let text = TerminalRenderer(width: 40).render(.plot(Self.plot([4, 1, 2])))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 14)
    #expect(lines.first == "loss of <net>")
    #expect(lines[1].hasPrefix("4 │"))
    #expect(lines[10].hasPrefix("1 │"))
    #expect(
      lines.last
        == "pos & \"ner\": 4.000 → 2.000 (lowest 1.000, highest 4.000)")
  }

  @Test("No curve breaks a drawing", arguments: curves, [20, 40, 80])
  func widths(values: [Double], width: Int) {
    let text = TerminalRenderer(width: width)
      .render(.plot(Self.plot(values)))
    // The last line tells the values and may be longer.
    for line in text.split(separator: "\n").dropLast() {
      #expect(line.terminalWidth <= width)
    }
  }

  @Test("An SVG is well-formed and has only finite numbers", arguments: curves)
  func svg(values: [Double]) {
    check(SVG.drawing(Self.plot(values)))
  }

  @Test("A matrix as SVG has its labels, numbers and marks")
  func matrix() {
    let text = SVG.drawing(
      LabelledMatrix(
        "alpha", rows: ["a<b"], columns: ["x", "y"], values: [[0.5, -1]],
        marks: [["", "*"]], caption: "row receives, column sends"))
    check(text)
    for part in [">a&lt;b<", ">0.500<", ">-1.000*<", ">row receives"] {
      #expect(text.contains(part))
    }
    check(
      SVG.drawing(
        LabelledMatrix("empty", rows: [], columns: [], values: [])))
    check(
      SVG.drawing(
        LabelledMatrix(
          "odd", rows: ["a"], columns: ["b"], values: [[.nan]])))
  }

  @Test("Epochs are counted whole")
  func ticks() {
    let text = SVG.drawing(Self.plot([1, 2]))
    #expect(!text.contains("text-anchor=\"middle\">1.5<"))
    #expect(text.contains("text-anchor=\"middle\">2<"))
  }

  private func check(_ svg: String) {
    #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(svg)")
    #expect(!svg.contains(/="[^"]*(nan|inf)/), "\(svg)")
  }
}

import Foundation
import SluiceOutput
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Points in a plane.
@Suite("Points") struct PointsTests {
  private static let points = Points(
    "trade <off>", x: "pos", y: "names & more",
    [
      Points.Point("λ 1", 1, 3), Points.Point("λ 2", 2, 2),
      Points.Point("worse", 1, 1),
    ])

  @Test("Unbeaten is what no other reaches in both")
  func unbeaten() {
    let names = Self.points.points.filter(Self.points.isUnbeaten).map(\.name)
    #expect(names == ["λ 1", "λ 2"])
    let twins = Points(
      "", x: "x", y: "y", [Points.Point("a", 1, 1), Points.Point("b", 1, 1)])
    #expect(twins.points.allSatisfy(twins.isUnbeaten))
    #expect(!twins.isUnbeaten(Points.Point("c", .nan, 1)))
  }

  @Test("In a terminal each has a letter, and a list says which is which")
  func terminal() {
    let text = TerminalRenderer(width: 40).render(.points(Self.points))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "trade <off>" && lines[1] == "names & more ↑")
    #expect(lines[2] == "3.000 │a")
    #expect(lines[13] == "1.000 │c")
    #expect(text.contains("a* λ 1: pos 1.000, names & more 3.000"))
    #expect(text.contains("c  worse: pos 1.000, names & more 1.000"))
    #expect(lines.allSatisfy { $0.count <= 56 })
  }

  @Test(
    "No points break a drawing",
    arguments: [
      [], [(1, 1)], [(1, 1), (1, 1)], [(.nan, 1), (2, 3)], [(-1e30, 1e30)],
      [(1e-30, 0), (2e-30, 0)],
    ] as [[(Double, Double)]])
  func odd(_ places: [(Double, Double)]) throws {
    let points = Points(
      "t", x: "x", y: "y",
      places.enumerated().map { Points.Point("\($0)", $1.0, $1.1) })
    let text = TerminalRenderer(width: 30).render(.points(points))
    #expect(text.hasPrefix("t\n"))
    let svg = SVG.drawing(points)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test("A drawing has a full dot for what is unbeaten, and names all")
  func drawing() {
    let svg = SVG.drawing(Self.points)
    #expect(svg.components(separatedBy: "<circle class=\"s0\"").count == 3)
    #expect(svg.components(separatedBy: "<circle class=\"a\"").count == 2)
    for name in [
      "λ 1", "λ 2", "worse", "names &amp; more", "trade &lt;off&gt;",
    ] {
      #expect(svg.contains(name))
    }
  }
}

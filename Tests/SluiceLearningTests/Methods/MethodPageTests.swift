import Foundation
import SluiceLearning
import Testing

@Suite("The page of methods") struct MethodPageTests {
  @Test("has a row for each method, with its paper, in the methods' order")
  func rows() throws {
    let page = ReferenceFolder.packageRoot.appending(path: "docs/methods.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .dropFirst()
      .map { row in
        row.split(separator: "|").prefix(2).map {
          $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
        }
      }
    #expect(
      Array(rows)
        == Method.allCases.map { [$0.name, $0.paper ?? $0.noun] })
  }
}

import Foundation
import SluiceEvaluator
import SluiceNotebook
import Testing

/// Pages that show commands are notebooks: their cells run.
@Suite("Documentation") struct DocumentationTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  @Test(
    "Every cell of a page runs",
    arguments: [
      "README.md", "docs/language.md", "docs/methods.md",
      "docs/statistics.md",
    ])
  func runs(page: String) throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let notebook = try Notebook(
      contentsOf: Self.root.appending(path: page).path)
    var run = NotebookRun(
      notebook, in: Session(Environment(folder: folder)))
    #expect(run.check() == [])
    while !run.isDone {
      let mistakes = run.step { _ in }
      #expect(mistakes == [])
      guard mistakes.isEmpty else { return }
    }
  }

  @Test("Every link between pages leads somewhere")
  func links() throws {
    let pages =
      try FileManager.default.subpathsOfDirectory(
        atPath: Self.root.appending(path: "docs").path
      ).filter { $0.hasSuffix(".md") }.map { "docs/\($0)" } + ["README.md"]
    let link = /\]\(([^)#:]+)\)/
    for page in pages {
      let file = Self.root.appending(path: page)
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: link) {
        let target = file.deletingLastPathComponent()
          .appending(path: String(match.output.1))
        #expect(
          FileManager.default.fileExists(atPath: target.path),
          "\(page) links to \(match.output.1)")
      }
    }
  }
}

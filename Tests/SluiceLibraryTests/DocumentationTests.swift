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

  @Test("The template of a lesson passes its checks, as it stands")
  func template() throws {
    let page = try String(
      contentsOf: Self.root.appending(path: "docs/teaching.md"),
      encoding: .utf8)
    let inside = try #require(
      page.firstMatch(of: /(?s)````notebook\n(.*?)````\n/))
    let text = String(inside.output.1)
    let notebook = try Notebook(text, name: "gates.sluice")
    var check = NotebookCheck(NotebookRun(notebook, in: Session()))
    #expect(check.findings() == [])
    #expect(try notebook.laidOut(shapes: Registry.standard.shapes) == text)
    var test = NotebookTest(NotebookRun(notebook, in: Session()))
    let results = test.results()
    #expect(results.flatMap(\.diagnostics) == [])
    #expect(results.count { $0.verdict.word == "passed" } == 2)
    #expect(notebook.cells.contains { $0.exercise != nil })
    #expect(!notebook.predictions.isEmpty)
  }

  @Test("The example of a course's index is one")
  func index() throws {
    let page = try String(
      contentsOf: Self.root.appending(path: "docs/teaching.md"),
      encoding: .utf8)
    let inside = try #require(
      page.firstMatch(of: /(?s)```markdown\n(.*?)```\n/))
    let course = try Course(
      String(inside.output.1), name: "course.md", folder: ".")
    #expect(course.lessons.count == 2 && course.terms.count == 5)
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
      // What a fence shows is an example.
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing(/(?ms)^```.*?^```/, with: "")
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

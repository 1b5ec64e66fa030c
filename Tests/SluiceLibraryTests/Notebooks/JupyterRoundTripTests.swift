import Foundation
import SluiceNotebook
import SluicePages
import Testing

/// Notebooks that go to Jupyter and come back.
struct JupyterRoundTripTests {
  private func jupyter(_ notebook: Notebook, profile: String? = nil) -> String {
    JupyterNotebook(
      notebook: notebook, outputs: CellOutputs(.recorded(profile: profile))
    ).text
  }

  private func returned(_ jupyter: String) throws -> String {
    try JupyterImport(Array(jupyter.utf8), name: "doc.ipynb").text
  }

  @Test func `all notebooks of the program come back byte for byte`() throws {
    let root = DocumentationTests.root.appending(path: "notebooks")
    let files = FileManager.default.enumerator(atPath: root.path)
    var count = 0
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".sluice"), !name.contains("out/") else { continue }
      let path = root.appending(path: name).path
      let notebook = try Notebook(contentsOf: path)
      let text = jupyter(notebook)
      #expect(try returned(text) == notebook.text, "\(name)")
      #expect(try returned(jupyter(notebook, profile: "ci")) == notebook.text)
      #expect(jupyter(notebook) == text)
      // Each has the one layout, so that nothing stands there twice.
      #expect(!text.contains("\n   \"text\": ["), "\(name)")
      count += 1
    }
    #expect(count > 10)
  }

  @Test func `300 odd documents and 300 odd lessons do so, too`() throws {
    var documents = OddDocuments(seed: 5)
    var read = 0
    for number in 0..<600 {
      let text = number % 2 == 0 ? documents.next() : documents.nextLesson()
      guard let notebook = try? Notebook(text, name: "doc") else { continue }
      read += 1
      let back = try returned(jupyter(notebook))
      guard Array(back.utf8) == Array(text.utf8) else {
        Issue.record("changed: \(text.debugDescription)")
        return
      }
    }
    #expect(read > 300)
  }
}

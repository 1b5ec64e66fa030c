import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook

@testable import SluicePages

/// Pages of notebooks that are written in tests.
enum SamplePage {
  /// A page of recorded outputs.
  static func recorded(
    _ text: String, name: String = "sample.sluice",
    links: PageLinks = PageLinks()
  ) throws -> String {
    HTMLPage(
      try Notebook(text, name: name), CellOutputs(.recorded(profile: nil)),
      shapes: Registry.standard.shapes, links: links
    ).text
  }

  /// A run of a notebook.
  static func run(_ text: String) throws -> PageRun {
    let notebook = try Notebook(text, name: "sample.sluice")
    var run = PageRun(NotebookRun(notebook, in: Session()))
    run.finish()
    return run
  }

  /// A page of a run.
  static func run(page text: String) throws -> String {
    HTMLPage(
      try Notebook(text, name: "sample.sluice"), try run(text).outputs,
      shapes: Registry.standard.shapes
    ).text
  }
}

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
  ///
  /// - Parameters:
  ///   - text: The notebook.
  ///   - given: Values for its parameters, as after `-p`.
  /// - Returns: The run, finished.
  /// - Throws: What is wrong with the notebook.
  static func run(
    _ text: String, given: [String: String] = [:]
  ) throws -> PageRun {
    let notebook = try Notebook(text, name: "sample.sluice")
    var session = Session()
    session.given = given.mapValues { Given($0, from: "-p", in: ".") }
    var run = PageRun(NotebookRun(notebook, in: session))
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

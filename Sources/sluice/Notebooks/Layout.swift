import ArgumentParser
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook

/// Brings notebooks into the one layout.
struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.fmt.rawValue,
    abstract: "Format notebooks in the standard layout.",
    discussion: """
        sluice fmt notebooks
        sluice fmt --check notebooks
      """)

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  @Flag(help: "change nothing; exit with 1 if something would change")
  var check = false

  func run() throws {
    let shapes = Registry.program.shapes
    try rewrite(files, isAsked: check) { notebook throws(Diagnostic) in
      try notebook.laidOut(shapes: shapes)
    }
  }
}

/// Takes recorded outputs out of notebooks.
struct Strip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.strip.rawValue,
    abstract: "Remove the recorded outputs of notebooks.",
    discussion: "  sluice strip notebooks/quickstart.sluice")

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  func run() throws {
    try rewrite(files) { notebook throws(Diagnostic) in notebook.stripped }
  }
}

/// Puts a new text in the place of each notebook that it changes.
///
/// - Parameters:
///   - files: Notebooks, or folders of them.
///   - isAsked: Whether it is only asked what would change.
///   - change: The new text.
/// - Throws: The exit code, after all files: of the first that could not be
///   changed, or 1 if it was asked and one would be.
private func rewrite(
  _ files: [String], isAsked: Bool = false,
  _ change: (Notebook) throws(Diagnostic) -> String
) throws {
  try Failure.leaving {
    var mistakes: [Diagnostic] = []
    var changed = 0
    for file in try NotebookFiles.expand(files) {
      do throws(Diagnostic) {
        let notebook = try Notebook(contentsOf: file)
        let text = try change(notebook)
        guard text != notebook.text else { continue }
        changed += 1
        if !isAsked { try notebook.replace(with: text, at: file) }
        Terminal.print(isAsked ? "\(file) would change" : file)
      } catch { mistakes.append(error) }
    }
    guard mistakes.isEmpty else { throw Failure(mistakes) }
    if isAsked, changed > 0 { throw ExitCode(1) }
  }
}

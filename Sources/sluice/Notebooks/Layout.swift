import ArgumentParser
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Brings notebooks into the one layout.
struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.fmt.rawValue,
    abstract: "Format notebooks in the standard layout.",
    discussion: """
        sluice fmt notebooks
        sluice fmt --check notebooks
        sluice fmt --diff notebooks
      """)

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  @Flag(help: "change nothing; exit with 1 if something would change")
  var check = false

  @Flag(help: "the same, and show what would change")
  var diff = false

  func run() throws {
    let shapes = Registry.program.shapes
    let effect: Effect = diff ? .shown : check ? .asked : .written
    try rewrite(files, effect) { notebook throws(Diagnostic) in
      try notebook.laidOut(shapes: shapes)
    }
  }
}

/// Takes recorded outputs out of notebooks.
struct Strip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.strip.rawValue,
    abstract: "Remove the recorded outputs of notebooks, or their solutions.",
    discussion: "  sluice strip notebooks/quickstart.sluice")

  @Argument(help: "notebooks, or folders of them")
  var files: [String]

  @Flag(
    help: ArgumentHelp(
      "remove the solutions of exercises and what they print, and keep all"
        + " else: a copy for learners"))
  var solutions = false

  func run() throws {
    try rewrite(files) { notebook throws(Diagnostic) in
      notebook.stripped(solutions: solutions)
    }
  }
}

/// What becomes of a new text.
private enum Effect { case written, asked, shown }

/// Makes a new text of each notebook.
///
/// - Parameters:
///   - files: Notebooks, or folders of them.
///   - effect: Whether it is written, or only asked or shown what would change.
///   - change: The new text.
/// - Throws: The exit code, after all files: of those that could not be
///   changed, or 1 if it was asked and one would be.
private func rewrite(
  _ files: [String], _ effect: Effect = .written,
  _ change: (Notebook) throws(Diagnostic) -> String
) throws {
  try Failure.leaving {
    var mistakes: [Diagnostic] = []
    var changed = 0
    for file in NotebookFiles.open(files) {
      do throws(Diagnostic) {
        let notebook = try file.notebook.get()
        let text = try change(notebook)
        guard text != notebook.text else { continue }
        changed += 1
        if effect == .written {
          try NotebookFiles.write(text, of: notebook, at: file.name)
        }
        Terminal.print(
          onOneLine(file.name) + (effect == .written ? "" : " would change"))
        if effect == .shown {
          TestReport.print(diff: notebook.changes(to: text))
        }
      } catch { mistakes.append(error) }
    }
    guard mistakes.isEmpty else { throw Failure(mistakes) }
    if effect != .written, changed > 0 { throw ExitCode(1) }
  }
}

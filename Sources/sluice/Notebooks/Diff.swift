import ArgumentParser
import SluiceDiagnostics
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Says what two notebooks, or two runs, differ in.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.diff.rawValue,
    abstract: "Compare two notebooks or runs, cell by cell.",
    discussion: """
        sluice diff notebooks/quickstart.sluice notebooks/quickstart.sluice
        sluice diff --exact notebooks/features.sluice notebooks/features.sluice
      """)

  @Argument(
    help:
      "a notebook, or what `sluice run --json` printed; `-` reads it from a pipe"
  )
  var old: String

  @Argument(help: "another")
  var new: String

  @Flag(help: "every difference, also of numbers within the tolerances")
  var exact = false

  @Flag(help: "show what changed in the prose, too")
  var prose = false

  @Option(help: "compare what is recorded under this profile")
  var profile: String?

  @Flag(help: "print one event a line, as JSON")
  var json = false

  func validate() throws {
    if old == "-", new == "-" {
      throw ValidationError("only one of the two comes from a pipe")
    }
  }

  func run() throws {
    try Failure.leaving {
      let diff = NotebookDiff(try read(old), try read(new), isExact: exact)
      let report = DiffReport(diff, showsProse: prose)
      if json { report.tell() } else { report.show() }
      guard diff.isSame else { throw ExitCode(1) }
    }
  }

  private func read(_ file: String) throws(Diagnostic) -> ComparedNotebook {
    let bytes =
      file == "-" ? try Terminal.readPipe() : try Notebook.bytes(of: file)
    let name = file == "-" ? NotebookFiles.pipe : file
    guard !ComparedNotebook.isRun(bytes) else {
      return try ComparedNotebook(run: bytes, name: name)
    }
    let notebook = try Notebook(bytes: bytes, name: name)
    try NotebookFiles.check(
      profile: profile,
      of: [NotebookFile(name: name, notebook: .success(notebook))])
    return ComparedNotebook(notebook, profile: profile)
  }
}

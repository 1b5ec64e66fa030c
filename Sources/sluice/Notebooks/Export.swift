import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput
import SluicePages

/// Makes pages of notebooks.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.export.rawValue,
    abstract: "Make pages of notebooks, to read, to print and to hand on.",
    discussion: """
        sluice export notebooks/quickstart.sluice --to html
        sluice export notebooks/quickstart.sluice --to html --run -o page.html
        sluice export notebooks/course --to html -o pages
      """)

  /// What a notebook becomes.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    /// One file that a browser opens.
    case html
    /// GitHub's Markdown, with a folder of figures.
    case md
    /// A notebook of Jupyter's, which `import` reads back.
    case ipynb

    /// The form of a file, by what its name ends in; nil for another.
    init?(ending path: String) {
      self.init(rawValue: URL(filePath: path).pathExtension.lowercased())
    }
  }

  @Argument(help: "notebooks, or folders of them; `-` reads one from a pipe")
  var files: [String]

  @Option(help: "what to make: html, md or ipynb")
  var to: Form

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "where to write: a file for one notebook (`-` for a pipe), a folder for"
        + " several; by default the notebook's name here, or a folder of the"
        + " folder's name",
      valueName: "path"))
  var output: String?

  @Flag(
    name: .customLong("run"),
    help: ArgumentHelp(
      "run the notebooks and show what they print, with figures, in place of"
        + " what is recorded"))
  var runs = false

  @Flag(
    help: ArgumentHelp(
      "show what steps did in earlier runs, with figures, where that is kept,"
        + " and below the first that is not what is recorded"))
  var kept = false

  @Flag(help: "with --run, run every step, and neither read nor keep states")
  var fresh = false

  @OptionGroup var options: NotebookOptions

  @OptionGroup var time: TimeOption

  /// Seconds that a step may take with --kept that is not kept.
  private static let patience = 1.0

  func validate() throws {
    if !runs, !kept, !options.parameter.isEmpty || options.params != nil {
      throw ValidationError(
        "-p and --params are for a run: add --run, or leave them out")
    }
    if kept, runs || fresh {
      throw ValidationError("choose --kept, or --run with or without --fresh")
    }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let files = NotebookFiles.open(self.files)
      let setup = try options.setup(files)
      let plan = try ExportPlan(
        files, named: self.files, to: to, output: output)
      var mistakes: [Diagnostic] = []
      var written = Set<String>()
      for page in plan.pages {
        if interrupt.isRequested { break }
        do throws(Diagnostic) {
          let notebook = try page.file.notebook.get()
          try plan.checkWritable(page)
          guard let outputs = outputs(of: notebook, setup, interrupt, &mistakes)
          else { continue }
          try plan.write(page, notebook, outputs, as: to)
          written.insert(page.path)
          guard page.path != ExportPlan.pipe else { continue }
          Terminal.print("wrote \(onOneLine(page.path))")
        } catch {
          Terminal.printError([error])
          mistakes.append(error)
        }
      }
      if let index = try plan.writeIndex(of: written, as: to) {
        Terminal.print("wrote \(onOneLine(index))")
      }
      if interrupt.isRequested { throw ExitCode(Signals.exitStatus) }
      let codes = mistakes.map(\.code)
      guard codes.isEmpty else { throw ExitCode(codes.exitStatus) }
    }
  }

  /// What a page shows below its cells.
  ///
  /// - Returns: nil if no page is to be made of it, which has been told.
  private func outputs(
    of notebook: Notebook, _ setup: NotebookSetup, _ interrupt: Interrupt,
    _ mistakes: inout [Diagnostic]
  ) -> CellOutputs? {
    let profile = setup.profile(of: notebook)
    guard runs || kept else {
      return CellOutputs(.recorded(profile: profile?.name))
    }
    let keeper = fresh ? nil : KeptStates.keeper(of: notebook.name)
    defer { KeptStates.tellProblems(keeper) }
    let run = setup.run(
      notebook, interrupt: interrupt, seconds: time.seconds, isFresh: true,
      keeper: keeper, progress: Terminal.progress())
    let wrong = run.check()
    Terminal.printError(wrong)
    mistakes += wrong
    guard wrong.isEmpty else { return nil }
    var made = PageRun(
      run, profile: profile, patience: kept ? Self.patience : nil)
    made.finish()
    let failed = made.outputs.mistakes.values.flatMap { $0 }
    Terminal.printError(failed)
    mistakes += failed
    if interrupt.isRequested { return nil }
    guard made.differences.isEmpty else {
      for result in made.differences {
        Terminal.printError(result.diagnostics)
        for line in result.difference(in: notebook.name) {
          Terminal.printError(line)
        }
        mistakes += result.diagnostics
      }
      Terminal.printError(
        "no page was made of \(notebook.name): it prints something else than is"
          + " recorded")
      return nil
    }
    return made.outputs
  }
}

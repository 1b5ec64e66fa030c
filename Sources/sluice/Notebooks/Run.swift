import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput
import SluicePages

/// Runs notebooks from the first cell to the last.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.run.rawValue,
    abstract: "Run notebooks in order, each up to the first failed cell.",
    discussion: """
        sluice run notebooks/quickstart.sluice
        sluice run -p partner=other notebooks/quickstart.sluice
        sluice run --quiet --timeout 60 notebooks
        sluice run -p seed=1..2 --table runs.csv notebooks/quickstart.sluice
        sluice run --from 2 --until 3 notebooks/quickstart.sluice
      """)

  @Argument(help: "notebooks, or folders of them; `-` reads one from a pipe")
  var files: [String]

  @OptionGroup var options: NotebookOptions
  @OptionGroup var part: PartOptions

  @OptionGroup var plain: PlainOption

  @Flag(help: "print only outputs, no prose and no code")
  var quiet = false

  @Flag(help: "print one event a line, as JSON")
  var json = false

  @OptionGroup var time: TimeOption

  @Flag(help: "run every step, and neither read nor keep states")
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "write what was run as a page, also if a cell fails: a file that ends in"
        + " .html, .md or .ipynb", valueName: "path"))
  var to: String?

  @Option(
    help: .init(
      "run once for all combinations of values, such as -p seed=1..3"
        + " -p method=hard,sluice, and write what each leaves as a table",
      valueName: "file.csv"))
  var table: String?

  @Option(help: "with --table: runs at the same time")
  var jobs = 1

  func validate() throws {
    if quiet, json { throw ValidationError("choose --quiet or --json") }
    if jobs < 1 {
      throw ValidationError("--jobs must be at least 1, not \(jobs)")
    }
    if table == nil, jobs > 1 {
      throw ValidationError("--jobs is for --table")
    }
    if let to, Export.Form(ending: to) == nil {
      throw ValidationError(
        "--to takes a file that ends in .html, .md or .ipynb, not \(to)")
    }
    if table != nil, to != nil {
      throw ValidationError("choose --table or --to")
    }
    if table != nil, quiet || json || !part.range.isAll {
      throw ValidationError(
        "--table runs whole notebooks and prints nothing of them: leave out"
          + " --quiet, --json, --from, --until and --cell")
    }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    let start = ContinuousClock.now
    try Failure.leaving {
      let files = NotebookFiles.open(self.files)
      if to != nil, files.count > 1 {
        throw Diagnostic(
          .repeatedOption,
          "--to is a page of one notebook, and"
            + " \(files.count) are named",
          hint: "sluice export makes pages of several, with --run -o FOLDER")
      }
      let setup = try options.setup(files)
      try part.check(files)
      if let table { return try makeTable(table, files, setup, interrupt) }
      var codes: [Code] = []
      for file in files {
        codes += run(file, setup, interrupt).map(\.code)
        if interrupt.isRequested { break }
      }
      if json {
        Event.print(
          Event.summary(files.count, codes, ContinuousClock.now - start))
      }
      guard codes.isEmpty else { throw ExitCode(codes.exitStatus) }
    }
  }

  private func makeTable(
    _ path: String, _ files: [NotebookFile], _ setup: NotebookSetup,
    _ interrupt: Interrupt
  ) throws {
    guard files.count == 1, let notebook = try files.first?.notebook.get()
    else { throw ValidationError("--table takes one notebook") }
    // Who ends it still gets the rows that are there.
    Signals.finishBeforeEnding()
    let grid = try GridRun(
      notebook, setup, interrupt, isFresh: fresh)
    let codes = try grid.table(at: path, jobs: jobs, seconds: time.seconds)
    if interrupt.isRequested { throw ExitCode(Signals.exitStatus) }
    guard codes.isEmpty else { throw ExitCode(codes.exitStatus) }
  }

  /// Runs a file.
  ///
  /// - Returns: What went wrong, which has been told.
  private func run(
    _ file: NotebookFile, _ setup: NotebookSetup, _ interrupt: Interrupt
  ) -> [Diagnostic] {
    let silent: @Sendable (WorkProgress) -> Void = { _ in }
    let progress = quiet ? silent : Terminal.progress()
    let notebook: Notebook
    let range: ClosedRange<Int>?
    do throws(Diagnostic) {
      notebook = try file.notebook.get()
      range = try part.range.cells(of: notebook)
    } catch {
      if json {
        tell(error, of: file.name)
      } else {
        Terminal.printError([error])
      }
      return [error]
    }
    let keeper = fresh ? nil : KeptStates.keeper(of: notebook.name)
    var run = setup.run(
      notebook, interrupt: interrupt, seconds: time.seconds, keeper: keeper,
      progress: progress)
    defer { KeptStates.tellProblems(keeper) }
    var record = PageRecord(of: run, profile: setup.profile(of: notebook)?.name)
    func note(_ done: DoneCell) {
      guard to != nil else { return }
      record.add(
        done.printed, done.mistakes, of: done.number, done.before, done.run)
    }
    let mistakes =
      json ? tell(&run, range, note) : show(&run, range, note)
    guard let to, let form = Export.Form(ending: to) else { return mistakes }
    do throws(Diagnostic) {
      try ExportPlan([file], named: [file.name], to: form, output: to)
        .write(notebook, record.outputs, as: form)
    } catch {
      Terminal.printError([error])
      return mistakes + [error]
    }
    return mistakes
  }

  // MARK: - For people

  /// Runs a notebook as an article.
  ///
  /// - Returns: What went wrong, which has been told.
  private func show(
    _ run: inout NotebookRun, _ range: ClosedRange<Int>?,
    _ note: (DoneCell) -> Void
  ) -> [Diagnostic] {
    let wrong = run.check()
    Terminal.printError(wrong)
    guard wrong.isEmpty else { return wrong }
    var article = Article(notebook: run.notebook, isQuiet: quiet)
    if let range {
      let mistakes = run.pass(upTo: range.lowerBound)
      guard mistakes.isEmpty else { return stop(run, mistakes) }
      if range.lowerBound > 0 { article.goBack(to: range.lowerBound) }
    }
    while !run.isDone, run.next <= range?.upperBound ?? run.next {
      article.show(upTo: run.next)
      let cell = run.cells[run.next]
      let number = run.next
      let mistakes = step(&run, note, Terminal.show)
      if !quiet { KeptStates.tellKept(number, of: run) }
      guard mistakes.isEmpty else { return stop(run, mistakes) }
      if let code = cell.options.error, !quiet {
        Terminal.show(
          .note("as announced: the cell has error=\(code.rawValue)"))
      }
    }
    if part.range.last == nil { article.show(upTo: nil) }
    return []
  }

  /// Tells of the mistakes that stopped a run.
  private func stop(
    _ run: NotebookRun, _ mistakes: [Diagnostic]
  ) -> [Diagnostic] {
    Terminal.printError(mistakes)
    Terminal.printError(stop(of: run))
    return mistakes
  }

  /// Where a run has stopped: `stopped at #train, 7 of 9, below "Results"`.
  private func stop(of run: NotebookRun) -> String {
    let number = run.next
    let count = run.cells.count
    let place =
      run.cells[number].options.id.map { "#\($0), \(number + 1) of \(count)" }
      ?? "cell \(number + 1) of \(count)"
    let heading = run.notebook.heading(ofCell: number)
      .map { ", below \(quoted(onOneLine($0)))" }
    return "stopped at \(place)" + (heading ?? "")
  }
}

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

  func validate() throws {
    if quiet, json { throw ValidationError("choose --quiet or --json") }
    if let to, Export.Form(ending: to) == nil {
      throw ValidationError(
        "--to takes a file that ends in .html, .md or .ipynb, not \(to)")
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
          .repeatedOption, "--to is a page of one notebook, and"
            + " \(files.count) are named",
          hint: "sluice export makes pages of several, with --run -o FOLDER")
      }
      let setup = try options.setup(files)
      try part.check(files)
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
    var record = PageRecord(of: run)
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

  /// A cell that was run.
  private struct DoneCell {
    var number: Int
    var printed: [Output]
    var mistakes: [Diagnostic]
    var before: State
    var run: NotebookRun
  }

  /// Runs the next cell.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - note: Takes what it did.
  ///   - emit: Takes each output as it comes.
  private func step(
    _ run: inout NotebookRun, _ note: (DoneCell) -> Void,
    _ emit: (Output) -> Void
  ) -> [Diagnostic] {
    let (number, before) = (run.next, run.session.state)
    var printed: [Output] = []
    let mistakes = run.step {
      if to != nil { printed.append($0) }
      emit($0)
    }
    note(
      DoneCell(
        number: number, printed: printed, mistakes: mistakes, before: before,
        run: run))
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

  // MARK: - For programs

  private func tell(_ mistake: Diagnostic, of file: String) {
    Event.print(Event("notebook", file: file))
    var event = Event("error", file: file)
    event.diagnostics = [Event.Mistake(mistake)]
    Event.print(event)
    var end = Event("end", file: file)
    end.status = mistake.code.exitStatus
    Event.print(end)
  }

  private func tell(
    _ run: inout NotebookRun, _ range: ClosedRange<Int>?,
    _ note: (DoneCell) -> Void
  ) -> [Diagnostic] {
    let name = run.notebook.name
    Event.print(Event("notebook", file: name))
    var mistakes = run.check()
    if mistakes.isEmpty {
      mistakes = tellParts(&run, range, note)
    } else {
      var event = Event("error", file: name)
      event.diagnostics = mistakes.map(Event.Mistake.init)
      Event.print(event)
    }
    var end = Event("end", file: name)
    end.status = mistakes.map(\.code).exitStatus
    end.parameters = run.session.state.parameters.mapValues(\.text)
    if !run.kept.isEmpty { end.kept = run.kept.count }
    Event.print(end)
    return mistakes
  }

  private func tell(
    _ fence: Notebook.Fence, as name: String, in notebook: Notebook
  ) {
    var event = Event(name, file: notebook.name)
    event.line = fence.lines.lowerBound + 1
    event.text = notebook.text(fence.inside)
    Event.print(event)
  }

  private func event(
    _ name: String, ofCell number: Int, in notebook: Notebook
  ) -> Event {
    var event = Event(name, file: notebook.name)
    event.line = notebook.cells[number].fence.lowerBound + 1
    event.cell = notebook.title(ofCell: number)
    return event
  }

  /// Tells of prose, cells and what they print, up to a cell that fails.
  ///
  /// - Returns: What went wrong.
  private func tellParts(
    _ run: inout NotebookRun, _ range: ClosedRange<Int>?,
    _ note: (DoneCell) -> Void
  ) -> [Diagnostic] {
    let notebook = run.notebook
    var number = 0
    var first = 0
    if let range, range.lowerBound > 0 {
      let mistakes = run.pass(upTo: range.lowerBound)
      guard mistakes.isEmpty else {
        var event = event("error", ofCell: run.next, in: notebook)
        event.diagnostics = mistakes.map(Event.Mistake.init)
        Event.print(event)
        return mistakes
      }
      number = range.lowerBound
      first = notebook.firstPart(leadingTo: number)
    }
    for part in notebook.parts.dropFirst(first) {
      if self.part.range.last != nil, number > range?.upperBound ?? number {
        break
      }
      switch part {
      case .prose(let lines):
        var event = Event("prose", file: notebook.name)
        event.line = lines.lowerBound + 1
        event.text = notebook.text(lines)
        Event.print(event)
      case .question(let question):
        tell(question.fence, as: "question", in: notebook)
      case .because(let fence): tell(fence, as: "because", in: notebook)
      case .cell(let cell):
        defer { number += 1 }
        guard run.next == number else { continue }
        var event = event("cell", ofCell: number, in: notebook)
        event.text = notebook.text(cell.code)
        event.options = cell.options.written
        Event.print(event)
        (event.text, event.options) = (nil, nil)
        let mistakes = step(&run, note) { output in
          var told = event
          told.event = "output"
          told.text = TerminalRenderer.recording.render(output)
          Event.print(told)
        }
        guard mistakes.isEmpty else {
          event.event = "error"
          event.diagnostics = mistakes.map(Event.Mistake.init)
          Event.print(event)
          return mistakes
        }
      }
    }
    return []
  }
}

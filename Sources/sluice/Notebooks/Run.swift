import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Runs notebooks from the first cell to the last.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.run.rawValue,
    abstract: "Run notebooks in order, and stop at the first failed cell.",
    discussion: """
        sluice run notebooks/quickstart.sluice
        sluice run -p partner=other notebooks/quickstart.sluice
        sluice run --quiet --timeout 60 notebooks
      """)

  @Argument(help: "notebooks, or folders of them; `-` reads one from a pipe")
  var files: [String]

  @OptionGroup var options: NotebookOptions

  @Flag(help: "print only outputs, no prose and no code")
  var quiet = false

  @Flag(help: "print one event a line, as JSON")
  var json = false

  @Option(help: "seconds that each notebook may take")
  var timeout: Double?

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout < 1e9) {
      throw ValidationError("--timeout is a number of seconds, not \(timeout)")
    }
    if quiet, json { throw ValidationError("choose --quiet or --json") }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let notebooks = try NotebookFiles.read(
        NotebookFiles.expand(files), profile: options.profile)
      for notebook in notebooks {
        var run = try options.run(
          notebook, interrupt: interrupt, seconds: timeout,
          progress: Terminal.progress())
        try json ? tell(&run) : show(&run)
      }
    }
  }

  private func show(_ run: inout NotebookRun) throws {
    let mistakes = run.check()
    guard mistakes.isEmpty else { throw Failure(mistakes) }
    var article = Article(notebook: run.notebook, isQuiet: quiet)
    while !run.isDone {
      article.show(upTo: run.next)
      let mistakes = run.step(Terminal.show)
      guard mistakes.isEmpty else { throw Failure(mistakes) }
    }
    article.show(upTo: nil)
  }

  private func tell(_ run: inout NotebookRun) throws {
    let name = run.notebook.name
    Event.print(Event("notebook", file: name))
    var mistakes = run.check()
    if mistakes.isEmpty {
      mistakes = tellParts(&run)
    } else {
      var event = Event("error", file: name)
      event.diagnostics = mistakes.map(Event.Mistake.init)
      Event.print(event)
    }
    var end = Event("end", file: name)
    let status = mistakes.first?.code.exitStatus ?? 0
    end.status = status
    Event.print(end)
    if status != 0 { throw ExitCode(status) }
  }

  /// Tells of prose, cells and what they print, up to a cell that fails.
  ///
  /// - Returns: What went wrong.
  private func tellParts(_ run: inout NotebookRun) -> [Diagnostic] {
    let notebook = run.notebook
    var number = 0
    for part in notebook.parts {
      switch part {
      case .prose(let lines):
        var event = Event("prose", file: notebook.name)
        event.line = lines.lowerBound + 1
        event.text = notebook.text(lines)
        Event.print(event)
      case .cell(let cell):
        defer { number += 1 }
        guard run.next == number else { continue }
        var event = Event("cell", file: notebook.name)
        event.line = cell.fence.lowerBound + 1
        event.cell = notebook.title(ofCell: number)
        event.text = notebook.text(cell.code)
        Event.print(event)
        event.text = nil
        let mistakes = run.step { output in
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

import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceSession

/// Goes through a notebook step by step.
struct Walk: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go through a notebook step by step, forwards and back.",
    discussion: """
        sluice walk notebooks/quickstart.sluice

      Enter runs the step that is shown; `help` lists what else can be said.
      """)

  @Argument(help: "the notebook")
  var file: String

  @OptionGroup var options: NotebookOptions

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let notebook = try NotebookFiles.read(
        [file], profile: options.profile)[0]
      let run = try options.run(
        notebook, interrupt: interrupt, progress: Terminal.progress())
      let mistakes = run.check()
      guard mistakes.isEmpty else { throw Failure(mistakes) }
      let bookmark = Bookmark(notebook: notebook.name)
      let walkthrough = Walkthrough(run, from: bookmark.record)
      var walker = Walker(walkthrough, bookmark, interrupt)
      walker.go()
    }
  }
}

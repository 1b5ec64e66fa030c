import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook

/// Goes through a notebook step by step.
struct Walk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.walk.rawValue,
    abstract: "Go through a notebook step by step; `help` there says how.",
    discussion: """
        sluice walk notebooks/quickstart.sluice
      """)

  @Argument(help: "the notebook")
  var file: String

  @OptionGroup var options: NotebookOptions

  @OptionGroup var plain: PlainOption

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let files = NotebookFiles.open([file])
      let setup = try options.setup(files)
      guard let notebook = try files.first?.notebook.get() else { return }
      let run = setup.run(
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

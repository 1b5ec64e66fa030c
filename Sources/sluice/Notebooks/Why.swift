import ArgumentParser
import SluiceDiagnostics
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Says why a step of a notebook would be run again.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.why.rawValue,
    abstract: "Say what has changed since a step of a notebook was kept.",
    discussion: """
        sluice why notebooks/quickstart.sluice train
      """)

  @Argument(help: "the notebook")
  var file: String

  @Argument(help: "the step: its #id or its number")
  var step: String

  @OptionGroup var options: NotebookOptions

  /// Steps before the one in question are run where they are not kept, which
  /// takes no time if they are not worth keeping.
  private static let patience = 20.0

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      let files = NotebookFiles.open([file])
      let setup = try options.setup(files)
      for file in files {
        let notebook = try file.notebook.get()
        let number = try notebook.cell(called: step)
        var run = setup.run(
          notebook, interrupt: interrupt, seconds: Self.patience,
          keeper: KeptStates.keeper(of: notebook.name))
        let mistakes = run.check()
        guard mistakes.isEmpty else { throw Failure(mistakes) }
        try tell(number, of: &run)
      }
    }
  }

  private func tell(_ number: Int, of run: inout NotebookRun) throws {
    while run.next < number, !run.isDone {
      if case .changed(let step, let changes) = run.standing, step.seconds > 1 {
        tell(step, changes, before: run.notebook.title(ofCell: number))
        return
      }
      let mistakes = run.step { _ in }
      guard mistakes.isEmpty else { throw Failure(mistakes) }
    }
    let title = run.notebook.title(ofCell: number)
    switch run.standing {
    case .kept(let step):
      Terminal.print(
        "\(title) is kept: it took \(step.duration), and"
          + " would not be run again.")
    case .changed(let step, let changes):
      tell(step, changes)
    case .unknown, nil:
      Terminal.print(
        "Nothing is kept of \(title): it was not run yet, it failed, or it was"
          + " not worth keeping, since it takes no time.")
    }
  }

  private func tell(
    _ step: KeptStep, _ changes: [StepChange], before later: String? = nil
  ) {
    let itself =
      later.map {
        "\(step.title), above \($0), would be run again, and after it whatever"
          + " uses what it makes"
      } ?? "\(step.title) would be run again"
    Terminal.print("\(itself) (it took \(step.duration)):")
    let items = changes.map {
      Output(blocks: [.paragraph($0.sentence)]) + difference($0)
    }
    Terminal.show(Output(blocks: [.list(List(items))]))
  }

  /// The lines of the commands that are not the same.
  private func difference(_ change: StepChange) -> Output {
    guard case .code(let old, let new) = change else { return .nothing }
    var text = StyledText()
    let (before, after) = (lines(old), lines(new))
    for step in after.difference(from: before) {
      let start = text.isEmpty ? "" : "\n"
      switch step {
      case .remove(_, let line, _): text.append(start + "- \(line)", [.removed])
      case .insert(_, let line, _): text.append(start + "+ \(line)", [.added])
      }
    }
    return .preformatted(Preformatted(text))
  }

  private func lines(_ code: String) -> [Substring] {
    code.split(whereSeparator: \.isNewline)
  }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// A notebook run for a page: what each cell prints, and how networks came to
/// share what they share.
package struct PageRun {
  private var run: NotebookRun
  private let profile: String?
  private let comparesOutputs: Bool
  private let predictions: [Int: Notebook.Question]
  /// Cells that print something else than is recorded: then no page is made.
  package private(set) var differences: [CellResult] = []
  package private(set) var outputs: CellOutputs

  /// - Parameters:
  ///   - run: The notebook in a fresh state.
  ///   - profile: The one it runs under, if it has one.
  ///   - kept: How many steps are kept from an earlier run.
  package init(
    _ run: NotebookRun, profile: NotebookSettings.Profile? = nil,
    kept: Int = 0
  ) {
    self.run = run
    self.profile = profile?.name
    comparesOutputs = run.deviations(from: profile).isEmpty
    predictions = run.notebook.predictions
    outputs = CellOutputs(.run(kept: kept))
  }

  /// Runs all cells, up to one that fails.
  package mutating func finish() {
    while !run.isDone, outputs.mistakes.isEmpty { step() }
    outputs.settings = settings
  }

  /// The profile, and the parameters to which the user gave other values than
  /// the notebook.
  private var settings: [String] {
    (profile.map { ["the profile \($0)"] } ?? [])
      + run.deviations(from: nil).compactMap { name in
        run.session.state.parameters[name].map { "\(name)=\($0.text)" }
      }
  }

  private mutating func step() {
    let number = run.next
    let cell = run.cells[number]
    let before = run.session.state
    var printed: [Output] = []
    let mistakes = run.step { printed.append($0) }
    outputs.printed[number] = printed.reduce(.nothing, +)
    guard mistakes.isEmpty else {
      outputs.mistakes[number] = mistakes
      return
    }
    note(cell, number, printed)
    outputs.answers[number] = try? predictions[number]?.answer(
      after: run.session)
    let learned = run.session.state.progressions(
      since: before, in: run.session.environment)
    if !learned.isEmpty {
      outputs.printed[number]? += .progressions(learned)
    }
  }

  /// Compares what a cell printed with what is recorded.
  private mutating func note(
    _ cell: Notebook.Cell, _ number: Int, _ printed: [Output]
  ) {
    guard comparesOutputs, !cell.options.isShownOnly else { return }
    var result = CellResult(
      cell: number, title: run.notebook.title(ofCell: number), name: "",
      line: cell.fence.lowerBound + 1, verdict: .unchecked)
    result.printed = NotebookTest.lines(printed)
    guard let verdict = run.notebook.verdict(on: result, profile: profile),
      case .differs = verdict
    else { return }
    result.verdict = verdict
    differences.append(result)
  }
}

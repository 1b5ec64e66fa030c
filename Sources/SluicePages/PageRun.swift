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
  private let patience: Double?
  private var record: PageRecord
  /// Cells that print something else than is recorded: then no page is made.
  package private(set) var differences: [CellResult] = []
  package var outputs: CellOutputs { record.outputs }

  /// - Parameters:
  ///   - run: The notebook in a fresh state.
  ///   - profile: The one it runs under, if it has one.
  ///   - patience: Seconds that a step may take which is not kept; nil for any.
  package init(
    _ run: NotebookRun, profile: NotebookSettings.Profile? = nil,
    patience: Double? = nil
  ) {
    self.run = run
    self.profile = profile?.name
    comparesOutputs = run.deviations(from: profile).isEmpty
    self.patience = patience
    record = PageRecord(
      of: run, profile: profile?.name,
      origin: patience == nil ? .run : .kept(upTo: nil))
  }

  /// Runs all cells, up to one that fails, or that takes too long.
  package mutating func finish() {
    while !run.isDone, outputs.mistakes.isEmpty, step() {}
  }

  /// Shows the next cell, and those below it, as they are recorded.
  private mutating func stop() -> Bool {
    record.outputs.origin = .kept(upTo: run.notebook.title(ofCell: run.next))
    return false
  }

  /// Whether the next cell takes longer than it may.
  private var isTooLong: Bool {
    guard let patience, case .changed(let step, _) = run.standing else {
      return false
    }
    return step.seconds > patience
  }

  /// - Returns: Whether to go on.
  private mutating func step() -> Bool {
    if isTooLong { return stop() }
    let number = run.next
    let before = run.session.state
    var printed: [Output] = []
    let mistakes = run.step(within: patience) { printed.append($0) }
    if patience != nil, mistakes.first?.code == .timeout { return stop() }
    record.add(printed, mistakes, of: number, before, run)
    if mistakes.isEmpty { compare(run.cells[number], number, printed) }
    return true
  }

  /// Compares what a cell printed with what is recorded.
  private mutating func compare(
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

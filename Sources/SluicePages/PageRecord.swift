import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// What the cells of a notebook print while it runs, whoever runs it, for a page.
package struct PageRecord {
  private let predictions: [Int: Notebook.Question]
  private let profile: String?
  package internal(set) var outputs: CellOutputs

  /// - Parameters:
  ///   - run: The notebook, nothing of it run.
  ///   - profile: The one it runs under, if it has one.
  ///   - origin: What the page says of where its outputs are from.
  package init(
    of run: NotebookRun, profile: String?,
    origin: CellOutputs.Origin = .run
  ) {
    predictions = run.notebook.predictions
    self.profile = profile
    outputs = CellOutputs(origin)
  }

  /// Takes what a cell did.
  ///
  /// - Parameters:
  ///   - printed: What it printed.
  ///   - mistakes: What went wrong.
  ///   - number: Which cell it is, from 0.
  ///   - before: The state before it.
  ///   - run: The run, after it.
  package mutating func add(
    _ printed: [Output], _ mistakes: [Diagnostic], of number: Int,
    _ before: State, _ run: NotebookRun
  ) {
    outputs.printed[number] = printed.reduce(.nothing, +)
    outputs.settings = settings(of: run)
    guard mistakes.isEmpty else {
      outputs.mistakes[number] = mistakes
      return
    }
    outputs.answers[number] = try? predictions[number]?.answer(
      after: run.session)
    let learned = run.session.state.progressions(
      since: before, in: run.session.environment)
    if !learned.isEmpty {
      outputs.printed[number]? += .progressions(learned)
    }
  }

  /// The profile, and the parameters to which the user gave other values than
  /// the notebook.
  private func settings(of run: NotebookRun) -> [String] {
    (profile.map { ["the profile \($0)"] } ?? [])
      + run.deviations(from: nil).compactMap { name in
        run.session.state.parameters[name].map { "\(name)=\($0.text)" }
      }
  }
}

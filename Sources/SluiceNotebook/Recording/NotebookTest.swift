import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// Runs all cells of a notebook and compares what they print with what is
/// recorded. It goes on after a failure; a cell that uses a name which a
/// failed cell defines or changes is blocked.
package struct NotebookTest {
  private var run: NotebookRun
  private let profile: String?
  private let comparesOutputs: Bool
  private let names: [String]
  private let predictions: [Int: Notebook.Question]
  /// Names that a failed cell would have made.
  private var missing: Set<String> = []
  /// How many cells are never run, since `quit` stands above them.
  package private(set) var unreached = 0

  /// - Parameters:
  ///   - run: The notebook in a fresh state.
  ///   - profile: Whose recorded outputs are meant.
  ///   - comparesOutputs: Whether they are; not so with other parameters than
  ///     they were recorded with.
  package init(
    _ run: NotebookRun, profile: String? = nil, comparesOutputs: Bool = true
  ) {
    self.run = run
    self.profile = profile
    self.comparesOutputs = comparesOutputs
    names = run.notebook.lastingNames
    predictions = run.notebook.predictions
  }

  /// The values that parameters had so far, as texts.
  package var parameters: [String: String] {
    run.session.state.parameters.mapValues(\.text)
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - end: The last cell to run, from 0; nil for all.
  ///   - stopsAtFailure: Whether the first failure ends it.
  ///   - report: Takes each result as it comes.
  /// - Returns: The results of the cells that were come to, in order.
  package mutating func results(
    upTo end: Int? = nil, stopsAtFailure: Bool = false,
    report: (CellResult) -> Void = { _ in }
  ) -> [CellResult] {
    var results: [CellResult] = []
    while !run.isDone, run.next <= end ?? run.cells.count {
      let result = next()
      results.append(result)
      report(result)
      let hasFailed = !result.diagnostics.isEmpty
      if run.isStopped || stopsAtFailure && hasFailed { break }
    }
    if run.isDone {
      unreached = run.cells.dropFirst(results.count).count {
        !$0.options.isShownOnly
      }
    }
    return results
  }

  private mutating func next() -> CellResult {
    let number = run.next
    let cell = run.cells[number]
    var result = CellResult(
      cell: number, title: run.notebook.title(ofCell: number),
      name: names[number], line: cell.fence.lowerBound + 1, verdict: .shown)
    guard !cell.options.isShownOnly else {
      run.skip()
      return result
    }
    if let exercise = cell.exercise, exercise.isUnsolved {
      missing.formUnion(
        exercise.madeNames(in: run.notebook, before: run.session))
      run.skip()
      result.verdict = .unsolved
      return result
    }
    var names = words(of: cell)
    if cell.isLearners, let exercise = cell.exercise {
      // What was written may tell of none of them.
      names.defined.formUnion(
        exercise.madeNames(in: run.notebook, before: run.session))
    }
    let blocking = names.used.intersection(missing)
    guard blocking.isEmpty else {
      missing.formUnion(names.made)
      run.skip()
      result.verdict = .blocked(blocking.sorted())
      return result
    }
    let start = ContinuousClock.now
    let held = run.session.environment.assertions.count
    var outputs: [Output] = []
    let before = run.session
    var mistakes = run.step { outputs.append($0) }
    if mistakes.isEmpty { mistakes = proof(of: cell, number, before) }
    result.printed = Self.lines(outputs)
    if mistakes.isEmpty {
      let isAsserted =
        cell.options.error != nil
        || run.session.environment.assertions.count > held
      result.verdict =
        difference(result) ?? (isAsserted ? .asserted : .unchecked)
    } else {
      result.verdict = .failed(mistakes)
      // A cell that ran and teaches wrongly leaves what it made.
      if run.next == number {
        missing.formUnion(names.made)
        run.skip()
      }
    }
    result.seconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }

  /// What is wrong with what a cell teaches: an exercise that does not do what
  /// it should, a prediction whose answer cannot be had.
  private func proof(
    of cell: Notebook.Cell, _ number: Int, _ before: Session
  ) -> [Diagnostic] {
    var mistakes: [Diagnostic] = []
    if cell.exercise?.solution != nil,
      var judge = ExerciseJudge(cell, of: run.notebook, before: before)
    {
      mistakes = judge.proof(after: run.session)
    }
    do throws(Diagnostic) {
      _ = try predictions[number]?.answer(after: run.session)
    } catch { mistakes.append(error) }
    return mistakes
  }

  /// Outputs as they are recorded.
  package static func lines(_ outputs: [Output]) -> [String] {
    outputs.flatMap { output in
      TerminalRenderer.recording.render(output)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0.prefix(upTo: $0.endOfText)) }
    }
  }

  /// What is printed beside what is recorded; nil where nothing is compared.
  private func difference(_ result: CellResult) -> CellResult.Verdict? {
    comparesOutputs
      ? run.notebook.verdict(on: result, profile: profile) : nil
  }

  private func words(of cell: Notebook.Cell) -> StatementNames {
    let registry = run.session.environment.registry
    let program = parse(run.notebook.source(cell), shapes: registry.shapes)
      .program
    return StatementNames(program.statements, registry: registry)
  }
}

extension Notebook {
  /// What a cell printed beside what is recorded; nil where nothing is.
  ///
  /// - Parameters:
  ///   - result: What the cell printed.
  ///   - profile: Whose recorded outputs are meant.
  /// - Returns: Whether it is the same, within the cell's tolerances.
  package func verdict(
    on result: CellResult, profile: String?
  ) -> CellResult.Verdict? {
    let cell = cells[result.cell]
    guard cell.options.match != .none, let recorded = cell.output(profile)
    else { return nil }
    let diff = OutputDiff(
      recorded.text, result.printed, tolerance: tolerance(cell),
      isExact: cell.options.match == .exact)
    guard !diff.isSame else { return .passed }
    let line = recorded.inside.lowerBound + diff.firstDifference
    return .differs(
      diff,
      Diagnostic(
        .outputDiffers,
        "\(result.title) does not print what is recorded",
        at: place(line), label: diff.summary,
        hint: "if the new output is right: sluice accept"
          + (profile.map { " --profile \($0)" } ?? "")
          + " \(shellWord(name))"))
  }
}

extension Substring {
  /// Where the blanks at the end begin.
  fileprivate var endOfText: Index {
    lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex
  }
}

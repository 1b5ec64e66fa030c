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
  /// The cells that are meant; those above only run.
  private let only: ClosedRange<Int>?
  private let names: [String]
  private let predictions: [Int: Notebook.Question]
  /// Seconds that a step may take which is not kept; nil for any.
  package var patience: Double?
  /// Names that a failed cell would have made.
  private var missing: Set<String> = []
  /// How many cells are never run, since `quit` stands above them.
  package private(set) var unreached = 0

  /// - Parameters:
  ///   - run: The notebook in a fresh state.
  ///   - profile: Whose recorded outputs are meant.
  ///   - comparesOutputs: Whether they are; not so with other parameters than
  ///     they were recorded with.
  ///   - only: The cells that are meant, from 0; nil for all.
  package init(
    _ run: NotebookRun, profile: String? = nil, comparesOutputs: Bool = true,
    only: ClosedRange<Int>? = nil
  ) {
    self.run = run
    self.profile = profile
    self.comparesOutputs = comparesOutputs
    self.only = only
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
  ///   - stopsAtFailure: Whether the first failure ends it.
  ///   - report: Takes each result as it comes.
  /// - Returns: The results of the cells that were come to, in order.
  package mutating func results(
    stopsAtFailure: Bool = false,
    report: (CellResult) -> Void = { _ in }
  ) -> [CellResult] {
    var results: [CellResult] = []
    while !run.isDone {
      let result = isBelow(run.next) ? passed() : next()
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

  /// Whether a cell stands above, or below, all that are meant.
  private func isAbove(_ cell: Int) -> Bool {
    only.map { cell < $0.lowerBound } ?? false
  }

  private func isBelow(_ cell: Int) -> Bool {
    only.map { cell > $0.upperBound } ?? false
  }

  /// Passes over a cell that nobody asked for.
  private mutating func passed() -> CellResult {
    var result = untold(run.next)
    result.verdict = .outside
    run.skip()
    return result
  }

  /// A cell of which nothing is known yet.
  private func untold(_ number: Int) -> CellResult {
    CellResult(
      cell: number, title: run.notebook.title(ofCell: number),
      name: names[number], line: run.cells[number].fence.lowerBound + 1,
      verdict: .shown)
  }

  /// Runs the next cell; of one that stands above those that are meant, only a
  /// failure is told.
  private mutating func next() -> CellResult {
    let number = run.next
    var result = judged()
    guard isAbove(number) else { return result }
    if case .failed = result.verdict { return result }
    result.verdict = .outside
    return result
  }

  private mutating func judged() -> CellResult {
    let number = run.next
    let cell = run.cells[number]
    var result = untold(number)
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
    if isTooLong {
      missing.formUnion(names.made)
      run.skip()
      result.verdict = .stale
      return result
    }
    let start = ContinuousClock.now
    let held = run.session.environment.assertions.count
    var outputs: [Output] = []
    let before = run.session
    var mistakes = run.step(within: patience) { outputs.append($0) }
    if patience != nil, mistakes.first?.code == .timeout {
      missing.formUnion(names.made)
      run.skip()
      result.verdict = .stale
      return result
    }
    if mistakes.isEmpty, !isAbove(number) {
      mistakes = teachingMistakes(in: cell, number, before)
    }
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

  /// Whether the next cell would be run again, and took longer than it may.
  private var isTooLong: Bool {
    guard let patience, case .changed(let step, _) = run.standing else {
      return false
    }
    return step.seconds > patience
  }

  /// What is wrong with what a cell teaches: an exercise that does not do what
  /// it should, a prediction whose answer cannot be had.
  private func teachingMistakes(
    in cell: Notebook.Cell, _ number: Int, _ before: Session
  ) -> [Diagnostic] {
    var mistakes = proof(of: cell, number, before)
    do throws(Diagnostic) {
      _ = try predictions[number]?.answer(after: run.session)
    } catch { mistakes.append(error) }
    return mistakes
  }

  /// What is wrong with an exercise; nothing where it is kept that nothing is.
  private func proof(
    of cell: Notebook.Cell, _ number: Int, _ before: Session
  ) -> [Diagnostic] {
    guard cell.exercise?.solution != nil else { return [] }
    var (before, after) = (before, run.session)
    guard let keeper = run.keeper, let identity = run.identities[number] else {
      var judge = ExerciseJudge(cell, of: run.notebook, before: before)
      return judge?.proof(after: after) ?? []
    }
    if keeper.isProved(cell, identity, of: run.notebook, in: before) {
      return []
    }
    let watched = WatchedStep(&before, keeper)
    watched.watch(&after)
    var judge = ExerciseJudge(cell, of: run.notebook, before: before)
    let mistakes = judge?.proof(after: after) ?? []
    if mistakes.isEmpty {
      keeper.keepProof(
        watched, cell, identity, title: run.notebook.title(ofCell: number),
        of: run.notebook)
    }
    return mistakes
  }

  /// Outputs as they are recorded.
  package static func lines(_ outputs: [Output]) -> [String] {
    outputs.flatMap { lines(rendered: TerminalRenderer.recording.render($0)) }
  }

  static func lines(rendered text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.prefix(upTo: $0.endOfText)) }
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

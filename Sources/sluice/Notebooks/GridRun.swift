import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceNotebook
import SluiceOutput

/// A notebook that is run once for every combination of some parameters'
/// values, for a table of what it leaves.
struct GridRun {
  private let notebook: Notebook
  private let setup: NotebookSetup
  private let interrupt: Interrupt
  private let isFresh: Bool
  private let grid: ParameterGrid
  private let first: NotebookRun

  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - setup: What it is run with.
  ///   - interrupt: Stops it.
  ///   - isFresh: Whether every step is run, and none kept.
  /// - Throws: What is wrong with the notebook, or with a value.
  init(
    _ notebook: Notebook, _ setup: NotebookSetup, _ interrupt: Interrupt,
    isFresh: Bool
  ) throws {
    (self.notebook, self.setup) = (notebook, setup)
    (self.interrupt, self.isFresh) = (interrupt, isFresh)
    let plain = NotebookRun(
      notebook, in: Session(Environment(registry: .program)))
    let wrong = plain.check()
    guard wrong.isEmpty else { throw Failure(wrong) }
    grid = try ParameterGrid(setup.given, of: plain.parameters)
    guard !grid.axes.isEmpty else {
      throw Diagnostic(
        .missingArgument, "nothing is varied, so there is no table",
        hint: "give a parameter several values: -p seed=1..3")
    }
    first = Self.run(
      notebook, setup, interrupt, grid, grid.axes.map { $0.values[0] })
    try check()
  }

  /// Each value of each parameter alone, before anything runs.
  private func check() throws {
    for (index, axis) in grid.axes.enumerated() {
      for value in axis.values {
        var given = grid.axes.map { $0.values[0] }
        given[index] = value
        if axis.isSetting, UInt64(value.text) == nil {
          throw Diagnostic(
            .wrongType, "a seed is a whole number, not \(value.text)",
            at: value.place, hint: "such as -p seed=1..3")
        }
        let run = Self.run(notebook, setup, interrupt, grid, given)
        let wrong = run.check()
        guard wrong.isEmpty else { throw Failure(wrong) }
      }
    }
  }

  private static func run(
    _ notebook: Notebook, _ setup: NotebookSetup, _ interrupt: Interrupt,
    _ grid: ParameterGrid, _ given: [Given], threads: Int? = nil,
    seconds: Double? = nil
  ) -> NotebookRun {
    var notebook = notebook
    var varied: [String: Given?] = [:]
    for (axis, value) in zip(grid.axes, given) {
      if axis.isSetting {
        notebook.settings.seed = UInt64(value.text) ?? notebook.settings.seed
        varied.updateValue(nil, forKey: axis.name)
      } else {
        varied[axis.name] = value
      }
    }
    return setup.run(
      notebook, interrupt: interrupt, threads: threads, seconds: seconds,
      isFresh: true, varied: varied)
  }

  /// Runs all combinations and writes the table; after Ctrl-C, of those that
  /// have ended.
  ///
  /// - Parameters:
  ///   - path: The table's file.
  ///   - jobs: How many run at a time.
  ///   - seconds: How long each may take.
  /// - Returns: What failed.
  /// - Throws: `unwritable`.
  func table(
    at path: String, jobs: Int, seconds: Double?
  ) throws -> [Code] {
    try WholeFile.checkWritable(path)
    var table = GridTable(grid, of: first)
    let combinations = grid.combinations
    let atOnce = writesFiles ? 1 : jobs
    let threads = max(
      1, ProcessInfo.processInfo.activeProcessorCount / atOnce)
    let work = combinations.map { given in
      { @Sendable [notebook, setup, interrupt, isFresh, grid] in
        var run = Self.run(
          notebook, setup, interrupt, grid, given, threads: threads,
          seconds: seconds)
        // Runs share what does not depend on what is varied.
        run.keeper = isFresh ? nil : KeptStates.keeper(of: notebook.name)
        return GridTable.row(run)
      }
    }
    let progress = Terminal.progress()
    _ = Jobs.run(
      work, atOnce: atOnce,
      then: { row in
        // What was stopped is no row.
        guard row.mistake?.code != .interrupted else { return }
        table.rows.append(row)
        let count = table.rows.count
        progress(
          WorkProgress(
            fraction: Double(count) / Double(combinations.count),
            text: "run \(count) of \(combinations.count)"))
        if let mistake = row.mistake {
          tell(mistake, of: combinations[count - 1])
        }
      },
      while: { [interrupt] _ in !interrupt.isRequested })
    guard !table.rows.isEmpty else { return [.interrupted] }
    try WholeFile.write(table.csv, to: path)
    let failed = table.rows.compactMap { $0.mistake?.code }
    Terminal.print(
      "\(onOneLine(path)): \(NumberText.count(table.rows.count, of: "run"))"
        + (failed.isEmpty ? "" : ", \(failed.count) failed"))
    return interrupt.isRequested ? [.interrupted] : failed
  }

  private func tell(_ mistake: Diagnostic, of given: [Given]) {
    let words = zip(grid.axes, given).map { "\($0.name)=\($1.text)" }
    Terminal.printError("\(words.joined(separator: " ")):")
    Terminal.printError([mistake])
  }

  /// Whether runs would write over each other's files.
  private var writesFiles: Bool {
    var check = NotebookCheck(first)
    _ = check.findings()
    return !check.writtenFiles.isEmpty
  }
}

import SluiceDiagnostics
import SluiceNotebook

/// How the test of one notebook ended.
struct TestedNotebook: Sendable {
  /// As the user named it.
  var name: String
  /// What is wrong with it as a whole: it cannot be read or run, or shows
  /// nothing.
  var mistakes: [Diagnostic] = []
  var results: [CellResult] = []
  /// The values that its parameters had, as texts.
  var parameters: [String: String] = [:]
  /// Parameters with other values than outputs were recorded with: then none
  /// is compared.
  var otherParameters: [String] = []
  /// What looks like a cell, an output or an option, and is not used.
  var unusedPlaces = 0

  /// Tests a notebook.
  ///
  /// - Parameters:
  ///   - file: The notebook, or why it is none.
  ///   - setup: What it is run with.
  ///   - interrupt: Stops it.
  ///   - seed: In place of its own; then no output is compared.
  ///   - threads: To train on.
  ///   - seconds: How long it may take.
  ///   - stopsAtFailure: Whether the first failure ends it.
  ///   - usesKept: Whether steps of earlier runs are taken over.
  ///   - range: The cells that are compared.
  init(
    _ file: NotebookFile, _ setup: NotebookSetup, _ interrupt: Interrupt,
    seed: UInt64? = nil, threads: Int? = nil, seconds: Double? = nil,
    stopsAtFailure: Bool = false, usesKept: Bool = false,
    range: CellRange = CellRange()
  ) {
    name = file.name
    do throws(Diagnostic) {
      var notebook = try file.notebook.get()
      if let seed { notebook.settings.seed = seed }
      unusedPlaces = notebook.unusedPlaces
      let keeper = usesKept ? KeptStates.keeper(of: notebook.name) : nil
      defer { KeptStates.tellProblems(keeper) }
      let run = setup.run(
        notebook, interrupt: interrupt, threads: threads, seconds: seconds,
        isFresh: true, keeper: keeper)
      mistakes = run.check()
      guard mistakes.isEmpty else { return }
      let profile = setup.profile(of: notebook)
      otherParameters =
        run.deviations(from: profile) + (seed == nil ? [] : ["seed"])
      var test = NotebookTest(
        run, profile: profile?.name,
        comparesOutputs: otherParameters.isEmpty,
        only: try range.cells(of: notebook))
      results = test.results(stopsAtFailure: stopsAtFailure)
      unusedPlaces += test.unreached
      parameters = test.parameters
    } catch { mistakes = [error] }
  }

  /// All that went wrong.
  var allDiagnostics: [Diagnostic] {
    mistakes + results.flatMap(\.diagnostics)
  }

  var codes: [Code] { allDiagnostics.map(\.code) }

  /// Those of the cells that were asked for, and what failed above them.
  var counted: [CellResult] {
    results.filter { $0.verdict.word != "outside" }
  }

  /// Cells that were held against something recorded, or against what they
  /// assert.
  var compared: Int { results.count(where: \.isCompared) }
  var asserted: Int { results.count(where: \.isAsserted) }
  var evidence: Int { compared + asserted }

  /// What `--recorded` says of a notebook that shows nothing.
  func withoutEvidence(_ profile: String?) -> Diagnostic {
    let option = profile.map { "--profile \($0) " } ?? ""
    return Diagnostic(
      .outputDiffers, "nothing in \(name) is compared or asserted",
      hint: otherParameters.isEmpty
        ? "record what its cells print: sluice accept \(option)"
          + shellWord(name)
        : "test it without other values for "
          + otherParameters.joined(separator: ", "))
  }

  var suite: JUnit.Suite {
    guard let first = mistakes.first else {
      return JUnit.Suite(file: name, results: results)
    }
    // Under one name, however many they are.
    let check = CellResult(
      cell: 0, title: "check", name: "check", line: first.place?.line ?? 1,
      verdict: .failed(mistakes))
    return JUnit.Suite(file: name, results: [check] + results)
  }
}

extension CellResult {
  /// Whether its output was held against a recorded one.
  fileprivate var isCompared: Bool {
    switch verdict {
    case .passed, .differs: true
    case .asserted, .unchecked, .shown, .unsolved, .outside, .failed,
      .blocked, .stale:
      false
    }
  }

  fileprivate var isAsserted: Bool {
    if case .asserted = verdict { true } else { false }
  }
}

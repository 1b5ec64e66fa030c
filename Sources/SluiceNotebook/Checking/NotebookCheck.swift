import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// Everything wrong with a notebook that can be known without running it.
package struct NotebookCheck {
  private let run: NotebookRun
  private var notebook: Notebook { run.notebook }
  private let dry = DryRun()
  private var environment: Environment
  private var state: State
  private var mistakes: [Diagnostic] = []

  /// - Parameter run: The notebook, with what it would be run with.
  package init(_ run: NotebookRun) {
    self.run = run
    environment = run.session.environment
    environment.dryRun = dry
    environment.threads = 1
    environment.progress = { _ in }
    state = run.session.state
  }

  /// The files that the notebook would write, as far as was checked.
  package var writtenFiles: Set<String> { dry.findings.writtenFiles }

  /// Checks it.
  ///
  /// - Returns: The mistakes, in the order of the text.
  package mutating func findings() -> [Diagnostic] {
    mistakes = []
    var programs: [NotebookRun.CellProgram] = []
    var isOver = false
    let predictions = notebook.predictions
    for (number, cell) in run.cells.enumerated()
    where !cell.options.isShownOnly {
      if environment.interrupt.isRequested { break }
      let (program, errors) = parse(
        notebook.source(cell), shapes: environment.registry.shapes)
      let isUnsolved = cell.exercise?.isUnsolved ?? false
      programs.append((program, isUnsolved ? [] : errors))
      if isOver { continue }
      if let exercise = cell.exercise, isUnsolved {
        var session = run.session
        session.state = state
        for name in exercise.madeNames(in: notebook, before: session) {
          state.define(name, as: .anything)
        }
        continue
      }
      if !errors.isEmpty { forgetWords(around: errors, in: program) }
      isOver = check(cell, program, isWhole: errors.isEmpty)
      if let exercise = cell.exercise {
        mistakes += exercise.syntaxMistakes(
          in: notebook, shapes: registry.shapes)
        if let check = exercise.check {
          read(notebook.source(check), &programs)
        }
      }
      if case .prediction(let answer, _)? = predictions[number]?.kind {
        read(answer, &programs)
      }
      if isOver, let next = cellAfter(cell) { noteUnreachable(next) }
    }
    if let stopped = mistakes.first(where: { $0.code.isStop }) {
      return [stopped]
    }
    let declarations = run.declarations(in: programs)
    mistakes += run.check(programs) + run.wrongParameters(declarations)
    mistakes += wrongProfiles(declarations) + unusedParameters(programs)
    mistakes += notebook.lookalikes + notebook.withoutEffect
    return ordered
  }

  /// What is wrong with profiles, whether one of them is asked for or not; each
  /// mistake where its value stands.
  private func wrongProfiles(
    _ declarations: [NotebookRun.Declaration]
  ) -> [Diagnostic] {
    notebook.settings.profiles.flatMap { profile in
      profile.values.compactMap { setting in
        var mistake = run.mistake(
          in: profile.given(setting), for: setting.name, declarations)
        mistake?.place = setting.place
        return mistake
      }
    }
  }

  /// The next cell that is meant to run.
  private func cellAfter(_ cell: Notebook.Cell) -> Notebook.Cell? {
    run.cells.first {
      $0.fence.lowerBound > cell.fence.lowerBound && !$0.options.isShownOnly
    }
  }

  /// The mistakes, each once, in the order of the text.
  private var ordered: [Diagnostic] {
    var seen: Set<String> = []
    // One in another file stays behind the one found before it.
    var last = (0, 0)
    return mistakes.filter { seen.insert($0.json).inserted }.enumerated().map {
      number, mistake in
      if let place = mistake.place, place.file == notebook.name {
        last = (place.line, place.columns.lowerBound)
      }
      return (key: (last.0, last.1, number), mistake: mistake)
    }.sorted { $0.key < $1.key }.map(\.mistake)
  }

  var registry: Registry { environment.registry }

  // MARK: - A cell

  /// Runs a cell dry.
  ///
  /// - Returns: Whether it surely ends the notebook.
  private mutating func check(
    _ cell: Notebook.Cell, _ program: Program, isWhole: Bool
  ) -> Bool {
    dry.findings.begin()
    let before = state
    var context = Context(
      state, environment, source: program.source, mode: .file,
      given: run.session.given,
      stream: StepIdentity.named("check").stream(seed: state.seed))
    context.state.runs += 1
    state = State()  // so that there is one owner and nothing is copied
    for (index, statement) in program.statements.enumerated() {
      let stop = context.listening { $0.stop(of: statement) { _ in } }
      if let stop {
        if let mistake = stop.mistake { mistakes.append(mistake) }
        break
      }
      if context.isQuitting {
        if index + 1 < program.statements.count {
          noteUnreachable(program.statements[index + 1], program.source)
        }
        break
      }
    }
    guard let code = cell.options.error else {
      mistakes += dry.findings.mistakes
      environment = context.environment
      state = context.state
      return context.isQuitting
    }
    state = before
    state.runs = context.state.runs
    let failed = dry.findings.mistakes.first
    let first = failed?.code
    // What is not certain may fail as it announces.
    let isCertain =
      first == nil ? dry.findings.isCertain : dry.findings.isFirstCertain
    if isWhole, isCertain, first != code {
      mistakes.append(notebook.unannounced(cell, first))
      if let failed { mistakes.append(failed) }
    }
    return false
  }

  /// Runs dry what looks at the state after a cell and leaves it as it is: a
  /// check, or the answer to a prediction.
  private mutating func read(
    _ source: SourceText, _ programs: inout [NotebookRun.CellProgram]
  ) {
    let found = parse(source, shapes: registry.shapes)
    programs.append(found)
    guard found.diagnostics.isEmpty else { return }
    let (stateBefore, environmentBefore) = (state, environment)
    let none = Notebook.Cell(fence: 0..<0, code: 0..<0, options: .init())
    _ = check(none, found.program, isWhole: true)
    (state, environment) = (stateBefore, environmentBefore)
  }

  /// After a syntax error nobody knows what a statement would have defined: all
  /// words of it count as known.
  private mutating func forgetWords(
    around errors: [Diagnostic], in program: Program
  ) {
    let source = program.source
    let lines = Set(errors.compactMap(\.place?.line))
    var start = 0
    for end in program.statements.map(\.span) + [source.end..<source.end] {
      forgetWords(of: source.text(start..<max(start, end.lowerBound)))
      start = end.upperBound
    }
    for line in source.text(0..<source.end).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() where lines.contains(line.offset + source.firstLine) {
      forgetWords(of: line.element)
    }
  }

  private mutating func forgetWords(of text: some StringProtocol) {
    let words = text.split {
      !($0.isLetter || $0.isNumber || "_-".contains($0))
    }
    for word in words.map({ String($0) }) where state[word] == nil {
      state.define(word, as: .anything)
    }
  }

  // MARK: - What is never come to

  private mutating func noteUnreachable(
    _ statement: Statement, _ source: SourceText
  ) {
    mistakes.append(
      Diagnostic(
        .unreachable, "this is never run", at: source.place(statement.span),
        label: "`quit` above ends the notebook",
        hint: "put it above `quit`, or remove it"))
  }

  private mutating func noteUnreachable(_ cell: Notebook.Cell) {
    mistakes.append(
      Diagnostic(
        .unreachable, "this cell is never run",
        at: notebook.place(cell.fence.lowerBound),
        label: "`quit` above ends the notebook",
        hint: "move `quit` to the end, or give the cell `no-run`"))
  }
}

extension SourceText {
  fileprivate var end: Int { bytes.count }
}

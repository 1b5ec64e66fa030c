import Dispatch
import SluiceDiagnostics
import Synchronization

/// A notebook being run, cell by cell; every step can be gone back from.
package struct NotebookRun: Sendable {
  package let notebook: Notebook
  package private(set) var session: Session
  /// The state before each cell that was run, and the cell's number.
  private var past: [(cell: Int, state: State)] = []
  /// The next cell, from 0.
  package private(set) var next = 0

  /// - Parameters:
  ///   - notebook: What to run.
  ///   - session: A fresh session; the notebook's seed becomes its own.
  package init(_ notebook: Notebook, in session: Session) {
    self.notebook = notebook
    self.session = session
    self.session.state.seed = notebook.settings.seed
  }

  /// What can be known to be wrong before anything runs: the syntax of all
  /// cells, and values given for parameters that there are not.
  package func check() -> [Diagnostic] {
    guard !notebook.cells.isEmpty else {
      return [
        Diagnostic(
          .badNotebook, "\(notebook.name) has no cell, so nothing would run",
          hint: "put its commands between lines ```sluice and ```; commands"
            + " without prose run with: sluice < \(notebook.name)")
      ]
    }
    let sources = notebook.cells.filter { !$0.options.isShownOnly }
      .map(notebook.source)
    let mistakes = sources.flatMap(session.check)
    guard mistakes.isEmpty else { return mistakes }
    let known = sources.flatMap(session.parameters)
    return session.given.keys.filter { !known.contains($0) }.sorted().map {
      Diagnostic(
        .unknownName, "\(notebook.name) has no parameter \($0)",
        hint: didYouMean(
          $0, in: known,
          otherwise: known.isEmpty
            ? "it has none" : "it has \(known.joined(separator: ", "))"))
    }
  }

  package var isDone: Bool { next >= notebook.cells.count }

  /// Runs the next cell.
  ///
  /// - Returns: What went wrong; an error that the cell announces with
  ///   `error=CODE` is none, and its absence is one.
  package mutating func step(_ emit: (Output) -> Void) -> [Diagnostic] {
    guard !isDone else { return [] }
    let cell = notebook.cells[next]
    if cell.options.isShownOnly {
      past.append((next, session.state))
      next += 1
      return []
    }
    let before = session.state
    let deadline = Deadline(
      cell.options.timeout, interrupt: session.environment.interrupt)
    let outcome = session.run(
      notebook.source(cell), mode: .file, step: cell.options.id, emit: emit)
    if deadline.hasPassed {
      session.state = before
      return [late(cell)]
    }
    if let code = cell.options.error {
      session.state = before
      guard outcome.diagnostics.contains(where: { $0.code == code }) else {
        return [unexpected(cell, code, outcome.diagnostics)]
      }
      for diagnostic in outcome.diagnostics {
        emit(.text(diagnostic.rendered(color: false)))
      }
    } else if !outcome.diagnostics.isEmpty {
      session.state = before
      return outcome.diagnostics
    }
    past.append((next, before))
    next = outcome.isQuitting ? notebook.cells.count : next + 1
    return []
  }

  /// Goes back over the last cell: its state is as it was before.
  ///
  /// - Returns: False at the first cell.
  package mutating func back() -> Bool {
    guard let (cell, state) = past.popLast() else { return false }
    session.state = state
    next = cell
    return true
  }

  private func late(_ cell: Notebook.Cell) -> Diagnostic {
    let line = notebook.lines[cell.fence.lowerBound].prefix { !$0.isNewline }
    return Diagnostic(
      .timeout, "the cell took longer than its timeout",
      at: Place(
        file: notebook.name, line: cell.fence.lowerBound + 1,
        text: String(line), columns: 0..<line.utf8.count),
      hint: "raise timeout=, or do less in it; what it did was undone")
  }

  private func unexpected(
    _ cell: Notebook.Cell, _ code: Code, _ found: [Diagnostic]
  ) -> Diagnostic {
    let line = notebook.lines[cell.fence.lowerBound].prefix { !$0.isNewline }
    return Diagnostic(
      .assertionFailed,
      "the cell was to fail with \(code.rawValue) and "
        + (found.first.map { "failed with \($0.code.rawValue)" } ?? "did not"),
      at: Place(
        file: notebook.name, line: cell.fence.lowerBound + 1,
        text: String(line), columns: 0..<line.utf8.count),
      hint: "change the cell, or its error= option")
  }
}

/// Asks for an interrupt when a time has passed, unless it is dropped first.
///
/// The timer is made once and only ever cancelled, which any thread may.
private final class Deadline: @unchecked Sendable {
  private let passed = Atomic(false)
  private let timer: (any DispatchSourceTimer)?

  init(_ seconds: Double?, interrupt: Interrupt) {
    guard let seconds else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource()
    self.timer = timer
    timer.schedule(deadline: .now() + seconds)
    timer.setEventHandler { [weak self] in
      self?.passed.store(true, ordering: .relaxed)
      interrupt.request()
    }
    timer.resume()
  }

  deinit { timer?.cancel() }

  var hasPassed: Bool { passed.load(ordering: .relaxed) }
}

import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What `run --json` tells programs.
extension Run {
  /// A file that is no notebook.
  func tell(_ mistake: Diagnostic, of file: String) {
    Event.print(Event("notebook", file: file))
    var event = Event("error", file: file)
    event.diagnostics = [Event.Mistake(mistake)]
    Event.print(event)
    var end = Event("end", file: file)
    end.status = mistake.code.exitStatus
    Event.print(end)
  }

  /// Runs a notebook as events.
  ///
  /// - Returns: What went wrong, which has been told.
  func tell(
    _ run: inout NotebookRun, _ range: ClosedRange<Int>?,
    _ note: (DoneCell) -> Void
  ) -> [Diagnostic] {
    let name = run.notebook.name
    Event.print(Event("notebook", file: name))
    var mistakes = run.check()
    if mistakes.isEmpty {
      mistakes = tellParts(&run, range, note)
    } else {
      var event = Event("error", file: name)
      event.diagnostics = mistakes.map(Event.Mistake.init)
      Event.print(event)
    }
    var end = Event("end", file: name)
    end.status = mistakes.map(\.code).exitStatus
    end.parameters = run.session.state.parameters.mapValues(\.text)
    if !run.kept.isEmpty { end.kept = run.kept.count }
    Event.print(end)
    return mistakes
  }

  private func tell(
    _ fence: Notebook.Fence, as name: String, in notebook: Notebook
  ) {
    var event = Event(name, file: notebook.name)
    event.line = fence.lines.lowerBound + 1
    event.text = notebook.text(fence.inside)
    Event.print(event)
  }

  private func event(
    _ name: String, ofCell number: Int, in notebook: Notebook
  ) -> Event {
    var event = Event(name, file: notebook.name)
    event.line = notebook.cells[number].fence.lowerBound + 1
    event.cell = notebook.title(ofCell: number)
    return event
  }

  /// Tells of prose, cells and what they print, up to a cell that fails.
  ///
  /// - Returns: What went wrong.
  private func tellParts(
    _ run: inout NotebookRun, _ range: ClosedRange<Int>?,
    _ note: (DoneCell) -> Void
  ) -> [Diagnostic] {
    let notebook = run.notebook
    var number = 0
    var first = 0
    if let range, range.lowerBound > 0 {
      let mistakes = run.pass(upTo: range.lowerBound)
      guard mistakes.isEmpty else {
        var event = event("error", ofCell: run.next, in: notebook)
        event.diagnostics = mistakes.map(Event.Mistake.init)
        Event.print(event)
        return mistakes
      }
      number = range.lowerBound
      first = notebook.firstPart(leadingTo: number)
    }
    for part in notebook.parts.dropFirst(first) {
      if self.part.range.last != nil, number > range?.upperBound ?? number {
        break
      }
      switch part {
      case .prose(let lines):
        var event = Event("prose", file: notebook.name)
        event.line = lines.lowerBound + 1
        event.text = notebook.text(lines)
        Event.print(event)
      case .question(let question):
        tell(question.fence, as: "question", in: notebook)
      case .because(let fence): tell(fence, as: "because", in: notebook)
      case .cell(let cell):
        defer { number += 1 }
        guard run.next == number else { continue }
        var event = event("cell", ofCell: number, in: notebook)
        event.text = notebook.text(cell.code)
        let options = cell.options.written
        event.options = options.isEmpty ? nil : options
        Event.print(event)
        (event.text, event.options) = (nil, nil)
        let mistakes = step(&run, note) { output in
          var told = event
          told.event = "output"
          told.text = TerminalRenderer.recording.render(output)
          Event.print(told)
        }
        guard mistakes.isEmpty else {
          event.event = "error"
          event.diagnostics = mistakes.map(Event.Mistake.init)
          Event.print(event)
          return mistakes
        }
      }
    }
    return []
  }
}

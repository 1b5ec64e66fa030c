import Foundation
import SluiceDiagnostics

extension ComparedNotebook {
  /// Whether a file holds what `sluice run --json` printed.
  package static func isRun(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    return RunEvent(line) != nil
  }

  /// Reads what `sluice run --json` printed of one notebook.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: What it is called in messages.
  /// - Throws: `bad-line` for a line that is no event, `bad-notebook` where
  ///   several notebooks were run.
  package init(run bytes: [UInt8], name: String) throws(Diagnostic) {
    self.name = name
    file = name
    isRun = true
    _ = try SourceText(bytes: bytes, name: name)
    var notebooks = 0
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let place = Place(file: name, line: number + 1, text: "", columns: 0..<0)
      guard let event = RunEvent(line) else {
        throw Diagnostic(
          .badLine, "this line is no event of a run", at: place,
          hint: "compare what was printed by: sluice run --json")
      }
      if event.event == "notebook" {
        notebooks += 1
        file = event.file ?? name
      }
      guard notebooks < 2 else {
        throw Diagnostic(
          .badNotebook, "\(name) holds the runs of several notebooks",
          at: place, hint: "run one notebook alone, and compare that")
      }
      try read(event)
    }
  }

  private mutating func read(_ event: RunEvent) throws(Diagnostic) {
    let line = event.line ?? 1
    switch event.event {
    case "prose": try readProse(event.text ?? "", line)
    case "question", "because":
      prose += Self.lines(event.text ?? "", from: line + 1)
    case "cell":
      var cell = Cell(
        title: event.cell ?? "", line: line,
        code: Self.lines(event.text ?? "", from: line + 1))
      for word in event.options ?? [] { try? cell.options.read(word) }
      cells.append(cell)
    case "output": readOutput(event.text ?? "")
    case "error" where event.cell != nil && !cells.isEmpty:
      let mistake = event.diagnostics?.first
      cells[cells.count - 1].mistake = mistake.map { "\($0.code): \($0.title)" }
    case "end":
      parameters = (event.parameters ?? [:]).map { "\($0)=\($1)" }.sorted()
    default: break
    }
  }

  private mutating func readProse(
    _ text: String, _ line: Int
  ) throws(Diagnostic) {
    let part = try Notebook(text, name: name)
    if line == 1 { settings = part.settings }
    let hidden = line == 1 ? part.settingsLines ?? 0..<0 : 0..<0
    prose += Self.lines(text, from: line).enumerated()
      .filter { !hidden.contains($0.offset) }.map(\.element)
  }

  private mutating func readOutput(_ text: String) {
    guard !cells.isEmpty else { return }
    let new = NotebookTest.lines(rendered: text)
    if cells[cells.count - 1].outputs.isEmpty {
      cells[cells.count - 1].outputs = [Printed(text: [], line: 1)]
    }
    cells[cells.count - 1].outputs[0].text += new
  }

  private static func lines(_ text: String, from first: Int) -> [Line] {
    Notebook.lines(of: text).enumerated().map {
      Line(number: first + $0.offset, text: Notebook.unended($0.element))
    }
  }
}

/// One line of what `sluice run --json` prints, as far as a comparison needs it.
private struct RunEvent: Decodable {
  var event: String
  var file: String?
  var line: Int?
  var cell: String?
  var text: String?
  var options: [String]?
  var diagnostics: [Mistake]?
  var parameters: [String: String]?

  struct Mistake: Decodable { var code, title: String }

  init?(_ line: ArraySlice<UInt8>) {
    guard line.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
      let event = try? JSONDecoder().decode(Self.self, from: Data(line))
    else { return nil }
    self = event
  }
}

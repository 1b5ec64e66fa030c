import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook

/// What was done at a prompt, as a notebook.
///
/// A file defines each name once. So of what was typed, those steps are kept
/// which belong to the names as they are now; they are run again from the start,
/// which gives the same numbers, and what they print is recorded.
package struct SessionNotebook {
  /// The notebook, which passes its own test.
  package private(set) var text = ""
  /// Steps that could not stand in a notebook, with why.
  package private(set) var leftOut: [(step: String, why: Diagnostic)] = []

  /// - Parameters:
  ///   - entries: What was typed.
  ///   - environment: Of the prompt.
  ///   - path: Where the notebook is to be; it may read below its folder.
  /// - Throws: `interrupted`, or that nothing is left to write.
  package init(
    _ entries: [PromptSession.Entry], in environment: Environment,
    at path: String
  ) throws(Diagnostic) {
    let steps = entries.flatMap(\.steps).filter { !Self.asksOnly($0.text) }
    var cells: [String] = []
    for (step, name) in SessionStep.replaced(steps) {
      guard let name else {
        cells.append(step.text)
        continue
      }
      leftOut.append(
        (
          step.text,
          Diagnostic(.takenName, "`\(name)` was redefined after it")
        ))
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    while true {
      guard !cells.isEmpty else {
        throw leftOut.first?.why
          ?? Diagnostic(
            .badNotebook,
            "nothing has been done yet that a notebook could"
              + " record",
            hint: "commands that only ask, such as `help`, are left out")
      }
      let notebook = try Notebook(Self.document(cells), name: path)
      var own = environment
      own.folder = folder
      own.access = .notebook(in: folder)
      var test = NotebookTest(NotebookRun(notebook, in: Session(own)))
      let results = test.results()
      let wrong = results.filter { !$0.isFine }
      guard !wrong.isEmpty else {
        text = try Self.recorded(notebook, results, own.registry)
        return
      }
      for result in wrong.reversed() {
        let step = cells.remove(at: result.cell)
        var why =
          result.diagnostics.first
          ?? Diagnostic(.unknownName, "it uses what is left out as well")
        // Its line is one of a notebook that is not written.
        why.place = nil
        guard !why.code.isStop else { throw why }
        leftOut.append((step, why))
      }
    }
  }

  private static func asksOnly(_ step: String) -> Bool {
    ["help", "quit"].contains(step.prefix { $0.isLetter })
  }

  private static func document(_ cells: [String]) -> String {
    "# A session\n\n"
      + cells.map { step in
        let lines = Notebook.lines(of: step).map {
          $0.trimmingCharacters(in: .newlines)
        }
        return Notebook.fence("sluice", around: lines).joined(separator: "\n")
          + "\n"
      }.joined(separator: "\n")
  }

  private static func recorded(
    _ notebook: Notebook, _ results: [CellResult], _ registry: Registry
  ) throws(Diagnostic) -> String {
    var recording = Recording(notebook, profile: nil)
    for result in results {
      if let change = recording.change(of: result) {
        try recording.keep(change, of: result)
      }
    }
    let whole = try Notebook(recording.text, name: notebook.name)
    return try whole.laidOut(shapes: registry.shapes)
  }
}

extension CellResult {
  /// Whether it ran to its end.
  fileprivate var isFine: Bool {
    switch verdict {
    case .failed, .blocked: false
    case .passed, .asserted, .unchecked, .shown, .differs: true
    }
  }
}

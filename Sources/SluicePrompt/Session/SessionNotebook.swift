import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// What was done at a prompt, as a notebook.
///
/// A file defines each name once, so what a name stood for before it was
/// defined again has another name there. The steps are run again from the
/// start, which gives the same numbers for all that need no new name, and what
/// they print is recorded.
package struct SessionNotebook {
  /// The notebook, which passes its own test.
  package private(set) var text = ""
  /// Steps that could not stand in a notebook, with why; nil where they need
  /// others of them.
  private var leftOut: [(step: String, why: Diagnostic?)] = []
  private let renaming: Renaming

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
    renaming = Renaming(steps, registry: environment.registry)
    var cells = renaming.texts
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
        let why = result.diagnostics.first
        if let why, why.code.isStop { throw why }
        leftOut.insert((step, why), at: 0)
      }
    }
  }

  /// What is to be known of the notebook: which steps it has not, and which
  /// names are others; nothing where all is as it was typed.
  package var remarks: Output {
    var remarks = Output.nothing
    if !leftOut.isEmpty {
      let causes = leftOut.compactMap { step, why in
        why.map { "`\(Self.brief(step))` (\($0.title))" }
      }
      let others = leftOut.count - causes.count
      let needing =
        others == 0
        ? ""
        : ", and \(others) \(others == 1 ? "step" : "steps") that need"
          + (others == 1 ? "s it" : " them")
      remarks += .note(
        "left out: " + causes.joined(separator: ", ") + needing)
    }
    if !renaming.renamed.isEmpty {
      let names = renaming.renamed.map { name, before in
        "\(name) is \(before.joined(separator: ", then "))"
      }
      remarks += .note(
        "a notebook defines each name once, so what was redefined has another"
          + " name before that: " + names.joined(separator: "; ")
          + ". Steps with a new name draw other random numbers than they did here"
      )
    }
    return remarks
  }

  /// The first line of a step.
  private static func brief(_ step: String) -> String {
    let line = String(step.prefix { !$0.isNewline })
    return line == step ? line : line + " …"
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
    case .failed, .unsolved, .outside, .blocked, .stale: false
    case .passed, .asserted, .unchecked, .shown, .differs: true
    }
  }
}

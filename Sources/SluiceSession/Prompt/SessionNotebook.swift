import Foundation
import SluiceDiagnostics
import SluiceLanguage

/// What was done at a prompt, as a notebook.
///
/// A file defines each name once. So of what was typed, that part is kept
/// which belongs to the names as they are now; it is run again from the start,
/// which gives the same numbers, and what it prints is recorded.
package struct SessionNotebook {
  /// The notebook, which passes its own test.
  package private(set) var text = ""
  /// Entries that could not stand in a notebook, with why.
  package private(set) var leftOut: [(entry: String, why: Diagnostic)] = []

  /// - Parameters:
  ///   - entries: What was typed.
  ///   - environment: Of the prompt.
  ///   - path: Where the notebook is to be; it may read below its folder.
  /// - Throws: `interrupted`, or that nothing is left to write.
  package init(
    _ entries: [PromptSession.Entry], in environment: Environment,
    at path: String
  ) throws(Diagnostic) {
    let registry = environment.registry
    var cells = Self.lasting(
      entries.filter(\.isOfTheLanguage).map(\.text), registry: registry)
    let folder = URL(filePath: path).deletingLastPathComponent().path
    while true {
      guard !cells.isEmpty else {
        throw leftOut.first?.why
          ?? Diagnostic(
            .badNotebook, "nothing was done yet that a notebook could hold",
            hint: "commands that only ask, as `help`, are left out")
      }
      let notebook = try Notebook(Self.document(cells), name: path)
      let session = Session(
        Environment(
          registry: registry, interrupt: environment.interrupt, folder: folder,
          access: .notebook(in: folder), threads: environment.threads,
          progress: environment.progress))
      var test = NotebookTest(NotebookRun(notebook, in: session))
      let results = test.results(stopsAtFailure: true)
      guard let failed = results.last, let why = failed.diagnostics.first else {
        text = try Self.recorded(notebook, results)
        return
      }
      guard why.code != .interrupted else { throw why }
      leftOut.append((cells.remove(at: failed.cell), why))
    }
  }

  /// Entries about names as they are at the end: no earlier definitions of
  /// them, and nothing that was done with those.
  private static func lasting(
    _ entries: [String], registry: Registry
  ) -> [String] {
    let names = entries.map { entry in
      StatementNames(
        parse(SourceText(entry, name: "<prompt>"), shapes: registry.shapes)
          .program.statements, registry: registry)
    }
    var last: [String: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names.defined { last[name] = index }
    }
    return entries.indices.filter { index in
      let touched = names[index].used.union(names[index].made)
      return touched.allSatisfy { (last[$0] ?? 0) <= index }
        && !asksOnly(entries[index])
    }.map { entries[$0] }
  }

  private static func asksOnly(_ entry: String) -> Bool {
    ["help", "quit"].contains(entry.prefix { $0.isLetter })
  }

  private static func document(_ cells: [String]) -> String {
    "# A session\n\n"
      + cells.map { entry in
        let lines = Notebook.lines(of: entry).map {
          $0.trimmingCharacters(in: .newlines)
        }
        return Notebook.fence("sluice", around: lines).joined(separator: "\n")
          + "\n"
      }.joined(separator: "\n")
  }

  private static func recorded(
    _ notebook: Notebook, _ results: [CellResult]
  ) throws(Diagnostic) -> String {
    var recording = Recording(notebook, profile: nil)
    for result in results {
      if let change = recording.change(of: result) {
        try recording.keep(change, of: result)
      }
    }
    let whole = try Notebook(recording.text, name: notebook.name)
    return try whole.laidOut(shapes: Registry.standard.shapes)
  }
}

import SluiceDiagnostics
import SluiceNotebook

/// A cell of a Jupyter notebook, made of a piece of a notebook.
struct JupyterCell {
  private let entry: JupyterEntry
  private let id: String
  private let shown: Shown

  /// What stands below it.
  enum Shown {
    case recorded(JupyterEntry.Output?)
    /// What a run printed, and what went wrong in it.
    case run([String], [Diagnostic])
  }

  init(_ entry: JupyterEntry, id: String, shown: Shown) {
    (self.entry, self.id, self.shown) = (entry, id, shown)
  }

  var tree: JSONTree {
    var metadata: [String: JSONTree] = [:]
    let own = ownMetadata
    if !own.isEmpty { metadata["sluice"] = .object(own) }
    var cell: [String: JSONTree] = ["id": .text(id)]
    switch entry.kind {
    case .prose, .hint, .because, .predict, .why:
      cell["cell_type"] = .text("markdown")
      cell["source"] = .lines(Self.source(entry))
    case .cell, .solution, .check, .wrong:
      cell["cell_type"] = .text("code")
      cell["execution_count"] = .null
      cell["source"] = .lines(Self.source(entry))
      cell["outputs"] = .list(outputs)
      if entry.kind != .cell {
        metadata["jupyter"] = .object(["source_hidden": .truth(true)])
      }
    }
    cell["metadata"] = .object(metadata)
    return .object(cell)
  }

  /// What one reads of an entry.
  static func source(_ entry: JupyterEntry) -> String {
    switch entry.kind {
    case .prose, .cell, .solution, .check, .wrong: entry.text
    case .hint: JupyterQuestion.folded("Hint", entry.text)
    case .because: JupyterQuestion.folded("Because", entry.text)
    case .predict, .why: JupyterQuestion.shown(entry)
    }
  }

  /// What Jupyter has no place for.
  private var ownMetadata: [String: JSONTree] {
    var own: [String: JSONTree] = [:]
    if ![.prose, .cell].contains(entry.kind) {
      own["kind"] = .text(entry.kind.rawValue)
    }
    if !entry.info.isEmpty {
      own[entry.kind == .wrong ? "message" : "options"] = .text(entry.info)
    }
    if [.predict, .why].contains(entry.kind) {
      own["text"] = .lines(entry.text)
    }
    var hidden = entry.outputs
    switch shown {
    case .recorded(let output?):
      hidden.firstIndex(of: output).map { _ = hidden.remove(at: $0) }
      if let profile = output.profile { own["profile"] = .text(profile) }
      if output.text.isEmpty { own["prints"] = .text("nothing") }
    case .recorded(nil): break
    case .run: own["outputs"] = .text("run")
    }
    if !hidden.isEmpty {
      own["recorded"] = .list(
        hidden.map { output in
          var tree = ["text": Self.text(output.text)]
          if let profile = output.profile { tree["profile"] = .text(profile) }
          return .object(tree)
        })
    }
    return own
  }

  private static func text(_ lines: [String]) -> JSONTree {
    .lines(lines.map { $0 + "\n" }.joined())
  }

  private var outputs: [JSONTree] {
    switch shown {
    case .recorded(let output): return Self.stream(output?.text ?? [])
    case .run(let lines, let mistakes):
      return Self.stream(lines)
        + mistakes.map { mistake in
          .object([
            "output_type": .text("error"),
            "ename": .text(mistake.code.rawValue),
            "evalue": .text(mistake.title),
            "traceback": .list(
              JupyterEntry.lines(mistake.rendered(color: false))
                .map(JSONTree.text)),
          ])
        }
    }
  }

  private static func stream(_ lines: [String]) -> [JSONTree] {
    lines.isEmpty
      ? []
      : [
        .object([
          "output_type": .text("stream"), "name": .text("stdout"),
          "text": text(lines),
        ])
      ]
  }
}

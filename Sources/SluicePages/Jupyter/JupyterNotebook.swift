import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// A notebook as a file of Jupyter (nbformat 4.5). What Jupyter has no place
/// for stands in the metadata under `sluice`, so that ``JupyterImport`` gives
/// the same notebook back, byte for byte.
package struct JupyterNotebook {
  private let notebook: Notebook
  private let outputs: CellOutputs

  package init(notebook: Notebook, outputs: CellOutputs) {
    (self.notebook, self.outputs) = (notebook, outputs)
  }

  /// The whole file.
  package var text: String {
    var names = CellNames()
    let placed = notebook.jupyterEntries
    let cells = placed.map { placed in
      JupyterCell(
        placed.entry, id: names.next(placed.entry),
        shown: shown(placed.entry.outputs, placed.cell)
      ).tree
    }
    var own: [String: JSONTree] = [:]
    if let lines = notebook.settingsLines {
      own["settings"] = .text(
        notebook.lines[lines].map(Notebook.unended).joined(separator: "\n"))
    }
    let plain = JupyterText.written(
      placed.map(\.entry), settings: own["settings"]?.text)
    if Array(plain.utf8) != Array(notebook.text.utf8) {
      own["text"] = .lines(notebook.text)
    }
    let language = JSONTree.object([
      "file_extension": .text(".sluice"), "name": .text("sluice"),
    ])
    let kernel = JSONTree.object([
      "display_name": .text("Sluice"), "language": .text("sluice"),
      "name": .text("sluice"),
    ])
    return JSONTree.object([
      "cells": .list(cells),
      "metadata": .object([
        "kernelspec": kernel, "language_info": language,
        "sluice": .object(own),
      ]),
      "nbformat": .whole(4), "nbformat_minor": .whole(5),
    ]).written() + "\n"
  }

  // MARK: - What is shown below cells

  private func shown(
    _ recorded: [JupyterEntry.Output], _ cell: Int?
  ) -> JupyterCell.Shown {
    guard let cell else { return .recorded(nil) }
    let printed = outputs.printed[cell]
    switch outputs.origin {
    case .kept where printed == nil:
      return .recorded(recorded.first { $0.profile == nil })
    case .recorded(let profile):
      let own = recorded.first { $0.profile == profile }
      return .recorded(own ?? recorded.first { $0.profile == nil })
    case .run, .kept:
      return .run(
        printed.map { NotebookTest.lines([$0]) } ?? [],
        outputs.mistakes[cell] ?? [])
    }
  }
}

/// Names for cells as nbformat has them: letters, digits, `-` and `_`, no two
/// alike, and the same each time.
private struct CellNames {
  private var taken: Set<String> = []
  /// The cell that pieces of an exercise belong to.
  private var above = "exercise"

  mutating func next(_ entry: JupyterEntry) -> String {
    let own = Self.name(entry)
    if entry.kind == .cell { above = own ?? "exercise" }
    if let own, taken.insert(own).inserted { return own }
    let kind = entry.kind.rawValue
    let base = own ?? (entry.kind.isOfExercise ? "\(above)-\(kind)" : kind)
    var number = 1
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    return "\(base)-\(number)"
  }

  /// A cell's `#id`, as far as nbformat allows it.
  private static func name(_ entry: JupyterEntry) -> String? {
    guard entry.kind == .cell,
      let word = entry.info.split(separator: " ").first(where: {
        $0.hasPrefix("#")
      })
    else { return nil }
    let name = word.dropFirst().map { character in
      character.isASCII
        && (character.isLetter || character.isNumber || character == "_")
        ? character : "-"
    }
    return String(name.prefix(40))
  }
}

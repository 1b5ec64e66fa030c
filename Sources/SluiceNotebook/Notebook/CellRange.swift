import SluiceDiagnostics

/// Cells of a notebook from one to another, as a user names them. Those before
/// it run, since their effect is needed, and nobody is told what they print.
package struct CellRange: Sendable, Equatable {
  /// The first and the last cell, as `#id` or a number; nil for that of the
  /// notebook.
  package var first, last: String?

  package init(from first: String? = nil, until last: String? = nil) {
    self.first = first
    self.last = last
  }

  /// Whether it is the whole notebook.
  package var isAll: Bool { first == nil && last == nil }

  /// The cells that are meant, from 0; nil for all.
  ///
  /// - Throws: `unknown-name` for a cell that the notebook has not, and
  ///   `out-of-range` where the first stands below the last.
  package func cells(
    of notebook: Notebook
  ) throws(Diagnostic) -> ClosedRange<Int>? {
    guard !isAll else { return nil }
    let from = try first.map(notebook.cell) ?? 0
    let until =
      try last.map(notebook.cell) ?? max(from, notebook.cells.count - 1)
    guard from <= until else {
      throw Diagnostic(
        .outOfRange,
        "\(notebook.title(ofCell: from)) stands below"
          + " \(notebook.title(ofCell: until)), so nothing is from the one"
          + " until the other",
        at: notebook.place(notebook.cells[from].fence.lowerBound),
        hint: "name the upper one first")
    }
    return from...until
  }
}

extension Notebook {
  /// The cell that is called `#id`, `id`, or by its number from 1.
  ///
  /// - Returns: Its number from 0.
  /// - Throws: `unknown-name`.
  package func cell(called name: String) throws(Diagnostic) -> Int {
    let cells = cells
    let id = name.hasPrefix("#") ? String(name.dropFirst()) : name
    if let index = cells.firstIndex(where: { $0.options.id == id }) {
      return index
    }
    if let number = Int(name), cells.indices.contains(number - 1) {
      return number - 1
    }
    throw Diagnostic(
      .unknownName, "\(self.name) has no cell \(name)",
      hint: didYouMean(
        id, in: cells.compactMap(\.options.id),
        otherwise: "it has \(cells.count) cells; a number counts from 1"))
  }
}

extension NotebookRun {
  /// Runs the cells above one, and keeps to itself what they print.
  ///
  /// - Parameter cell: The cell, from 0.
  /// - Returns: What went wrong, in the cell that is then the next.
  package mutating func pass(upTo cell: Int) -> [Diagnostic] {
    while !isDone, next < cell {
      let mistakes = step { _ in }
      guard mistakes.isEmpty else { return mistakes }
    }
    return []
  }
}

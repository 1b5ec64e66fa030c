extension ComparedNotebook {
  /// Where what a cell printed stands: in the notebook, or, of a run, among what
  /// the cell printed.
  func printed(of cell: Cell) -> String {
    isRun ? "\(name) \(cell.title)" : file
  }
}

extension ComparedNotebook.Line {
  var isWritten: Bool { !text.allSatisfy(\.isWhitespace) }
}

extension ComparedNotebook.Printed {
  var numbered: [ComparedNotebook.Line] {
    text.enumerated().map {
      ComparedNotebook.Line(number: line + $0.offset, text: $0.element)
    }
  }
}

extension NotebookSettings {
  /// A line for the settings, and one for each profile.
  var words: [String] {
    Notebook.lines(of: written).map {
      String(LineMatch.trimmed($0[...])).replacing("<!-- sluice: ", with: "")
        .replacing(" -->", with: "")
    }
  }
}

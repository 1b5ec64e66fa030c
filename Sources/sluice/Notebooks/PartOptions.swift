import ArgumentParser
import SluiceDiagnostics
import SluiceNotebook

/// Which cells of a notebook are meant.
struct PartOptions: ParsableArguments {
  @Option(
    help: .init(
      "begin with this cell, its #id or number; those above run silently",
      valueName: "cell"))
  var from: String?

  @Option(help: .init("end after this cell", valueName: "cell"))
  var until: String?

  @Option(help: .init("this cell alone", valueName: "cell"))
  var cell: String?

  func validate() throws {
    if cell != nil, from != nil || until != nil {
      throw ValidationError("choose --cell, or --from and --until")
    }
  }

  var range: CellRange {
    CellRange(from: cell ?? from, until: cell ?? until)
  }

  /// - Throws: That one of some notebooks has no such cells.
  func check(_ files: [NotebookFile]) throws(Diagnostic) {
    for file in files {
      if case .success(let notebook) = file.notebook {
        _ = try range.cells(of: notebook)
      }
    }
  }
}

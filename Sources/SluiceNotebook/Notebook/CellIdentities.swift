import SluiceEvaluator
import SluiceLanguage

extension Notebook {
  /// Each cell's identity; nil for one that never runs.
  func identities(shapes: [CommandWord]) -> [StepIdentity?] {
    var steps = StepCounter()
    return cells.map { cell in
      guard !cell.options.isShownOnly else { return nil }
      if let id = cell.options.id { return .named(id) }
      return steps.next(StepIdentity.digest(source(cell), shapes: shapes))
    }
  }
}

import SluiceNotebook

/// Pieces of a lesson that lost what they belong to, since cells were moved or
/// removed in Jupyter.
struct LessonParts {
  private(set) var entries: [JupyterEntry]
  private(set) var remarks: [String] = []

  init(_ entries: [JupyterEntry]) { self.entries = entries }

  /// Makes ordinary cells and prose of what is no exercise or prediction any
  /// more.
  mutating func releaseOrphans() {
    releaseExercises()
    releasePredictions()
  }

  private mutating func releaseExercises() {
    var index = 0
    while index < entries.count {
      let start = index
      index += 1
      while index < entries.count, entries[index].kind.isOfExercise {
        index += 1
      }
      if !isWhole(start..<index) { release(start..<index) }
    }
  }

  /// Whether some entries are an exercise that can be, or a cell alone.
  private func isWhole(_ range: Range<Int>) -> Bool {
    let pieces = entries[range].dropFirst().map(\.kind)
    let start = entries[range.lowerBound]
    guard start.isExercise else {
      return pieces.isEmpty && !start.kind.isOfExercise
    }
    return start.isNamed
      && pieces.count { $0 == .check } == 1
      && pieces.count { $0 == .solution } < 2
      && (start.outputs.isEmpty || !pieces.contains(.solution))
  }

  private mutating func release(_ range: Range<Int>) {
    for index in range where entries[index].isExercise {
      remarks.append(
        "the cell `\(entries[index].info)` is no exercise any more: it lost"
          + " what belongs to it")
      let words = entries[index].info.split(separator: " ")
        .filter { $0 != "exercise" && $0 != "no-run" }
      entries[index].info = (words + ["no-run"]).joined(separator: " ")
    }
    for index in range {
      switch entries[index].kind {
      case .hint: entries[index].kind = .prose
      case .solution: entries[index].kind = .cell
      case .check, .wrong:
        entries[index].kind = .cell
        entries[index].info = "no-run"
      default: break
      }
    }
  }

  private mutating func releasePredictions() {
    var asked: Int?
    var hasCell = false
    for index in entries.indices {
      switch entries[index].kind {
      case .predict:
        if let asked { show(asked) }
        (asked, hasCell) = (index, false)
      case .cell:
        // What shows nothing of its own answers no prediction.
        let words = entries[index].info.split(separator: " ")
        if let open = asked,
          words.contains("exercise") || words.contains("no-run")
        {
          show(open)
          asked = nil
        }
        hasCell = true
      case .because:
        if asked == nil || !hasCell { show(index) }
        if let asked, !hasCell { show(asked) }
        asked = nil
      default: break
      }
    }
    if let asked { show(asked) }
  }

  /// Makes prose of a question or an explanation.
  private mutating func show(_ index: Int) {
    remarks.append(
      "a prediction lost its cell, or its `because`, and is prose now")
    entries[index].text = JupyterCell.source(entries[index])
    entries[index].kind = .prose
  }
}

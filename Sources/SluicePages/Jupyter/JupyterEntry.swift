import SluiceNotebook

/// A piece of a notebook that is one cell in Jupyter.
struct JupyterEntry: Equatable {
  var kind: Kind
  /// Of a cell its options, of a wrong answer its message.
  var info = ""
  /// What stands in it, without the end of the last line.
  var text: String
  /// What is recorded of it.
  var outputs: [Output] = []

  enum Kind: String {
    case prose, cell, hint, solution, check, wrong, predict, why, because

    /// Whether it belongs to the exercise above it.
    var isOfExercise: Bool {
      switch self {
      case .hint, .solution, .check, .wrong: true
      case .prose, .cell, .predict, .why, .because: false
      }
    }
  }

  struct Output: Equatable {
    var profile: String?
    var text: [String]

    /// Outputs in one order, by which entries are compared: that without a
    /// profile first, of several for one profile each as it came.
    static func ordered(_ outputs: [Output]) -> [Output] {
      let names = Set(outputs.map { $0.profile ?? "" }).sorted()
      return names.flatMap { name in
        outputs.filter { ($0.profile ?? "") == name }
      }
    }
  }

  /// Whether it is an exercise's start.
  var isExercise: Bool {
    kind == .cell && info.split(separator: " ").contains("exercise")
  }

  /// Whether it has a name, as an exercise must.
  var isNamed: Bool {
    info.split(separator: " ").contains { $0.hasPrefix("#") }
  }

  // MARK: - In a notebook

  /// What its fence begins with.
  private var fence: String {
    switch kind {
    case .prose: ""
    case .cell: info.isEmpty ? "sluice" : "sluice " + info
    case .solution, .check: "sluice " + kind.rawValue
    case .wrong: "sluice wrong " + info
    case .hint, .predict, .why, .because: kind.rawValue
    }
  }

  /// Its lines in the one layout, its outputs behind an empty line each.
  var written: String {
    guard kind != .prose else { return ProseBounds.kept(text) + "\n" }
    let lines = text.isEmpty ? [] : Self.lines(text)
    let own = Notebook.fence(fence, around: lines)
    let recorded = outputs.map { output in
      Notebook.fence(
        "output" + (output.profile.map { " " + $0 } ?? ""), around: output.text)
    }
    return ([own] + recorded).map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}

/// An entry with the lines it has in a notebook, from 0, and, of one that runs,
/// the number of the cell.
struct PlacedEntry {
  var entry: JupyterEntry
  var lines: Range<Int>
  var cell: Int?
}

extension Notebook {
  /// All that it consists of but for its settings and the empty lines around
  /// each.
  var jupyterEntries: [PlacedEntry] {
    var entries: [PlacedEntry] = []
    var number = 0
    for part in parts {
      switch part {
      case .prose(let range): entries += prose(range)
      case .question(let question):
        entries.append(
          placed(question.isPrediction ? .predict : .why, question.fence))
      case .because(let fence): entries.append(placed(.because, fence))
      case .cell(let cell):
        entries += self.entries(of: cell, number)
        number += 1
      }
    }
    return entries
  }

  private func prose(_ range: Range<Int>) -> [PlacedEntry] {
    let start = max(range.lowerBound, settingsLines?.upperBound ?? 0)
    guard start < range.upperBound else { return [] }
    let all = start..<range.upperBound
    func isWritten(_ line: Int) -> Bool {
      !lines[line].allSatisfy(\.isWhitespace)
    }
    guard let first = all.first(where: isWritten),
      let last = all.last(where: isWritten)
    else { return [] }
    let text = lines[first...last].map(Self.unended).joined(separator: "\n")
    return [
      PlacedEntry(
        entry: JupyterEntry(kind: .prose, text: text), lines: first..<last + 1)
    ]
  }

  private func placed(
    _ kind: JupyterEntry.Kind, _ fence: Fence, info: String = ""
  ) -> PlacedEntry {
    PlacedEntry(
      entry: JupyterEntry(
        kind: kind, info: info, text: fence.text.joined(separator: "\n")),
      lines: fence.lines)
  }

  private func entries(of cell: Cell, _ number: Int) -> [PlacedEntry] {
    let start = cell.exercise?.start.text ?? lines[cell.code].map(Self.unended)
    var entries = [
      PlacedEntry(
        entry: JupyterEntry(
          kind: .cell, info: cell.options.written.joined(separator: " "),
          text: start.joined(separator: "\n")),
        lines: cell.fence)
    ]
    for piece in cell.exercise?.pieces ?? [] {
      switch piece.kind {
      case .hint: entries.append(placed(.hint, piece.fence))
      case .solution: entries.append(placed(.solution, piece.fence))
      case .check: entries.append(placed(.check, piece.fence))
      case .wrong:
        let words = piece.kind.written.dropFirst("sluice wrong ".count)
        entries.append(placed(.wrong, piece.fence, info: String(words)))
      }
    }
    let ran = entries.firstIndex { $0.entry.kind == .solution } ?? 0
    entries[ran].cell = number
    entries[ran].entry.outputs = JupyterEntry.Output.ordered(
      cell.outputs.map {
        JupyterEntry.Output(profile: $0.profile, text: $0.text)
      })
    if let last = cell.outputs.last {
      entries[ran].lines =
        entries[ran].lines.lowerBound..<last.fence.upperBound
    }
    return entries
  }
}

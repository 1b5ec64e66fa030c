import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What two notebooks, or two runs, differ in, cell by cell. Outputs are
/// compared as a test compares them, with the tolerances of the first.
package struct NotebookDiff: Sendable {
  package let old, new: ComparedNotebook
  /// In the order of the second.
  package private(set) var changes: [Change] = []
  /// How many cells there are in both together, a pair as one.
  package private(set) var cells = 0
  private let isExact: Bool

  /// Something that is not the same.
  package struct Change: Sendable, Equatable {
    package var what: What
    /// Which pair of cells it is of, from 0.
    var pair: Int?
    /// The cell's name: `#id`, else `cell 3`; nil for what is about the whole.
    package var cell: String?
    /// The lines where it begins, from 1; nil for a side that has it not.
    package var oldLine, newLine: Int?
    /// The difference, each line with its sign.
    package var lines: [String] = []
    /// The profile whose output it is.
    package var profile: String?
  }

  package enum What: String, Sendable {
    case settings, parameters, code, options, exercise, output, moved, prose
    /// A cell of one side alone.
    case removed, added
    /// A run that stopped in the cell, and in the other did not.
    case failed
  }

  /// - Parameters:
  ///   - old: The first.
  ///   - new: The second.
  ///   - isExact: Whether every character counts.
  package init(
    _ old: ComparedNotebook, _ new: ComparedNotebook, isExact: Bool = false
  ) {
    (self.old, self.new, self.isExact) = (old, new, isExact)
    compareWhole(.settings, old.settings.words, new.settings.words)
    if old.isRun, new.isRun {
      compareWhole(.parameters, old.parameters, new.parameters)
    }
    for pair in CellPairs(old.cells, new.cells).pairs {
      let known = changes.count
      compare(pair)
      for index in known..<changes.count { changes[index].pair = cells }
      cells += 1
    }
    compareProse()
  }

  package var isSame: Bool { changes.isEmpty }

  /// How many cells differ in something.
  package var differing: Int { Set(changes.compactMap(\.pair)).count }

  private mutating func compareWhole(
    _ what: What, _ old: [String], _ new: [String]
  ) {
    guard old != new else { return }
    changes.append(
      Change(what: what, oldLine: 1, newLine: 1, lines: Self.lines(old, new)))
  }

  /// What places of the two sides begin with.
  private var files: (String, String) { (old.file, new.file) }

  // MARK: - Cells

  private mutating func compare(_ pair: CellPairs.Pair) {
    switch (pair.old.map { old.cells[$0] }, pair.new.map { new.cells[$0] }) {
    case (let one?, nil):
      changes.append(
        Change(
          what: .removed, cell: one.title, oldLine: one.line,
          lines: one.code.map { "- " + $0.text }))
    case (nil, let two?):
      changes.append(
        Change(
          what: .added, cell: two.title, newLine: two.line,
          lines: two.code.map { "+ " + $0.text }))
    case (let one?, let two?): compare(one, two, isMoved: pair.isMoved)
    case (nil, nil): break
    }
  }

  private mutating func compare(
    _ one: ComparedNotebook.Cell, _ two: ComparedNotebook.Cell, isMoved: Bool
  ) {
    func change(_ what: What, _ lines: [String] = []) -> Change {
      Change(
        what: what, cell: two.title, oldLine: one.line, newLine: two.line,
        lines: lines)
    }
    if isMoved { changes.append(change(.moved)) }
    let code = lineChanges(one.code, two.code)
    if !code.isEmpty {
      changes.append(change(.code, code.lines(in: files)))
    }
    let options = (one.options.written, two.options.written)
    if options.0 != options.1 {
      changes.append(change(.options, Self.lines(options.0, options.1)))
    }
    if !old.isRun, !new.isRun {
      let teaching = lineChanges(one.teaching, two.teaching)
      if !teaching.isEmpty {
        changes.append(
          change(.exercise, teaching.lines(in: files)))
      }
    }
    for (before, after) in outputs(one, two) {
      guard
        let lines = difference(before, after, of: one)
      else { continue }
      var change = change(.output, lines)
      change.profile = (before ?? after)?.profile
      if !old.isRun, let before { change.oldLine = before.line }
      if !new.isRun, let after { change.newLine = after.line }
      changes.append(change)
    }
    if one.mistake != two.mistake {
      var change = change(.failed)
      change.lines =
        (one.mistake.map { ["- " + $0] } ?? [])
        + (two.mistake.map { ["+ " + $0] } ?? [])
      changes.append(change)
    }
  }

  /// Code and what belongs to exercises: blanks at the ends of lines do not
  /// count, nor do empty lines.
  private func lineChanges(
    _ one: [ComparedNotebook.Line], _ two: [ComparedNotebook.Line]
  ) -> LineChanges {
    guard !isExact else { return LineChanges(one, two) }
    return LineChanges(
      one.filter(\.isWritten), two.filter(\.isWritten),
      by: { String($0.reversed().drop { $0.isWhitespace }.reversed()) })
  }

  private static func lines(_ old: [String], _ new: [String]) -> [String] {
    old.filter { !new.contains($0) }.map { "- " + $0 }
      + new.filter { !old.contains($0) }.map { "+ " + $0 }
  }

  // MARK: - Outputs

  private typealias Printed = ComparedNotebook.Printed

  /// The outputs that belong together. Of a run there is one, beside which a
  /// cell without a recorded output says nothing.
  private func outputs(
    _ one: ComparedNotebook.Cell, _ two: ComparedNotebook.Cell
  ) -> [(Printed?, Printed?)] {
    switch (old.isRun, new.isRun) {
    case (true, true):
      return (one.mistake == nil) == (two.mistake == nil)
        ? [(one.outputs.first, two.outputs.first)] : []
    case (false, true):
      return two.mistake != nil
        ? []
        : one.outputs.first.map { recorded in
          let none = Printed(text: [], line: 1)
          return [(recorded, two.outputs.first ?? none)]
        } ?? []
    case (true, false):
      return one.mistake != nil
        ? []
        : two.outputs.first.map { recorded in
          let none = Printed(text: [], line: 1)
          return [(one.outputs.first ?? none, recorded)]
        } ?? []
    case (false, false):
      let profiles = (one.outputs + two.outputs).map(\.profile)
      return profiles.enumerated()
        .filter { profiles.firstIndex(of: $0.element) == $0.offset }
        .map { _, profile in
          (
            one.outputs.first { $0.profile == profile },
            two.outputs.first { $0.profile == profile }
          )
        }
    }
  }

  /// How two outputs differ; nil if they do not.
  private func difference(
    _ one: Printed?, _ two: Printed?, of cell: ComparedNotebook.Cell
  ) -> [String]? {
    guard let one, let two else {
      guard let only = one ?? two else { return nil }
      let sign = one == nil ? "+ " : "- "
      let file = (one == nil ? new : old).printed(of: cell)
      return ["@ \(file):\(only.line)"] + only.text.map { sign + $0 }
    }
    let match = cell.options.match
    let files = (old.printed(of: cell), new.printed(of: cell))
    if isExact {
      let changes = LineChanges(one.numbered, two.numbered)
      return changes.isEmpty ? nil : changes.lines(in: files)
    }
    guard match != .none else { return nil }
    // Only what is recorded has signs that stand for others.
    let recorded = old.isRun ? one.text.map(Wildcards.escaped) : one.text
    let printed = new.isRun ? two.text : two.text.map(Wildcards.unescaped)
    guard recorded != two.text || new.isRun else { return nil }
    let diff = OutputDiff(
      recorded, printed, tolerance: old.settings.tolerance(cell.options),
      isExact: match == .exact)
    return diff.isSame
      ? nil : diff.lines(file: files.0, firstLine: one.line)
  }

  // MARK: - Prose

  private mutating func compareProse() {
    let prose = lineChanges(old.prose, new.prose)
    guard !prose.isEmpty else { return }
    changes.append(
      Change(
        what: .prose, oldLine: prose.first.old, newLine: prose.first.new,
        lines: prose.lines(in: files)))
  }
}

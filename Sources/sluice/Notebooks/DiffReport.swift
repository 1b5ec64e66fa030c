import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What `diff` says.
struct DiffReport {
  private let diff: NotebookDiff
  private let showsProse: Bool

  init(_ diff: NotebookDiff, showsProse: Bool) {
    (self.diff, self.showsProse) = (diff, showsProse)
  }

  // MARK: - For people

  func show() {
    for change in diff.changes {
      Terminal.print(styled: StyledText(onOneLine(headline(change)), .strong))
      let isHidden = change.what == .prose && !showsProse
      if change.lines.isEmpty || isHidden {
        Terminal.skipLine()
      } else {
        TestReport.print(diff: change.lines)
      }
    }
    Terminal.print(summary)
  }

  /// `#train a.sluice:12 b.sluice:14: the output differs`
  private func headline(_ change: NotebookDiff.Change) -> String {
    let places = [(diff.old, change.oldLine), (diff.new, change.newLine)]
      .compactMap { side, line in line.map { "\(side.file):\($0)" } }
    let cell = change.cell.map { "\($0) " } ?? ""
    return cell + places.joined(separator: " ") + ": " + phrase(change)
  }

  private func phrase(_ change: NotebookDiff.Change) -> String {
    switch change.what {
    case .settings: "other settings"
    case .parameters: "other parameters"
    case .code: "other commands"
    case .options: "other options"
    case .exercise: "another exercise"
    case .output:
      (diff.new.isRun ? "prints something else" : "another recorded output")
        + (change.profile.map { " under \($0)" } ?? "")
    case .moved: "moved"
    case .prose: prose(change)
    case .removed: "only in \(diff.old.name)"
    case .added: "only in \(diff.new.name)"
    case .failed: "ends otherwise"
    }
  }

  private func prose(_ change: NotebookDiff.Change) -> String {
    let counts = [("-", "gone"), ("+", "new")].compactMap { sign, word in
      let count = change.lines.count { $0.hasPrefix(sign) }
      return count == 0
        ? nil : "\(NumberText.count(count, of: "line")) \(word)"
    }
    return "other prose, \(counts.joined(separator: ", "))"
      + (showsProse ? "" : "; --prose shows it")
  }

  private var summary: String {
    let cells = NumberText.count(diff.cells, of: "cell")
    guard !diff.isSame else { return "the same: \(cells)" }
    return diff.differing == 0
      ? "the same \(cells)"
      : "\(diff.differing) of \(cells) "
        + (diff.differing == 1 ? "differs" : "differ")
  }

  // MARK: - For programs

  /// A change as one line of JSON.
  private struct Told: Encodable {
    var event: String
    var what: String?
    var cell: String?
    var file: String?
    var line: Int?
    var otherFile: String?
    var otherLine: Int?
    var profile: String?
    var diff: [String]?
    var cells: Int?
    var differing: Int?
    var status: Int32?
  }

  func tell() {
    for change in diff.changes {
      var told = Told(event: "difference")
      told.what = change.what.rawValue
      told.cell = change.cell
      told.file = change.oldLine.map { _ in diff.old.file }
      told.line = change.oldLine
      told.otherFile = change.newLine.map { _ in diff.new.file }
      told.otherLine = change.newLine
      told.profile = change.profile
      if !change.lines.isEmpty { told.diff = change.lines }
      Event.print(told)
    }
    var end = Told(event: "end")
    (end.file, end.otherFile) = (diff.old.name, diff.new.name)
    (end.cells, end.differing) = (diff.cells, diff.differing)
    end.status = diff.isSame ? 0 : 1
    Event.print(end)
  }
}

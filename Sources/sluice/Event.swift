import Foundation
import SluiceDiagnostics

/// One line of JSON about something that happened; absent keys say nothing.
/// `docs/notebook.md` describes them.
struct Event: Encodable {
  /// `notebook`, `prose`, `cell`, `output`, `error`, `result`, `end`, and
  /// `summary` for all notebooks.
  var event: String
  var file: String?
  /// From 1.
  var line: Int?
  /// `#id`, else `cell 3`.
  var cell: String?
  /// `#id`, else the headings and the cell's number below them.
  var name: String?
  /// The text of prose, commands or an output.
  var text: String?
  /// A cell's options, as they are written.
  var options: [String]?
  /// How a tested cell ended, and how long it took.
  var verdict: String?
  var seconds: Double?
  var diagnostics: [Mistake]?
  /// Names that failed cells would have made, without which this one is not
  /// run.
  var needs: [String]?
  /// A difference, line by line.
  var diff: [String]?
  /// Cells in all, of these compared with what is recorded, and of the others
  /// those whose assertions hold; and what looks like a cell and is none.
  var cells, compared, asserted, unused: Int?
  /// The values that parameters had, as texts.
  var parameters: [String: String]?
  /// Steps that were not run, since what they did was kept.
  var kept: Int?
  /// What the process ends with, as far as this notebook goes.
  var status: Int32?
  var notebooks: Int?
  var version: String?

  /// The end of all.
  static func summary(
    _ notebooks: Int, _ codes: [Code], _ time: Duration
  ) -> Event {
    var event = Event("summary", file: nil)
    event.notebooks = notebooks
    event.seconds = (time / .milliseconds(1)).rounded() / 1000
    event.status = codes.exitStatus
    event.version = Sluice.release
    return event
  }

  init(_ event: String, file: String?) {
    self.event = event
    self.file = file
  }

  /// A diagnostic with the keys that ``Diagnostic/json`` has.
  struct Mistake: Encodable {
    var code, title: String
    var file: String?
    var line, column, endColumn: Int?
    var label, hint: String?

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code.rawValue
      title = diagnostic.title
      hint = diagnostic.hint
      guard let place = diagnostic.place else { return }
      (file, line) = (place.file, place.line)
      let columns = place.characterColumns
      (column, endColumn) = (columns.lowerBound, columns.upperBound)
      label = diagnostic.label
    }
  }

  static func print(_ event: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(event) else { return }
    Terminal.print(escapingControls(String(decoding: data, as: UTF8.self)))
  }
}

import Foundation
import SluiceDiagnostics

/// One line of JSON about something that happened; absent keys say nothing.
struct Event: Encodable {
  /// `notebook`, `prose`, `cell`, `output`, `error`, `end`, `result`.
  var event: String
  var file: String
  /// From 1.
  var line: Int?
  /// `#id`, else `cell 3`.
  var cell: String?
  /// The text of prose, commands or an output.
  var text: String?
  /// How a tested cell ended, and how long it took.
  var verdict: String?
  var seconds: Double?
  var diagnostics: [Mistake]?
  /// A difference, line by line.
  var diff: [String]?
  /// What the process ends with, as far as this notebook goes.
  var status: Int32?

  init(_ event: String, file: String) {
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

  static func print(_ event: Event) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(event) else { return }
    Terminal.print(escapingControls(String(decoding: data, as: UTF8.self)))
  }
}

import Foundation
import SluiceDiagnostics
import SluiceOutput

/// What `check` says of the notebooks.
struct CheckReport {
  enum Form {
    /// For people.
    case text
    /// An event a line.
    case json
    /// Workflow commands, which code hosts show beside the lines they name.
    case annotations
  }

  let form: Form

  func show(_ checked: CheckedNotebook) {
    switch form {
    case .text: print(checked)
    case .json: tell(checked)
    case .annotations:
      for mistake in checked.mistakes {
        Terminal.print(mistake.annotation(of: checked.name))
      }
    }
  }

  private func print(_ checked: CheckedNotebook) {
    let isFine = checked.mistakes.isEmpty
    let state =
      isFine ? Self.count(checked.cells, "cell") : Self.count(checked.mistakes)
    Terminal.print(
      styled: TestReport.mark(isFine)
        + StyledText(" \(onOneLine(checked.name)): \(state)"))
    for mistake in checked.mistakes {
      Terminal.show(.diagnostic(mistake))
      Terminal.skipLine()
    }
  }

  private func tell(_ checked: CheckedNotebook) {
    for mistake in checked.mistakes {
      var event = Event("error", file: checked.name)
      if mistake.place?.file == checked.name {
        event.line = mistake.place?.line
      }
      event.diagnostics = [Event.Mistake(mistake)]
      Event.print(event)
    }
    var end = Event("end", file: checked.name)
    end.status = checked.status
    end.cells = checked.cells
    Event.print(end)
  }

  func summarize(_ checked: [CheckedNotebook], _ time: Duration) {
    if form == .json {
      var event = Event.summary(checked.count, [], time)
      event.status = checked.map(\.status).first { $0 != 0 } ?? 0
      return Event.print(event)
    }
    guard form == .text, checked.count > 1 else { return }
    Terminal.print(
      "\(checked.count) notebooks, "
        + Self.count(checked.flatMap(\.mistakes)))
  }

  private static func count(_ mistakes: [Diagnostic]) -> String {
    mistakes.isEmpty ? "no mistake" : count(mistakes.count, "mistake")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Diagnostic {
  /// The mistake as a workflow command:
  /// `::error file=a.sluice,line=2,col=7,endLine=2,endColumn=12,title=…::…`.
  ///
  /// - Parameter file: The notebook, for a mistake without a place.
  /// - Returns: One line.
  fileprivate func annotation(of file: String) -> String {
    var properties = [("file", place?.file ?? file)]
    if let place {
      let columns = place.characterColumns
      properties += [
        ("line", "\(place.line)"), ("endLine", "\(place.line)"),
        ("col", "\(columns.lowerBound)"),
        ("endColumn", "\(columns.upperBound)"),
      ]
    }
    properties.append(("title", code.rawValue))
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }
      .joined(separator: ",")
    let text = [title, label, hint.map { "hint: \($0)" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "\n")
    // What is shown in a build's log commands no terminal either.
    return onOneLine(
      "::error \(list)::\(escaped(text, isProperty: false))")
  }

  /// Text in which nothing ends the command, or a property, before its time.
  private func escaped(_ text: String, isProperty: Bool) -> String {
    let signs: Set<UInt8> = Set((isProperty ? "%\r\n:," : "%\r\n").utf8)
    return text.utf8.reduce(into: [UInt8]()) { bytes, byte in
      if signs.contains(byte) {
        bytes += Array(String(format: "%%%02X", byte).utf8)
      } else {
        bytes.append(byte)
      }
    }.text
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

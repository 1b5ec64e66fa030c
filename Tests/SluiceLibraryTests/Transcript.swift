import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

/// A script and all that a session says to it.
struct Transcript: CustomTestStringConvertible {
  var testDescription: String
  var script: String
  var said: String

  init(_ description: String, _ script: String, _ said: String) {
    testDescription = description
    self.script = script
    self.said = said
  }
}

extension Session {
  /// Runs a script and gives back what it says: outputs, then mistakes.
  mutating func said(to script: String, mode: Mode = .file) -> String {
    let renderer = TerminalRenderer(width: 80, color: false)
    var lines: [String] = []
    let outcome = run(
      SourceText(script, name: "demo.sluice"), mode: mode
    ) { lines.append(renderer.render($0)) }
    lines += outcome.diagnostics.map { $0.rendered(color: false) }
    return lines.joined(separator: "\n")
  }
}

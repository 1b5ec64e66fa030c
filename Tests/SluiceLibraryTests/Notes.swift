import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What a script in a folder of files is told: its notes, and its mistakes
/// with their hints.
struct Notes: Equatable {
  var notes: [String] = []
  var mistakes: [String] = []

  init(notes: [String] = [], mistakes: [String] = []) {
    (self.notes, self.mistakes) = (notes, mistakes)
  }

  /// - Throws: What the file system says.
  init(_ script: String, files: [String: String]) throws {
    let folder = try ExampleFiles.folder(files)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(Environment(folder: folder))
    let renderer = TerminalRenderer(width: 10_000, color: false)
    var lines: [Substring] = []
    let outcome = session.run(
      SourceText(script, name: "demo.sluice"), mode: .prompt
    ) { lines += renderer.render($0).split(separator: "\n") }
    notes = lines.filter { $0.hasPrefix("note: ") }.map {
      String($0.dropFirst(6))
    }
    mistakes = outcome.diagnostics.map {
      $0.title + ($0.hint.map { " (\($0))" } ?? "")
    }
  }
}

/// All that a script in a folder of files says, a line a row.
///
/// - Throws: What the file system says.
func said(
  _ script: String, files: [String: String] = [:]
) throws -> String {
  let folder = try ExampleFiles.folder(files)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  var session = Session(Environment(folder: folder))
  return session.said(to: script, mode: .prompt)
}

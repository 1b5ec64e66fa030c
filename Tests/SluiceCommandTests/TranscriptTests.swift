import Foundation
import SluiceNotebook
import Testing

/// Pages that show a session at the prompt: it is typed again.
@Suite("Transcripts") struct TranscriptTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../..").standardized

  /// An entry with what the page shows below it.
  private struct Exchange {
    var entry: String
    var shown: [String]
  }

  /// What a page's blocks ```transcript say, in order.
  private static func exchanges(on page: String) throws -> [Exchange] {
    let text = try String(
      contentsOf: root.appending(path: page), encoding: .utf8)
    var exchanges: [Exchange] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```transcript"
      } else if isInside, line.hasPrefix("sluice> ") {
        exchanges.append(Exchange(entry: String(line.dropFirst(8)), shown: []))
      } else if isInside, line.hasPrefix("   ...> ") {
        exchanges[exchanges.count - 1].entry += "\n" + line.dropFirst(8)
      } else if isInside {
        exchanges[exchanges.count - 1].shown.append(String(line))
      }
    }
    return exchanges
  }

  @Test(
    "What a page shows is what the prompt says",
    arguments: ["docs/prompt.md", "README.md"])
  func transcript(page: String) throws {
    let exchanges = try Self.exchanges(on: page)
    #expect(!exchanges.isEmpty)
    let folder = try ExampleFolder()
    let prompt = try Dialogue(
      home: folder.path, in: folder.path, columns: 100, terminal: "xterm")
    prompt.settled { $0.current == "sluice> " }
    // Words and counts as they are; what training finds is a little different
    // on another processor.
    let tolerance = Tolerance(relative: 0.2, absolute: 0.05)
    for exchange in exchanges {
      let lines = exchange.entry.split(separator: "\n").count
      let screen = prompt.shows(after: exchange.entry + "\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      let diff = OutputDiff(
        exchange.shown, Array(screen.dropFirst(lines).dropLast()),
        tolerance: tolerance)
      #expect(
        diff.isSame,
        """
        \(page), after `\(exchange.entry)`:
        \(screen.dropFirst(lines).joined(separator: "\n"))
        """)
    }
  }
}

import Foundation
import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What `test` says of the notebooks.
struct TestReport {
  let asJSON: Bool

  func show(_ test: TestedNotebook) {
    if asJSON { return tell(test) }
    let results = test.results
    let compared = results.count { $0.isCompared }
    let seconds = results.reduce(0) { $0 + $1.seconds }
    let state =
      test.status == 0
      ? "\(compared) of \(results.count) cells compared, all as recorded"
      : Self.count(results, test.mistakes)
    let time = String(format: "%.1f", seconds)
    Terminal.print(
      styled: "\(Self.mark(test.status == 0)) \(test.notebook.name): \(state)"
        + " (\(time) s)")
    for mistake in test.mistakes { print(mistake) }
    for result in results {
      for mistake in result.diagnostics { print(mistake) }
      switch result.verdict {
      case .differs: Self.printDifference(result, in: test.notebook.name)
      case .blocked(let names):
        Terminal.print(
          "blocked: \(test.notebook.name):\(result.line) \(result.title)"
            + " needs \(names.joined(separator: ", "))\n")
      default: break
      }
    }
  }

  private func print(_ mistake: Diagnostic) {
    Terminal.show(.diagnostic(mistake))
    Terminal.skipLine()
  }

  static func mark(_ isFine: Bool) -> StyledText {
    isFine ? StyledText("ok  ", .success) : StyledText("FAIL", .error)
  }

  /// A difference as a unified diff.
  static func printDifference(_ result: CellResult, in file: String) {
    let styles: [Character: Style] = [
      "@": .hunk, "-": .removed, "+": .added, "~": .changed,
    ]
    for line in result.difference(in: file) {
      let text = StyledText(onOneLine(line, keeping: "\t"))
      Terminal.print(
        styled: line.first.flatMap { styles[$0] }.map(text.styled) ?? text)
    }
    Terminal.skipLine()
  }

  private static func count(
    _ results: [CellResult], _ mistakes: [Diagnostic]
  ) -> String {
    guard mistakes.isEmpty else {
      return mistakes.count == 1 ? "1 mistake" : "\(mistakes.count) mistakes"
    }
    let words = ["failed", "differs", "blocked"]
    let parts = words.compactMap { word -> String? in
      let count = results.count { $0.verdict.word == word }
      return count == 0
        ? nil : "\(count) \(word == "differs" ? "different" : word)"
    }
    let cells = results.count == 1 ? "1 cell" : "\(results.count) cells"
    return "\(cells): \(parts.joined(separator: ", "))"
  }

  func summarize(_ tests: [TestedNotebook], _ time: Duration) {
    guard tests.count > 1 else { return }
    let failed = tests.count { $0.status != 0 }
    Terminal.print(
      "\(tests.count) notebooks, "
        + (failed == 0 ? "all as recorded" : "\(failed) not as recorded")
        + String(format: " (%.1f s)", time / .seconds(1)))
  }

  private func tell(_ test: TestedNotebook) {
    for result in test.suite.results {
      var event = Event("result", file: test.notebook.name)
      event.line = result.line
      event.cell = result.title
      event.verdict = result.verdict.word
      event.seconds = (result.seconds * 1000).rounded() / 1000
      if !result.diagnostics.isEmpty {
        event.diagnostics = result.diagnostics.map(Event.Mistake.init)
      }
      if case .differs = result.verdict {
        event.diff = result.difference(in: test.notebook.name)
      }
      if case .blocked(let names) = result.verdict {
        event.text = names.joined(separator: ", ")
      }
      Event.print(event)
    }
    var end = Event("end", file: test.notebook.name)
    end.status = test.status
    Event.print(end)
  }
}

extension CellResult {
  /// Whether its output was held against a recorded one.
  fileprivate var isCompared: Bool {
    switch verdict {
    case .passed, .differs: true
    case .unchecked, .shown, .failed, .blocked: false
    }
  }
}

import Foundation
import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What `test` says of the notebooks.
struct TestReport {
  let asJSON: Bool

  func show(_ test: TestedNotebook) {
    if asJSON { return tell(test) }
    let seconds = test.results.reduce(0) { $0 + $1.seconds }
    let isFine = test.codes.isEmpty
    let state = isFine ? Self.evidence(test) : Self.faults(test)
    let time = String(format: "%.1f", seconds)
    Terminal.print(
      styled: Self.mark(isFine)
        + StyledText(
          " \(onOneLine(test.name)): \(state)\(Self.unused(test)) (\(time) s)"))
    for mistake in test.mistakes { print(mistake) }
    for result in test.results {
      for mistake in result.diagnostics { print(mistake) }
      switch result.verdict {
      case .differs: Self.printDifference(result, in: test.name)
      case .blocked(let names):
        Terminal.print(
          "blocked: \(onOneLine(test.name)):\(result.line) \(result.title)"
            + " needs \(names.joined(separator: ", "))\n")
      default: break
      }
    }
  }

  func print(_ mistake: Diagnostic) {
    Terminal.show(.diagnostic(mistake))
    Terminal.skipLine()
  }

  static func mark(_ isFine: Bool) -> StyledText {
    isFine ? StyledText("ok  ", .success) : StyledText("FAIL", .error)
  }

  /// A difference as a unified diff.
  static func printDifference(_ result: CellResult, in file: String) {
    print(diff: result.difference(in: file))
  }

  /// Lines of a diff, in the colours of their signs.
  static func print(diff lines: [String]) {
    let styles: [Character: Style] = [
      "@": .hunk, "-": .removed, "+": .added, "~": .changed,
    ]
    for line in lines {
      let text = StyledText(onOneLine(line, keeping: "\t"))
      Terminal.print(
        styled: line.first.flatMap { styles[$0] }.map(text.styled) ?? text)
    }
    Terminal.skipLine()
  }

  /// What shows that a notebook is as it should be: nothing is said to be as
  /// recorded where nothing was compared.
  private static func evidence(_ test: TestedNotebook) -> String {
    let unsolved = test.results.count { $0.verdict.word == "unsolved" }
    let cells = NumberText.count(test.counted.count, of: "cell")
    let asserted =
      (test.asserted > 0 ? ", \(test.asserted) asserted" : "")
      + (unsolved > 0 ? ", \(unsolved) unsolved" : "")
    if !test.otherParameters.isEmpty {
      return "\(cells)\(asserted), none compared: recorded with other"
        + " \(test.otherParameters.joined(separator: ", "))"
    }
    guard test.compared > 0 else {
      return cells + (asserted.isEmpty ? ", nothing" : asserted + ", none")
        + " compared"
    }
    return "\(test.compared) of \(cells) compared\(asserted), all as recorded"
  }

  private static func faults(_ test: TestedNotebook) -> String {
    guard test.mistakes.isEmpty else {
      return NumberText.count(test.mistakes.count, of: "mistake")
    }
    let words = ["failed", "differs", "blocked"]
    let parts = words.compactMap { word -> String? in
      let count = test.results.count { $0.verdict.word == word }
      return count == 0
        ? nil : "\(count) \(word == "differs" ? "different" : word)"
    }
    return NumberText.count(test.counted.count, of: "cell")
      + ": \(parts.joined(separator: ", "))"
  }

  private static func unused(_ test: TestedNotebook) -> String {
    switch test.unusedPlaces {
    case 0: ""
    case 1: "; 1 place is not used, see sluice check"
    default: "; \(test.unusedPlaces) places are not used, see sluice check"
    }
  }

  func summarize(_ tests: [TestedNotebook], _ time: Duration) {
    if asJSON {
      return Event.print(
        Event.summary(tests.count, tests.flatMap(\.codes), time))
    }
    guard tests.count > 1 else { return }
    let failed = tests.count { !$0.codes.isEmpty }
    let state =
      failed > 0
      ? "\(failed) not as recorded"
      : tests.contains { $0.compared > 0 }
        ? "all as recorded" : "nothing compared"
    Terminal.print(
      "\(tests.count) notebooks, \(state)"
        + String(format: " (%.1f s)", time / .seconds(1)))
  }

  private func tell(_ test: TestedNotebook) {
    for result in test.suite.results {
      var event = Event("result", file: test.name)
      event.line = result.line
      event.cell = result.title
      event.name = result.name
      event.verdict = result.verdict.word
      event.seconds = (result.seconds * 1000).rounded() / 1000
      if !result.diagnostics.isEmpty {
        event.diagnostics = result.diagnostics.map(Event.Mistake.init)
      }
      if case .differs = result.verdict {
        event.diff = result.difference(in: test.name)
      }
      if case .blocked(let names) = result.verdict { event.needs = names }
      Event.print(event)
    }
    var end = Event("end", file: test.name)
    end.status = test.codes.exitStatus
    end.cells = test.counted.count
    end.compared = test.compared
    end.asserted = test.asserted
    end.unused = test.unusedPlaces
    end.parameters = test.parameters
    Event.print(end)
  }
}

import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What `watch` shows of a notebook that was saved.
struct WatchReport {
  let name: String
  let results: [CellResult]
  /// What a check finds, be it run or not.
  let mistakes: [Diagnostic]

  func show(after time: Duration) {
    Terminal.skipLine()
    for mistake in found { Terminal.show(.diagnostic(mistake)) }
    for result in results {
      switch result.verdict {
      case .differs: TestReport.printDifference(result, in: name)
      case .blocked(let names):
        Terminal.print(
          "blocked: \(place(result)) needs \(names.joined(separator: ", "))")
      default: break
      }
    }
    for result in stale {
      Terminal.print("stale: \(place(result)) takes longer than a second")
    }
    Terminal.print(
      styled: (isFine && !stale.isEmpty
        ? StyledText("wait", .changed) : TestReport.mark(isFine))
        + StyledText(" \(onOneLine(name)): \(state)")
        + StyledText(
          " (\(NumberText.decimals(time / .seconds(1), 1)) s)\(offers)",
          .dim))
  }

  /// Mistakes, each once: a run finds what a check has found.
  private var found: [Diagnostic] {
    let failed = results.flatMap { result -> [Diagnostic] in
      if case .failed = result.verdict { result.diagnostics } else { [] }
    }
    return mistakes + failed.filter { !mistakes.contains($0) }
  }

  private var stale: [CellResult] {
    results.filter { $0.verdict.word == "stale" }
  }

  private var isFine: Bool {
    found.isEmpty && results.allSatisfy(\.diagnostics.isEmpty)
  }

  private func count(_ word: String) -> Int {
    results.count { $0.verdict.word == word }
  }

  private var state: String {
    let parts = [
      (found.count, found.count == 1 ? "mistake" : "mistakes"),
      (count("differs"), "different"), (count("blocked"), "blocked"),
      (stale.count, "stale"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return NumberText.count(results.count, of: "cell")
      + (parts.isEmpty
        ? ", all as recorded" : ": " + parts.joined(separator: ", "))
  }

  /// What can be done now.
  private var offers: String {
    let offers =
      (stale.isEmpty ? [] : ["Enter runs what is stale"])
      + (count("differs") == 0 ? [] : ["`a` records what is printed"])
    return offers.isEmpty ? "" : "; " + offers.joined(separator: ", ")
  }

  private func place(_ result: CellResult) -> String {
    "\(onOneLine(name)):\(result.line) \(result.title)"
  }
}

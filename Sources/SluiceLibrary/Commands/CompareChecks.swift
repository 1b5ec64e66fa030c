import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

/// Which runs cannot be compared, and why.
extension CompareCommand {
  /// Why runs failed, and how many: `2 diverged, 1 no-labels`.
  var failures: String {
    Dictionary(grouping: table.failures.compactMap { $0?.code }, by: { $0 })
      .sorted { $0.key < $1.key }.map { "\($0.value.count) \($0.key)" }
      .joined(separator: ", ")
  }

  /// - Throws: `too-few-runs`, where no run has a score.
  func checkScores(_ plan: Plan, _ context: Context) throws(Stop) {
    guard plan.compared.runs.isEmpty else { return }
    let others = table.columns.filter { $0 != plan.score }
    let hint =
      !failures.isEmpty
      ? "show \(table.name) to see why they failed: \(failures)"
      : others.isEmpty
        ? "show \(table.name) to see its rows"
        : "compare another column: of=\(others.joined(separator: " or of="))"
    throw context.fail(
      .tooFewRuns, "no run of \(table.name) has a value of \(plan.score)",
      at: of?.span ?? table.span, hint: hint)
  }

  /// Of one run each nothing tells a difference from chance, and neither does
  /// what changes nothing.
  func checkEnough(
    _ plan: Plan, _ context: Context
  ) throws(Stop) {
    let compared = plan.compared
    if let over {
      let name = try name(over, in: table.axes, context)
      guard !compared.idle.contains(name) else {
        throw context.fail(
          .tooFewRuns, "\(name) changes nothing, so its runs are one run",
          at: over.span, hint: "does the block use `\(name)`?")
      }
    }
    guard compared.isTooFew else { return }
    let all = table.object.column(plan.method)?.count ?? 0
    let each = all / compared.runs.count
    guard each > 1, !compared.idle.isEmpty || compared.repeated > 0 else {
      throw tooFew(plan.method, context)
    }
    let varied = table.axes.filter { $0 != plan.method }
    throw context.fail(
      .tooFewRuns,
      "the \(each) runs of each \(plan.method) are one run over again",
      at: table.span,
      hint: "does the block use \(enumeration(varied.map { "`\($0)`" }))?")
  }

  /// Shares differ by less than 1: who writes `margin=3` means points.
  func checkMargin(
    _ plan: Plan, _ context: Context
  ) throws(Stop) {
    let runs = plan.compared.runs
    guard let margin, margin >= 1, better == .more, !runs.isEmpty,
      runs.allSatisfy({ (0...1).contains($0.score) })
    else { return }
    throw context.fail(
      .outOfRange,
      "a margin of \(numberText(margin)) holds every difference of"
        + " \(plan.score),"
        + " which lies between 0 and 1",
      at: context.span,
      hint: "it is in units of the score: margin=0.003 is 0.3 points")
  }

  func tooFew(_ method: String, _ context: Context) -> Stop {
    context.fail(
      .tooFewRuns,
      "there is one run of each \(method), so there is nothing to tell a"
        + " difference from chance", at: table.span,
      hint: "vary what is to be compared, and repeat it: sweep runs"
        + " method=[hard, sluice] seed=1..5 { … }")
  }
}

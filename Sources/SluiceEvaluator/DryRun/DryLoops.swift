import SluiceDiagnostics
import SluiceLanguage

/// A dry run goes round a loop often enough to meet what is wrong with its
/// block, and no more often.
extension Context {
  package mutating func dryRun(
    loop name: Name, _ values: Expression, _ body: [Statement]
  ) throws(Stop) {
    let before = state.item(name.text)
    _ = try noting { () throws(Stop) in
      try checkFree(loop: name)
    }
    let (items, isWhole) = try dryItems(of: values)
    guard !items.isEmpty else {
      return try dryRunApart(body, named: name.text)
    }
    var isCut = !isWhole
    for (index, item) in items.enumerated() {
      if index > 0, environment.dryRun?.findings.hasEffort == false {
        isCut = true
        break
      }
      state.setItem(name.text, item)
      try execute(body) { _ in }
      if isQuitting { break }
    }
    state.setItem(name.text, before)
    // What the last time round would leave is not known.
    if isCut { forget(body) }
  }

  /// The first items of a list or range, or an unknown one, and whether these
  /// are all.
  private func dryItems(
    of expression: Expression
  ) throws(Stop) -> (items: [State.LoopItem], areAll: Bool) {
    var items = [State.LoopItem.copy(.anything)]
    let isKnown = try noting { () throws(Stop) in
      items = try loopItems(of: expression, first: DryRun.items + 1)
    }
    return (
      Array(items.prefix(DryRun.items)),
      isKnown && items.count <= DryRun.items
    )
  }

  /// Runs the block of a sweep once for each value of each axis, up to so many
  /// as a loop has, and not for all combinations: that meets them, and ends.
  package mutating func dryRun(_ sweep: Sweep) throws(Stop) {
    let plan: SweepPlan
    do throws(Stop) { plan = try SweepPlan(sweep, self) } catch {
      // The block is looked at all the same.
      var block = self
      for axis in sweep.axes where axis.name.text != "to" {
        block.state.define(axis.name.text, as: .anything)
      }
      try block.execute(sweep.body) { _ in }
      throw error
    }
    var rows: [Int: [String: Value]] = [:]
    for index in plan.combinations.indices.prefix(DryRun.items) {
      guard index == 0 || environment.dryRun?.findings.hasEffort == true
      else { break }
      var block = self
      block.environment.dryRun?.remark += ", in the run \(plan.key(index))"
      for (axis, value) in zip(plan.axes, plan.combinations[index]) {
        block.state.define(axis, as: value)
      }
      try block.execute(plan.body) { _ in }
      rows[index] = block.state.values.filter { plan.columns.contains($0.key) }
    }
    _ = try define(plan.name, as: .object(plan.sketch(rows)))
  }
}

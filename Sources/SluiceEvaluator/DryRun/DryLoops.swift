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

  /// Runs the block of a sweep for all combinations, or, where they are many,
  /// for some in which each value of each axis is met.
  ///
  /// What all of them meet is a mistake; a run that fails by itself is a row.
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
    var rows: [[Value]] = []
    var found: [[Diagnostic]] = []
    for combination in plan.combinations {
      guard rows.isEmpty || environment.dryRun?.findings.hasEffort == true
      else { break }
      var block = self
      for (axis, value) in zip(plan.axes, combination) {
        block.state.define(axis, as: value)
      }
      found.append(
        try block.findings { block throws(Stop) in
          try block.execute(plan.body) { _ in }
        })
      rows.append(
        combination + plan.columns.map { block.state[$0] ?? .anything })
    }
    for mistake in Self.common(found) { try note(.mistake(mistake)) }
    _ = try define(plan.name, as: .object(sketch(plan, rows)))
  }

  /// The table as far as a dry run knows it: without the columns that rows on
  /// file would not hold.
  private func sketch(_ plan: SweepPlan, _ rows: [[Value]]) -> TableObject {
    let first = plan.axes.count
    let held = plan.columns.indices.filter { column in
      plan.file == nil || !rows.contains { $0[first + column].holdsObject }
    }
    var table = TableObject(
      axes: plan.axes, columns: held.map { plan.columns[$0] },
      rows: rows.map { row in row[..<first] + held.map { row[first + $0] } })
    table.isWhole = false
    return table
  }
}

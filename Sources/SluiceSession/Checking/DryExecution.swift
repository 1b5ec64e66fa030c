import SluiceDiagnostics
import SluiceLanguage

/// How a dry run goes through statements: it meets each one, goes on after
/// mistakes, and does not go round a loop for ever.
extension Context {
  /// Runs a statement dry.
  ///
  /// - Throws: An interrupt, and nothing else.
  mutating func rehearse(_ statement: Statement) throws(Diagnostic) {
    do throws(Diagnostic) {
      switch statement.kind {
      case .loop(let name, let values, let body):
        try rehearse(loop: name, values, body)
      case .sweep(let sweep): try rehearse(sweep)
      case .choice(let branches, let otherwise):
        try rehearse(branches, otherwise)
      default: try perform(statement) { _ in }
      }
    } catch {
      try note(placed(error, at: statement.span))
      forget([statement])
    }
  }

  /// Makes the names that statements would make unknown.
  private mutating func forget(_ body: [Statement]) {
    doubt()
    let registry = environment.registry
    for statement in body {
      if case .command(let call) = statement.kind {
        let command = registry.command(call.verb.text)
        for name in StatementNames([statement], registry: registry).changed {
          guard let value = state.values[name] else { continue }
          forget(name, as: command?.remains(of: value) ?? .anything)
        }
      }
      for block in statement.blocks { forget(block) }
      for name in statement.definedNames(registry) {
        forget(name, as: .anything)
      }
    }
  }

  private mutating func forget(_ name: String, as value: Value) {
    state.values[name] = value
    state.origins[name] = nil
  }

  // MARK: - Loops

  private mutating func rehearse(
    loop name: Name, _ values: Expression, _ body: [Statement]
  ) throws(Diagnostic) {
    let before = state.values[name.text]
    _ = try noting { () throws(Diagnostic) in
      try checkFree(loop: name)
    }
    let (items, isWhole) = try dryItems(of: values)
    guard !items.isEmpty else {
      return try rehearseApart(body, named: name.text)
    }
    var isCut = !isWhole
    for (index, item) in items.enumerated() {
      if index > 0, environment.dryRun?.findings.hasEffort == false {
        isCut = true
        break
      }
      state.values[name.text] = item
      try execute(body) { _ in }
      if isQuitting { break }
    }
    state.values[name.text] = before
    // What the last time round would leave is not known.
    if isCut { forget(body) }
  }

  /// The first items of a list or range, or an unknown one, and whether these
  /// are all.
  private func dryItems(
    of expression: Expression
  ) throws(Diagnostic) -> (items: [Value], areAll: Bool) {
    var items = [Value.anything]
    let isKnown = try noting { () throws(Diagnostic) in
      items = try self.items(
        of: expression, allowsWords: true, first: DryRun.items + 1)
    }
    return (
      Array(items.prefix(DryRun.items)),
      isKnown && items.count <= DryRun.items
    )
  }

  /// Runs the block of a sweep once for each value of each axis, not for all
  /// combinations: that meets every value, and ends.
  private mutating func rehearse(_ sweep: Sweep) throws(Diagnostic) {
    let plan: SweepPlan
    do throws(Diagnostic) { plan = try SweepPlan(sweep, self) } catch {
      // The block is looked at all the same.
      var block = self
      for axis in sweep.axes where axis.name.text != "to" {
        block.state.values[axis.name.text] = .anything
      }
      try block.execute(sweep.body) { _ in }
      throw error
    }
    try rehearseWriting(plan.file)
    var rows: [Int: [String: Value]] = [:]
    for index in plan.combinations.indices.prefix(DryRun.items) {
      guard index == 0 || environment.dryRun?.findings.hasEffort == true
      else { break }
      var block = self
      block.environment.dryRun?.remark += ", in the run \(plan.key(index))"
      for (axis, value) in zip(plan.axes, plan.combinations[index]) {
        block.state.values[axis] = value
      }
      try block.execute(plan.body) { _ in }
      rows[index] = block.state.values.filter { plan.columns.contains($0.key) }
    }
    _ = try define(plan.name, as: .object(plan.sketch(rows)))
  }

  // MARK: - Branches

  private mutating func rehearse(
    _ branches: [Statement.Branch], _ otherwise: [Statement]
  ) throws(Diagnostic) {
    var possible: [[Statement]] = []
    var isDecided = false
    for branch in branches {
      if isDecided {
        try rehearseApart(branch.body)
        continue
      }
      var holds: Bool?
      _ = try noting { () throws(Diagnostic) in
        holds = try truth(branch.condition)
      }
      switch holds {
      case true?:
        possible.append(branch.body)
        isDecided = true
      case false?: try rehearseApart(branch.body)
      case nil: possible.append(branch.body)
      }
      if case .truth(let literal) = branch.condition.kind {
        try noteUnreachable(literal, branch, branches, otherwise)
      }
    }
    if isDecided {
      try rehearseApart(otherwise)
    } else {
      possible.append(otherwise)
    }
    try rehearse(oneOf: possible, isLiteral: branches.allSatisfy(\.isLiteral))
  }

  /// Runs blocks of which a real run takes one.
  private mutating func rehearse(
    oneOf blocks: [[Statement]], isLiteral: Bool
  ) throws(Diagnostic) {
    if blocks.count == 1 {
      try execute(blocks[0]) { _ in }
      guard isQuitting, !isLiteral else { return }
      // With other parameters the notebook goes on.
      isQuitting = false
      becomeGuarded()
      return
    }
    doubt()
    let start = state
    let made = StatementNames(
      blocks.flatMap { $0 }, registry: environment.registry
    ).made
    var ends: [[String: Value]] = []
    for block in blocks {
      state = start
      try execute(block) { _ in }
      isQuitting = false
      ends.append(state.values.filter { made.contains($0.key) })
    }
    state = start
    for name in made {
      forget(name, as: .oneOf(ends.map { $0[name] ?? .anything }))
    }
  }

  /// Runs a block that is not taken, for what is wrong with it whatever the
  /// values are.
  private func rehearseApart(
    _ body: [Statement], named item: String? = nil
  ) throws(Diagnostic) {
    guard !body.isEmpty else { return }
    var other = self
    other.becomeGuarded()
    if let item { other.state.values[item] = .anything }
    try other.execute(body) { _ in }
  }

  /// The same for an expression.
  func rehearseApart(_ expression: Expression) throws(Diagnostic) {
    var other = self
    other.becomeGuarded()
    _ = try other.value(of: expression)
  }

  /// Makes what follows count as not taken.
  private mutating func becomeGuarded() {
    doubt()
    environment.dryRun?.isGuarded = true
    state.values = state.values.mapValues { _ in .anything }
    state.origins = [:]
  }

  /// `if false { … }`, or what stands after `if true { … }`.
  private func noteUnreachable(
    _ literal: Bool, _ branch: Statement.Branch,
    _ branches: [Statement.Branch], _ otherwise: [Statement]
  ) throws(Diagnostic) {
    let later = branches.drop {
      $0.condition.span.lowerBound <= branch.condition.span.lowerBound
    }
    guard !literal || !later.isEmpty || !otherwise.isEmpty else { return }
    try note(
      fail(
        .unreachable,
        literal
          ? "what stands after this block is never run"
          : "this block is never run",
        at: branch.condition.span, label: "is always \(literal)",
        hint: "write a condition that can be either, or take the block out"))
  }
}

extension Statement {
  /// The blocks right inside.
  fileprivate var blocks: [[Statement]] {
    switch kind {
    case .loop(_, _, let body): [body]
    case .choice(let branches, let otherwise):
      branches.map(\.body) + [otherwise]
    default: []
    }
  }

  /// The names that it defines itself, in no block.
  fileprivate func definedNames(_ registry: Registry) -> Set<String> {
    switch kind {
    case .loop, .choice: []
    case .sweep(let sweep): [sweep.name.text]
    default: StatementNames([self], registry: registry).defined
    }
  }
}

extension Statement.Branch {
  fileprivate var isLiteral: Bool {
    if case .truth = condition.kind { true } else { false }
  }
}

import SluiceDiagnostics
import SluiceLanguage

/// A dry run takes the branch that a real run takes, both where that is not
/// known, and looks at the others for what no value could make right.
extension Context {
  package mutating func dryRun(
    _ branches: [Statement.Branch], _ otherwise: [Statement]
  ) throws(Stop) {
    var possible: [[Statement]] = []
    var isDecided = false
    for branch in branches {
      if isDecided {
        try dryRunApart(branch.body)
        continue
      }
      var holds: Bool?
      _ = try noting { () throws(Stop) in
        holds = try boolean(branch.condition)
      }
      switch holds {
      case true?:
        possible.append(branch.body)
        isDecided = true
      case false?: try dryRunApart(branch.body)
      case nil: possible.append(branch.body)
      }
      if case .boolean(let literal) = branch.condition.kind {
        try noteUnreachable(literal, branch, branches, otherwise)
      }
    }
    if isDecided {
      try dryRunApart(otherwise)
    } else {
      possible.append(otherwise)
    }
    try dryRun(oneOf: possible, isLiteral: branches.allSatisfy(\.isLiteral))
  }

  /// Runs blocks of which a real run takes one.
  private mutating func dryRun(
    oneOf blocks: [[Statement]], isLiteral: Bool
  ) throws(Stop) {
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
      ends.append(
        made.reduce(into: [:]) { end, name in end[name] = state[name] })
    }
    state = start
    for name in made {
      forget(name, as: .oneOf(ends.map { $0[name] ?? .anything }))
    }
  }

  /// Runs a block that is not taken, for what is wrong with it whatever the
  /// values are.
  package func dryRunApart(
    _ body: [Statement], named item: String? = nil
  ) throws(Stop) {
    guard !body.isEmpty else { return }
    var other = self
    other.becomeGuarded()
    if let item { other.state.setItem(item, .copy(.anything)) }
    try other.execute(body) { _ in }
    environment.dryRun?.findings.mayDefine(
      StatementNames(body, registry: environment.registry).defined)
  }

  /// The same for an expression.
  package func dryRunApart(_ expression: Expression) throws(Stop) {
    var other = self
    other.becomeGuarded()
    _ = try other.value(of: expression)
  }

  /// Makes what follows count as not taken.
  private mutating func becomeGuarded() {
    doubt()
    environment.dryRun?.isGuarded = true
    // With other parameters a block above may have run, too.
    state.forgetAll(and: environment.dryRun?.findings.possibleNames ?? [])
  }

  /// `if false { … }`, or what stands after `if true { … }`.
  private func noteUnreachable(
    _ literal: Bool, _ branch: Statement.Branch,
    _ branches: [Statement.Branch], _ otherwise: [Statement]
  ) throws(Stop) {
    let later = branches.drop {
      $0.condition.span.lowerBound <= branch.condition.span.lowerBound
    }
    guard !literal || !later.isEmpty || !otherwise.isEmpty else { return }
    try note(
      fail(
        .unreachable,
        literal
          ? "what follows this block is never run"
          : "this block is never run",
        at: branch.condition.span, label: "is always \(literal)",
        hint: "write a condition that can be either, or remove the block"))
  }
}

extension Statement.Branch {
  fileprivate var isLiteral: Bool {
    if case .boolean = condition.kind { true } else { false }
  }
}

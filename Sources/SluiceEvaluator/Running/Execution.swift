import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

extension Context {
  /// Runs one statement and gives its outputs as they come.
  package mutating func execute(
    _ statement: Statement, emit: (Output) -> Void
  ) throws(Stop) {
    span = statement.span
    try checkInterrupt()
    if isDry { return try dryRun(statement) }
    defer { if !isRun { give(cautions(), to: emit) } }
    try perform(statement, emit: emit)
  }

  /// Does what a statement says.
  mutating func perform(
    _ statement: Statement, emit: (Output) -> Void
  ) throws(Stop) {
    switch statement.kind {
    case .command(let call):
      guard let command = environment.registry.command(call.verb.text) else {
        throw unknownName(call.verb.text, at: call.verb.span)
      }
      executed += 1
      let output: Output
      do throws(Stop) { output = try command.run(call, &self) } catch {
        throw placed(error, at: call.verb.span)
      }
      give(output, to: emit)
    case .binding(let name, let expression):
      executed += 1
      let value = try value(of: expression)
      give(try define(name, as: value), to: emit)
    case .parameter(let parameter):
      give(try define(parameter), to: emit)
    case .loop(let name, let values, let body):
      try foresee(statement)
      try foreseen { context throws(Stop) in
        try context.loop(name, values, body, emit)
      }
    case .sweep(let sweep):
      executed += 1
      give(try run(sweep), to: emit)
    case .conditional(let branches, let otherwise):
      try foresee(statement)
      var taken = otherwise
      for branch in branches where try boolean(branch.condition) {
        taken = branch.body
        break
      }
      try foreseen { context throws(Stop) in
        try context.execute(taken, emit)
      }
    case .assertion(let condition, let message):
      executed += 1
      try check(condition, message: message)
    case .expression(let expression):
      executed += 1
      if case .name(let word) = expression.kind, state[word] == nil {
        let verbs = environment.registry.commandNames + statementKeywords
        throw unknownName(word, at: expression.span, or: verbs)
      }
      let value = try value(of: expression)
      give(try shown(value, as: self.name(of: expression)), to: emit)
    }
  }

  /// Runs what was gone through beforehand.
  private mutating func foreseen(
    _ body: (inout Context) throws(Stop) -> Void
  ) throws(Stop) {
    let before = isForeseen
    isForeseen = true
    defer { isForeseen = before }
    try body(&self)
  }

  private func give(_ output: Output, to emit: (Output) -> Void) {
    if output != .nothing { emit(output) }
  }

  package mutating func execute(
    _ body: [Statement], _ emit: (Output) -> Void
  ) throws(Stop) {
    try inBlock { context throws(Stop) in
      for statement in body {
        context.environment.dryRun?.findings.spend(1)
        try context.execute(statement, emit: emit)
        if context.isQuitting { return }
      }
    }
  }

  /// The loop's name stands for each item in turn and for nothing, or for
  /// what it stood for before, once the loop is over.
  private mutating func loop(
    _ name: Name, _ values: Expression, _ body: [Statement],
    _ emit: (Output) -> Void
  ) throws(Stop) {
    let before = state.item(name.text)
    let lineage = lineage
    try checkFree(loop: name)
    for (index, item) in try loopItems(of: values).enumerated() {
      state.setItem(name.text, item)
      beginItem(index + 1, after: lineage)
      try execute(body, emit)
      if isQuitting { break }
    }
    self.lineage = lineage
    state.setItem(name.text, before)
    // What its block defined again, the next turn may have made good.
    if mode == .prompt, !state.isInLoop {
      give(OldUse.notes(state.newOldUses()), to: emit)
    }
  }

  /// What a loop goes through: where its list is written with names, these.
  func loopItems(
    of values: Expression, first limit: Int? = nil
  ) throws(Stop) -> [State.LoopItem] {
    var items = try items(of: values, allowsWords: true, first: limit).map {
      State.LoopItem.copy($0)
    }
    guard case .list(let written) = values.kind else { return items }
    for (index, item) in written.prefix(items.count).enumerated() {
      if case .name(let name) = item.kind, state[name] != nil,
        let place = state.place(of: name)
      {
        items[index] = .place(place)
      }
    }
    return items
  }

  /// - Throws: `taken-name`, where a loop's name is another value's.
  func checkFree(loop name: Name) throws(Stop) {
    let isForgotten =
      state[name.text]?.isUnknown == true
      && state.origins[name.text] == nil
    guard state[name.text] == nil || isForgotten || mode != .file else {
      throw fail(
        .takenName, "`\(name.text)` is already defined", at: name.span,
        hint: "choose another name for the loop")
    }
  }

  /// What the prompt and `show` print of a value.
  package func shown(
    _ value: Value, as name: String
  ) throws(Stop) -> Output {
    guard !isDry else { return .nothing }
    if case .object(let object) = value {
      return try object.shown(as: name, in: self)
        + state.oldUsesNote(of: name)
    }
    let text = value.written
    let limit = 1_600
    guard text.count > limit else { return .text(text) }
    return .text(text.prefix(limit) + "…")
      + .note("cut after \(limit) characters of \(text.count)")
  }
}

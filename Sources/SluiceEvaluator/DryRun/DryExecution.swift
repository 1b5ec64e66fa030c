import SluiceDiagnostics
import SluiceLanguage

/// How a dry run goes through statements: it meets each one, goes on after
/// mistakes, and does not go round a loop for ever.
extension Context {
  /// Runs a statement dry.
  ///
  /// - Throws: An interrupt, and nothing else.
  package mutating func dryRun(_ statement: Statement) throws(Stop) {
    do throws(Stop) {
      switch statement.kind {
      case .loop(let name, let values, let body):
        try dryRun(loop: name, values, body)
      case .sweep(let sweep): try dryRun(sweep)
      case .conditional(let branches, let otherwise):
        try dryRun(branches, otherwise)
      default: try perform(statement) { _ in }
      }
    } catch {
      try note(placed(error, at: statement.span))
      forget([statement])
    }
  }

  /// Makes the names that statements would make unknown.
  mutating func forget(_ body: [Statement]) {
    doubt()
    let registry = environment.registry
    for statement in body {
      if case .command(let call) = statement.kind {
        let command = registry.command(call.verb.text)
        for name in StatementNames([statement], registry: registry).changed {
          guard let value = state[name] else { continue }
          forget(name, as: command?.remains(of: value) ?? .anything)
        }
      }
      for block in statement.blocks { forget(block) }
      for name in statement.definedNames(registry) {
        forget(name, as: .anything)
      }
    }
  }

  mutating func forget(_ name: String, as value: Value) {
    if let place = state.place(of: name) {
      state.assign(value, to: place)
    } else {
      state.setItem(name, .copy(value))
    }
    state.origins[name] = nil
  }
}

extension Statement {
  /// The blocks right inside.
  fileprivate var blocks: [[Statement]] {
    switch kind {
    case .loop(_, _, let body): [body]
    case .conditional(let branches, let otherwise):
      branches.map(\.body) + [otherwise]
    default: []
    }
  }

  /// The names that it defines itself, in no block.
  fileprivate func definedNames(_ registry: Registry) -> Set<String> {
    switch kind {
    case .loop, .conditional: []
    case .sweep(let sweep): [sweep.name.text]
    default: StatementNames([self], registry: registry).defined
    }
  }
}

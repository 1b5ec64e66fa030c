import SluiceLanguage

/// The names that some statements touch, as far as their text tells.
package struct StatementNames {
  /// Names that are read.
  package var used: Set<String> = []
  /// Names that are given a value.
  package var defined: Set<String> = []
  /// Names whose object is changed.
  var changed: Set<String> = []
  /// Names that are other than before.
  package var made: Set<String> { defined.union(changed) }

  package init(_ statements: [Statement], registry: Registry) {
    for statement in statements { add(statement, registry) }
  }

  private mutating func add(_ statement: Statement, _ registry: Registry) {
    switch statement.kind {
    case .command(let call): add(call, registry)
    case .binding(let name, let value):
      defined.insert(name.text)
      add(value)
    case .parameter(let parameter):
      defined.insert(parameter.name.text)
      add(parameter.value)
      if let bounds = parameter.bounds { add(bounds) }
    case .loop(let name, let values, let body):
      add(values)
      for statement in body { add(statement, registry) }
      // What is done to the loop's name is done to the names it goes through.
      if changed.remove(name.text) != nil, case .list(let items) = values.kind {
        for case .name(let item) in items.map(\.kind) { changed.insert(item) }
      }
    case .sweep(let sweep):
      defined.insert(sweep.name.text)
      for axis in sweep.axes { add(axis.value) }
      for statement in sweep.body { add(statement, registry) }
    case .conditional(let branches, let otherwise):
      for branch in branches {
        add(branch.condition)
        for statement in branch.body { add(statement, registry) }
      }
      for statement in otherwise { add(statement, registry) }
    case .assertion(let condition, let message):
      add(condition)
      if let message { add(message) }
    case .expression(let value): add(value)
    }
  }

  private mutating func add(_ call: CommandCall, _ registry: Registry) {
    let command = registry.command(call.verb.text)
    let fields = command?.signature.fields.map(\.info) ?? []
    for (index, value) in call.arguments.enumerated() {
      let root = value.rootName
      let field = fields.positional(index)
      if field?.role == .newName {
        if let root { defined.insert(root) }
        continue
      }
      if field.map({ $0.type.use != .read }) == true, let root {
        changed.insert(root)
      }
      add(value)
    }
    for option in call.options { add(option.value) }
  }

  private mutating func add(_ value: Expression) {
    if case .name(let name) = value.kind { used.insert(name) }
    for inner in value.kind.children { add(inner) }
  }
}

extension Expression {
  /// The name that `net.alpha[1]` begins with.
  fileprivate var rootName: String? {
    switch kind {
    case .name(let name): name
    case .member(let whole, _), .index(let whole, _): whole.rootName
    default: nil
    }
  }
}

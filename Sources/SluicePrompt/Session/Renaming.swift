import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// Names for a notebook, which defines each once: where a session defined one
/// again, what it stood for before is called otherwise, wherever it is meant.
struct Renaming {
  /// The steps, with the new names in them.
  private(set) var texts: [String] = []
  /// Each name that was defined again, with what it was called before.
  private(set) var renamed: [(name: String, before: [String])] = []

  private let registry: Registry
  /// What each name is called, by the step that defined it.
  private var called: [String: [Int: String]] = [:]
  /// The step that defined each name, as of the place that is looked at.
  private var definition: [String: Int] = [:]
  /// What the names were, of which something was made: a network keeps its
  /// tasks when one of their names is defined again.
  private var parts: [String: [String: Int]] = [:]
  /// Names of loops and axes, which stand for nothing outside.
  private var local: Set<String> = []
  private var edits: [(span: Range<Int>, text: String)] = []

  init(_ steps: [SessionStep], registry: Registry) {
    self.registry = registry
    nameDefinitions(of: steps)
    for (number, step) in steps.enumerated() {
      let source = SourceText(step.text, name: "<prompt>")
      edits = []
      for statement in parse(source, shapes: registry.shapes).program
        .statements
      {
        walk(statement, number)
      }
      var bytes = source.bytes
      for edit in edits.sorted(by: { $0.span.lowerBound > $1.span.lowerBound })
      {
        bytes.replaceSubrange(edit.span, with: Array(edit.text.utf8))
      }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func nameDefinitions(of steps: [SessionStep]) {
    var taken = Set(steps.flatMap { $0.names.used.union($0.names.defined) })
    var places: [String: [Int]] = [:]
    for (number, step) in steps.enumerated() {
      for name in step.names.defined {
        places[name, default: []].append(number)
      }
    }
    for (name, places) in places.sorted(by: { $0.key < $1.key })
    where places.count > 1 {
      var before: [String] = []
      for (count, place) in places.dropLast().enumerated() {
        var number = count + 1
        while taken.contains("\(name)-\(number)") { number += 1 }
        taken.insert("\(name)-\(number)")
        before.append("\(name)-\(number)")
        called[name, default: [:]][place] = before[count]
      }
      renamed.append((name, before))
    }
  }

  // MARK: - Statements

  private mutating func walk(_ statement: Statement, _ number: Int) {
    switch statement.kind {
    case .command(let call): walk(call, number)
    case .binding(let name, let value):
      use(value)
      define(name.text, name.span, number, from: [value])
    case .parameter(let parameter):
      use(parameter.value)
      if let bounds = parameter.bounds { use(bounds) }
      define(parameter.name.text, parameter.name.span, number, from: [])
    case .loop(let name, let values, let body):
      use(values)
      within([name.text]) { for inner in body { $0.walk(inner, number) } }
    case .sweep(let sweep):
      for axis in sweep.axes { use(axis.value) }
      let before = (definition, parts)
      within(Set(sweep.axes.map(\.name.text))) {
        for inner in sweep.body { $0.walk(inner, number) }
      }
      // Each run has a state of its own.
      (definition, parts) = before
      define(sweep.name.text, sweep.name.span, number, from: [])
    case .conditional(let branches, let otherwise):
      for branch in branches {
        use(branch.condition)
        for inner in branch.body { walk(inner, number) }
      }
      for inner in otherwise { walk(inner, number) }
    case .assertion(let condition, let message):
      use(condition)
      if let message { use(message) }
    case .expression(let value): use(value)
    }
  }

  private mutating func walk(_ call: CommandCall, _ number: Int) {
    let fields =
      registry.command(call.verb.text)?.signature.fields.map(\.info) ?? []
    var made: (name: String, span: Range<Int>)?
    let owner = call.arguments.first?.root
    for (index, value) in call.arguments.enumerated() {
      let field = fields.positional(index)
      if field?.role == .newName, case .name(let name) = value.kind {
        made = (name, value.span)
      } else if field?.role != .word {
        use(value, of: owner)
      }
    }
    for option in call.options {
      let field = fields.first { $0.name == option.name.text }
      if case .name(let word) = option.value.kind,
        field?.type.words.contains(word) == true
      {
        continue
      }
      use(option.value, of: owner)
    }
    if let made {
      let values = call.arguments.dropFirst() + call.options.map(\.value)
      define(made.name, made.span, number, from: Array(values))
    }
  }

  private mutating func within(
    _ names: Set<String>, _ body: (inout Renaming) -> Void
  ) {
    let before = local
    local.formUnion(names)
    body(&self)
    local = before
  }

  // MARK: - Names

  private mutating func define(
    _ name: String, _ span: Range<Int>, _ number: Int, from values: [Expression]
  ) {
    let used = values.flatMap(\.names)
    parts[name] = Dictionary(
      used.compactMap { part in definition[part].map { (part, $0) } }
    ) { $1 }
    definition[name] = number
    rename(name, span, number)
  }

  private mutating func rename(
    _ name: String, _ span: Range<Int>, _ number: Int
  ) {
    guard !local.contains(name), let text = called[name]?[number] else {
      return
    }
    edits.append((span, text))
  }

  /// Looks at a value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - owner: The name of what it belongs to: in `evaluate net` and
  ///     `net.alpha[1][pos, names]` names are those of the network's tasks.
  private mutating func use(_ value: Expression, of owner: String? = nil) {
    switch value.kind {
    case .name(let name):
      let own = owner.flatMap { parts[$0]?[name] }
      if let number = own ?? definition[name] {
        rename(name, value.span, number)
      }
    case .index(let whole, let places):
      use(whole, of: owner)
      for place in places { use(place, of: whole.root ?? owner) }
    case .call(_, let arguments):
      let first = arguments.first?.value.root
      for argument in arguments { use(argument.value, of: first ?? owner) }
    default:
      for inner in value.kind.children { use(inner, of: owner) }
    }
  }
}

extension Expression {
  /// The name that `net.alpha[1]` begins with.
  fileprivate var root: String? {
    switch kind {
    case .name(let name): name
    case .member(let whole, _), .index(let whole, _): whole.root
    default: nil
    }
  }

  /// All names in it.
  fileprivate var names: [String] {
    if case .name(let name) = kind { return [name] }
    return kind.children.flatMap(\.names)
  }
}

import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// A few commands, as a session would declare them.
let shapes = [
  CommandShape(
    "corpus", form: .binding,
    arguments: [.init("name", kind: .newName), .init("source")]),
  CommandShape(
    "task", form: .binding,
    arguments: [.init("name", kind: .newName), .init("layer")],
    options: ["metric"]),
  CommandShape(
    "network", arguments: [.init("name", kind: .newName)],
    options: ["tasks", "main", "layers", "hidden"]),
  CommandShape(
    "train", arguments: [.init("net")],
    options: ["on", "dev", "epochs", "patience", "optimizer"]),
  CommandShape(
    "sluice",
    arguments: [
      .init("net"), .init("state", choices: ["on", "frozen", "off"]),
    ],
    options: ["init"]),
  CommandShape(
    "set", form: .setting,
    arguments: [.init("path"), .init("value")], flags: ["fixed"]),
  CommandShape(
    "print", arguments: [.init("values", isRequired: false, isRepeated: true)]
  ),
  CommandShape(
    "help", arguments: [.init("topic", kind: .word, isRequired: false)]),
].map { CommandWord($0) }

/// The program in a form without spans, one statement a line.
func shown(_ text: String) -> String {
  let (program, diagnostics) = parse(
    SourceText(text, name: "demo.sluice"), shapes: shapes)
  guard diagnostics.isEmpty else { return rendered(diagnostics) }
  return shown(program.statements, indent: "").joined(separator: "\n")
}

/// The mistakes as the user reads them.
func rendered(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { $0.rendered(color: false) }.joined(separator: "\n\n")
}

private func shown(_ statements: [Statement], indent: String) -> [String] {
  statements.flatMap { statement -> [String] in
    let inner = indent + "  "
    switch statement.kind {
    case .command(let call):
      let options = call.options.map {
        "\($0.name.text)=\(shown($0.value))"
      }
      let words =
        [call.verb.text] + call.arguments.map(shown) + options
        + call.flags.map { "+" + $0.text }
      return [indent + words.joined(separator: " ")]
    case .binding(let name, let value):
      return [indent + "let \(name.text) \(shown(value))"]
    case .parameter(let parameter):
      return [
        indent + "param \(parameter.name.text)"
          + (parameter.type.map { ":" + $0.text } ?? "")
          + " \(shown(parameter.value))"
          + (parameter.bounds.map { " in " + shown($0) } ?? "")
          + (parameter.description.map { " \"\($0)\"" } ?? "")
      ]
    case .loop(let name, let values, let body):
      return [indent + "for \(name.text) in \(shown(values))"]
        + shown(body, indent: inner)
    case .sweep(let sweep):
      let axes = sweep.axes.map { "\($0.name.text)=\(shown($0.value))" }
      return [
        indent + "sweep "
          + ([sweep.name.text] + axes).joined(separator: " ")
      ] + shown(sweep.body, indent: inner)
    case .conditional(let branches, let otherwise):
      return branches.flatMap {
        [indent + "if \(shown($0.condition))"] + shown($0.body, indent: inner)
      }
        + (otherwise.isEmpty
          ? [] : [indent + "else"] + shown(otherwise, indent: inner))
    case .assertion(let condition, let message):
      return [
        indent + "assert \(shown(condition))"
          + (message.map { " " + shown($0) } ?? "")
      ]
    case .expression(let value):
      return [indent + shown(value)]
    }
  }
}

/// An expression with every operation in parentheses.
private func shown(_ expression: Expression) -> String {
  switch expression.kind {
  case .number(let number): number.formatted
  case .string(let text): quoted(text)
  case .boolean(let truth): String(truth)
  case .name(let name): name
  case .list(let items): "[\(items.map(shown).joined(separator: " "))]"
  case .range(let low, let high): "(\(shown(low)) .. \(shown(high)))"
  case .call(let name, let arguments):
    "\(name.text)("
      + arguments.map {
        ($0.name.map { $0.text + "=" } ?? "") + shown($0.value)
      }.joined(separator: " ") + ")"
  case .member(let value, let name): "\(shown(value)).\(name.text)"
  case .index(let value, let places):
    "\(shown(value))[\(places.map(shown).joined(separator: " "))]"
  case .unary(let operation, let value):
    "(\(operation.rawValue) \(shown(value)))"
  case .binary(let operation, let left, let right):
    "(\(shown(left)) \(operation) \(shown(right)))"
  }
}

extension Double {
  /// Whole numbers without a fraction.
  fileprivate var formatted: String {
    let whole = Int(exactly: self)
    return whole.map(String.init) ?? String(self)
  }
}

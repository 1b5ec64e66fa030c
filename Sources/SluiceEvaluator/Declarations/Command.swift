import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// A verb of the language.
package protocol Command: Declared {
  static var topic: Topic { get }
  static var form: CommandShape.Form { get }
  /// What is known of that object in a dry run, where it is not known how the
  /// command would change it.
  static func remains(of value: Value) -> Value
  /// Does it. What it throws leaves the state as it was.
  func run(_ context: inout Context) throws(Stop) -> Output
}

extension Command {
  package static var form: CommandShape.Form { .plain }

  package static func remains(of value: Value) -> Value {
    .unknown(kind: value.kind)
  }

  /// How it is written, for the parser.
  package static var shape: CommandShape {
    let infos = fields.map(\.info)
    let arguments = infos.compactMap { info -> CommandShape.Argument? in
      let kind: CommandShape.Argument.Kind
      switch info.role {
      case .argument: kind = .expression
      case .newName: kind = .newName
      case .word: kind = .word
      case .option, .flag: return nil
      }
      return CommandShape.Argument(
        info.name, kind: kind, isRequired: info.isRequired,
        isRepeated: info.isRepeated, choices: info.type.choices)
    }
    return CommandShape(
      name, form: form, arguments: arguments,
      options: infos.filter { $0.role == .option }.map(\.name),
      flags: infos.filter { $0.role == .flag }.map(\.name))
  }

  static func run(
    _ call: CommandCall, _ context: inout Context
  ) throws(Stop) -> Output {
    var command = Self()
    var filling = Filling()
    let fields = Self.fields
    let positional = fields.filter { $0.info.isPositional }
    for (index, value) in call.arguments.enumerated() {
      guard let last = positional.indices.last else { break }
      try filling.store(
        value, in: positional[min(index, last)], of: &command, context)
    }
    for option in call.options {
      for field in fields
      where field.info.role == .option && field.info.name == option.name.text {
        try filling.store(option.value, in: field, of: &command, context)
      }
    }
    for flag in call.flags {
      let word = Expression(.name(flag.text), span: flag.span)
      for field in fields
      where field.info.role == .flag && field.info.name == flag.text {
        try filling.store(word, in: field, of: &command, context)
      }
    }
    guard !filling.isOpen else { throw .undecided }
    if let missing = filling.missing(of: fields) {
      throw context.fail(
        .missingArgument, "`\(name)` needs \(missing.name.uppercased())",
        at: call.verb.span, hint: "it is written \(shape.usage)")
    }
    return try command.run(&context)
  }
}

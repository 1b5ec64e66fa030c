import SluiceDiagnostics
import SluiceLanguage

/// Something with a name and fields: declared once, read by the parser, the
/// evaluator, help, completion and the reference.
package protocol Declared: Sendable {
  init()
  static var name: String { get }
  /// What it does, as one sentence.
  static var summary: String { get }
  static var fields: [Field<Self>] { get }
  /// Lines that can be run, each list in a session of its own.
  static var examples: [String] { get }
}

extension Declared {
  package static var examples: [String] { [] }
}

/// A verb of the language.
package protocol Command: Declared {
  static var topic: Topic { get }
  static var form: CommandShape.Form { get }
  /// Whether it changes the object that its first argument names.
  static var changesFirst: Bool { get }
  /// What is known of that object in a dry run, where it is not known how the
  /// command would change it.
  static func remains(of value: Value) -> Value
  /// Does it. What it throws leaves the state as it was.
  func run(_ context: inout Context) throws(Diagnostic) -> Output
}

extension Command {
  package static var form: CommandShape.Form { .plain }
  package static var changesFirst: Bool { false }

  package static func remains(of value: Value) -> Value {
    .unknown(kind: value.knownKind)
  }

  /// How it is written, for the parser.
  package static var shape: CommandShape {
    let infos = fields.map(\.info)
    let positionals = infos.compactMap { info -> CommandShape.Positional? in
      let kind: CommandShape.Positional.Kind
      switch info.role {
      case .argument: kind = .expression
      case .newName: kind = .newName
      case .word: kind = .word
      case .option, .flag: return nil
      }
      return CommandShape.Positional(
        info.name, kind: kind, isRequired: info.isRequired,
        isRepeated: info.isRepeated)
    }
    return CommandShape(
      name, form: form, positionals: positionals,
      options: infos.filter { $0.role == .option }.map(\.name),
      flags: infos.filter { $0.role == .flag }.map(\.name))
  }

  static func run(
    _ call: CommandCall, _ context: inout Context
  ) throws(Diagnostic) -> Output {
    var command = Self()
    var isOpen = false
    let fields = Self.fields
    let positional = fields.filter { $0.info.isPositional }
    for (index, value) in call.positionals.enumerated() {
      guard let last = positional.indices.last else { break }
      try context.store(
        value, in: positional[min(index, last)], of: &command, &isOpen)
    }
    for option in call.options {
      for field in fields
      where field.info.role == .option && field.info.name == option.name.text {
        try context.store(option.value, in: field, of: &command, &isOpen)
      }
    }
    for flag in call.flags {
      let word = Expression(.name(flag.text), span: flag.span)
      for field in fields
      where field.info.role == .flag && field.info.name == flag.text {
        try context.store(word, in: field, of: &command, &isOpen)
      }
    }
    guard !isOpen else { throw .undecided }
    return try command.run(&context)
  }
}

extension Context {
  /// Puts what was written into a field. In a dry run a mistake is kept, so that
  /// the other fields are looked at, too.
  ///
  /// - Parameters:
  ///   - expression: What was written.
  ///   - field: The field.
  ///   - root: What has the field.
  ///   - isOpen: Becomes true if the field's value is unknown.
  /// - Throws: The mistake, in a real run.
  fileprivate func store<Root>(
    _ expression: Expression, in field: Field<Root>, of root: inout Root,
    _ isOpen: inout Bool
  ) throws(Diagnostic) {
    do throws(Diagnostic) { try field.store(&root, expression, self) } catch {
      try note(error)
      isOpen = true
    }
  }
}

/// A function of the expressions.
package protocol Function: Declared {
  /// What kind of value it gives, with the article, if always the same.
  static var result: String? { get }
  func value(in context: Context) throws(Diagnostic) -> Value
}

extension Function {
  package static var result: String? { nil }

  /// How it is called: `round(x, digits=0)`.
  package static var usage: String {
    let words = fields.map(\.info).map { info in
      let more = info.isRepeated ? ", …" : ""
      let standard = info.standard ?? "…"
      return info.role == .option
        ? "\(info.name)=\(standard)" : info.name + more
    }
    return "\(name)(\(words.joined(separator: ", ")))"
  }

  static func evaluated(
    _ name: Name, _ arguments: [Expression.Argument], in context: Context
  ) throws(Diagnostic) -> Value {
    var function = Self()
    var isOpen = false
    let positional = fields.filter { $0.info.isPositional }
    var given: Set<String> = []
    var position = 0
    for argument in arguments {
      let span = argument.name?.span ?? argument.value.span
      let field: Field<Self>
      if let option = argument.name {
        field = try self.field(option, in: context)
      } else if let last = positional.last,
        position < positional.count || last.info.isRepeated
      {
        field = positional[min(position, positional.count - 1)]
        position += 1
      } else {
        throw context.fail(
          .extraArgument, "`\(self.name)` does not take so many values",
          at: span, hint: "it is called as \(usage)")
      }
      guard given.insert(field.info.name).inserted || field.info.isRepeated
      else {
        throw context.fail(
          .repeatedOption, "`\(field.info.name)` is given twice", at: span,
          label: "the second time", hint: "keep one of them")
      }
      try context.store(argument.value, in: field, of: &function, &isOpen)
    }
    for field in fields
    where field.info.isRequired && !given.contains(field.info.name) {
      throw context.fail(
        .missingArgument, "`\(self.name)` needs `\(field.info.name)`",
        at: name.span, hint: "it is called as \(usage)")
    }
    guard !isOpen else { return .unknown(kind: result) }
    do throws(Diagnostic) { return try function.value(in: context) } catch {
      guard !error.isUndecided else { return .unknown(kind: result) }
      throw context.placed(error, at: name.span)
    }
  }

  private static func field(
    _ name: Name, in context: Context
  ) throws(Diagnostic) -> Field<Self> {
    let known = fields
    if let field = known.first(where: { $0.info.name == name.text }) {
      return field
    }
    throw context.fail(
      .unknownOption, "`\(self.name)` takes nothing called `\(name.text)`",
      at: name.span,
      hint: didYouMean(
        name.text, in: known.map(\.info.name),
        otherwise: "it is called as \(usage)"))
  }
}

extension FieldInfo {
  /// Whether its position tells it from the others.
  package var isPositional: Bool { role != .option && role != .flag }
}

import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension Completer {
  /// The words for a place of the grammar.
  func candidates(
    for place: CompletionPlace, typed: String, in context: Context
  ) -> [Candidate] {
    switch place {
    case .statement: return statements(typed)
    case .keyword(let words): return words.map { Candidate($0) }
    case .argument(let call):
      return arguments(of: call, typed: typed, in: context)
    case .call(let function, let given):
      return arguments(of: function, given, typed: typed, in: context)
    case .value(.element(let owner, let before, let wanted)):
      let parts = elements(of: owner, before, for: wanted, in: context)
      return parts.isEmpty && !isPath(wanted)
        ? values(nil, typed: typed) : parts
    case .value(let wanted):
      return values(info(of: wanted), first: wanted.first, typed, context)
    case .member(let owner, let wanted):
      return members(of: owner, for: wanted, in: context)
    }
  }

  // MARK: - The start of a line

  private func statements(_ typed: String) -> [Candidate] {
    registry.commands.map { Candidate($0.name, $0.summary) }
      + LanguageForm.all.map { Candidate($0.name, $0.summary) }
      + values(nil, typed: typed)
  }

  // MARK: - Arguments

  private func arguments(
    of call: CommandCall, typed: String, in context: Context
  ) -> [Candidate] {
    guard let command = registry.command(call.verb.text) else { return [] }
    let fields = command.signature.fields.map(\.info)
    let given = Set(
      call.options.map(\.name.text) + call.flags.map(\.text))
    let named = fields.filter {
      !$0.isPositional && !given.contains($0.name)
    }.map(named)
    let number = call.arguments.count
    guard let info = fields.positional(number) else { return named }
    let first = call.arguments.first
    let own: [Candidate]
    switch info.role {
    case .newName: own = []
    case .word: own = words(info)
    default: own = values(info, first: first, typed, context)
    }
    // An argument that must come is asked for before what may.
    return info.isRequired && !info.isRepeated ? own : own + named
  }

  private func arguments(
    of name: Name, _ given: [Expression.Argument], typed: String,
    in context: Context
  ) -> [Candidate] {
    // `sgd(lr=0.1)` is a setting; its words are no values.
    guard let function = registry.function(name.text) else { return [] }
    let fields = function.signature.fields.map(\.info)
    let known = Set(given.compactMap(\.name?.text))
    let options = fields.filter {
      $0.role == .option && !known.contains($0.name)
    }.map(named)
    let arguments = given.filter { $0.name == nil }
    guard let info = fields.positional(arguments.count) else {
      return options
    }
    let own = values(info, first: arguments.first?.value, typed, context)
    return info.isRequired ? own : own + options
  }

  private func named(_ info: FieldInfo) -> Candidate {
    info.role == .flag
      ? Candidate(info.name, info.doc)
      : Candidate(info.name + "=", info.doc, goesOn: true)
  }

  /// The declaration of what a value is for.
  func info(of place: ValuePlace) -> FieldInfo? {
    switch place {
    case .any, .element: nil
    case .argument(let call, let number):
      registry.command(call.verb.text)?.signature.fields.map(\.info)
        .positional(number)
    case .option(let call, let name):
      registry.command(call.verb.text)?.signature.fields.map(\.info)
        .first { $0.name == name }
    case .given(let function, let before):
      registry.function(function.text)?.signature.fields.map(\.info)
        .positional(before.count { $0.name == nil })
    case .named(let function, _, let name):
      registry.function(function.text)?.signature.fields.map(\.info)
        .first { $0.name == name }
    }
  }

  func info(of place: CompletionPlace) -> FieldInfo? {
    switch place {
    case .value(let place): info(of: place)
    case .argument(let call):
      info(of: ValuePlace.argument(call, call.arguments.count))
    case .call(let name, let before): info(of: .given(name, before))
    case .statement, .keyword, .member: nil
    }
  }

  // MARK: - Values

  private func words(_ info: FieldInfo) -> [Candidate] {
    info.suggestion == .helpWords
      ? HelpText(registry).summaries.map { Candidate($0.word, $0.summary) } : []
  }

  private func values(
    _ info: FieldInfo?, first: Expression?, _ typed: String,
    _ context: Context
  ) -> [Candidate] {
    guard let info else { return values(nil, typed: typed) }
    let choices = info.type.words.map { Candidate($0) }
    let owner = first.flatMap { value($0, in: context) }
    switch info.suggestion {
    case .names(let kind):
      if case .object(let object)? = owner {
        let names = object.names(of: kind)
        if !names.isEmpty {
          return names.map { Candidate($0.name, $0.summary) }
        }
      }
      return choices + values(Kinds(kind), typed: typed)
    case .parts(let kind):
      guard let first, case .object(let object)? = owner else {
        return choices
      }
      return choices
        + parts(of: object, first, in: context).filter { $0.kind == kind }
        .map(\.candidate)
    case .places:
      guard case .object(let object)? = owner else { return choices }
      return object.places(after: [], in: context).map { Candidate($0) }
    case .paths: return choices
    case .helpWords: return words(info)
    case .none, .changeable:
      let hasObjects =
        info.type.kinds.members.map { !$0.isSubset(of: Kind.plain) } ?? false
      return choices
        + (choices.isEmpty || hasObjects
          ? values(info.type.kinds, typed: typed) : [])
    }
  }

  /// Names of values, and functions once a letter is typed; of some kinds, or
  /// of all.
  private func values(_ kinds: Kinds?, typed: String) -> [Candidate] {
    let isAny = kinds?.members == nil
    let names = session.state.values.filter { _, value in
      value.kind.map { kinds?.begins(with: $0) ?? true } ?? isAny
    }.map {
      Candidate($0.key, $0.value.brief, goesOn: $0.value.hasParts)
    }
    let functions = registry.functions.filter {
      isAny
        ? !typed.isEmpty
        : $0.result.map { kinds?.contains($0) ?? true } ?? false
    }.map { Candidate($0.name + "(", $0.summary, goesOn: true) }
    return names + functions
  }
}

extension ValuePlace {
  /// The first argument of what the value is for.
  fileprivate var first: Expression? {
    switch self {
    case .argument(let call, _), .option(let call, _): call.arguments.first
    case .given(_, let before), .named(_, let before, _):
      before.first { $0.name == nil }?.value
    case .any, .element: nil
    }
  }
}

extension Value {
  /// Whether a dot or a bracket may follow.
  var hasParts: Bool {
    switch self {
    case .object, .list: true
    default: false
    }
  }

  /// The value in a line that fits beside its name, and does not repeat it.
  var brief: String {
    var text: String
    switch self {
    // Of a long list no more is written than is shown.
    case .list(let items) where items.count > 20:
      text = Value.list(Array(items.prefix(20))).written + "…"
    case .object:
      text = written
      if let end = text.firstRange(of: ": ") {
        text = String(text[end.upperBound...])
      }
    default: text = written
    }
    return text.count > 60 ? text.prefix(59) + "…" : text
  }
}

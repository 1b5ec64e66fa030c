import SluiceDiagnostics
import SluiceLanguage

/// What help, completion and the reference know of a field.
package struct FieldInfo: Equatable, Sendable {
  package enum Role: Equatable, Sendable {
    case argument, newName, word, option, flag
  }

  package var name: String
  package var doc: String
  package var role: Role
  package var type: FieldType
  /// As one would type it; nil if there is none.
  package var standard: String?
  /// `epochs`, `sentences`; empty if it counts nothing.
  package var unit = ""
  package var suggestion = Suggestion.none
  package var isRequired = false
  /// Whether it takes all arguments that follow.
  package var isRepeated = false
}

/// Where completion finds what may stand here.
package enum Suggestion: Equatable, Sendable {
  case none
  /// Names of values of these kinds: `a network`.
  case values([String])
  /// Tasks of the network that the first argument is, else all tasks.
  case tasks
  /// Parts of this kind that the first argument has: layers of a corpus.
  case parts(String)
  /// What a table, the first argument, found; and what it varied.
  case columns, axes
  /// What may stand in `[…]` after the first argument: domains of a corpus.
  case places
  case paths
  case helpWords

  package static let networks = Suggestion.values(["a network"])
  package static let networksAndTables = Suggestion.values(
    ["a network", "a table"])
  /// Corpora, and parts of one.
  package static let corpora = Suggestion.values([
    "a corpus", "part of a corpus",
  ])
  /// Layers, for which a corpus is the beginning: `toy.pos`.
  package static let layers = Suggestion.values(["a layer"])
}

/// One argument, option or flag of a command or function, stored in a
/// property of it. The property's own value is the default.
package struct Field<Root: Sendable>: Sendable {
  package typealias Path<T> = WritableKeyPath<Root, T> & Sendable

  package let info: FieldInfo
  let store:
    @Sendable (inout Root, Expression, Context) throws(Diagnostic) -> Void

  private init(
    _ info: FieldInfo,
    store:
      @escaping @Sendable (inout Root, Expression, Context) throws(Diagnostic)
      -> Void
  ) {
    self.info = info
    self.store = store
  }

  /// A value known by its position.
  package static func argument<T: FieldValue>(
    _ path: Path<T>, _ name: String, _ doc: String, isRequired: Bool = true,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .argument, type: T.fieldType,
      suggestion: suggest, isRequired: isRequired)
    return Field(info) { root, expression, context throws(Diagnostic) in
      root[keyPath: path] = try T.read(expression, in: context)
    }
  }

  /// All values that follow.
  package static func rest<T: FieldValue>(
    _ path: Path<[T]>, _ name: String, _ doc: String, isRequired: Bool = false,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .argument, type: T.fieldType,
      suggestion: suggest, isRequired: isRequired, isRepeated: true)
    return Field(info) { root, expression, context throws(Diagnostic) in
      root[keyPath: path].append(try T.read(expression, in: context))
    }
  }

  /// The name of what the command defines.
  package static func newName(
    _ path: Path<Name>, _ doc: String = "the name it gets"
  ) -> Field {
    let info = FieldInfo(
      name: "name", doc: doc, role: .newName, type: FieldType("a new name"),
      isRequired: true)
    return Field(info) { root, expression, _ throws(Diagnostic) in
      if case .name(let text) = expression.kind {
        root[keyPath: path] = Name(text, span: expression.span)
      }
    }
  }

  /// A bare word that is never a variable; keywords will do.
  package static func word(
    _ path: Path<Name?>, _ name: String, _ doc: String,
    isRequired: Bool = false, suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .word, type: FieldType("a word"),
      suggestion: suggest, isRequired: isRequired)
    return Field(info) { root, expression, _ throws(Diagnostic) in
      if case .name(let text) = expression.kind {
        root[keyPath: path] = Name(text, span: expression.span)
      }
    }
  }

  /// `name=value`
  package static func option<T: FieldValue>(
    _ path: Path<T>, _ name: String, _ doc: String, unit: String = "",
    suggest: Suggestion = .none
  ) -> Field where Root: Declared {
    Field(
      optionInfo(path, name, doc, unit, suggest)
    ) { root, expression, context throws(Diagnostic) in
      root[keyPath: path] = try T.read(expression, in: context)
    }
  }

  /// `name=value` with bounds; `above` excludes its own value.
  package static func option<T: FieldValue & Comparable>(
    _ path: Path<T>, _ name: String, _ doc: String, unit: String = "",
    atLeast: T? = nil, above: T? = nil, atMost: T? = nil
  ) -> Field where Root: Declared {
    bounded(
      optionInfo(path, name, doc, unit, .none), (atLeast, above, atMost)
    ) { $0[keyPath: path] = $1 }
  }

  /// The same for an option that may be left unsaid.
  package static func option<T: FieldValue & Comparable>(
    _ path: Path<T?>, _ name: String, _ doc: String, unit: String = "",
    atLeast: T? = nil, above: T? = nil, atMost: T? = nil
  ) -> Field where Root: Declared {
    bounded(
      optionInfo(path, name, doc, unit, .none), (atLeast, above, atMost)
    ) { $0[keyPath: path] = $1 }
  }

  private static func bounded<T: FieldValue & Comparable>(
    _ info: FieldInfo, _ bounds: (atLeast: T?, above: T?, atMost: T?),
    _ set: @escaping @Sendable (inout Root, T) -> Void
  ) -> Field {
    Field(info) { root, expression, context throws(Diagnostic) in
      let value = try T.read(expression, in: context)
      func refuse(_ bound: String, _ limit: T) -> Diagnostic {
        context.fail(
          .outOfRange,
          "`\(info.name)` must be \(bound) \(limit.spelled ?? ""), "
            + "not \(value.spelled ?? "this")",
          at: expression.span)
      }
      if let least = bounds.atLeast, value < least {
        throw refuse("at least", least)
      }
      if let limit = bounds.above, value <= limit {
        throw refuse("above", limit)
      }
      if let most = bounds.atMost, value > most {
        throw refuse("at most", most)
      }
      set(&root, value)
    }
  }

  private static func optionInfo<T: FieldValue>(
    _ path: Path<T>, _ name: String, _ doc: String, _ unit: String,
    _ suggestion: Suggestion
  ) -> FieldInfo where Root: Declared {
    FieldInfo(
      name: name, doc: doc, role: .option, type: T.fieldType,
      standard: Root()[keyPath: path].spelled, unit: unit,
      suggestion: suggestion)
  }

  /// A word that is there or not: `fixed`.
  package static func flag(
    _ path: Path<Bool>, _ name: String, _ doc: String
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .flag, type: FieldType("a word of its own"))
    return Field(info) { root, _, _ throws(Diagnostic) in
      root[keyPath: path] = true
    }
  }
}

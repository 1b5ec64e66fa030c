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

extension [FieldInfo] {
  /// The field of an argument by its number, from 0; nil past the last.
  package func positional(_ number: Int) -> FieldInfo? {
    let all = filter(\.isPositional)
    if number < all.count { return all[number] }
    return all.last.flatMap { $0.isRepeated ? $0 : nil }
  }
}

/// Where completion finds what may stand here, beside the values of the field's
/// own kinds.
package enum Suggestion: Equatable, Sendable {
  case none
  /// What the first argument has by names of this kind, such as tasks of a
  /// network or columns of a table; where it has none, all such values.
  case names(Kind)
  /// Parts of this kind that the first argument has: layers of a corpus.
  case parts(Kind)
  /// What may stand in `[…]` after the first argument: domains of a corpus.
  case places
  case paths
  /// Parts of what the first name stands for that a change can be made to.
  case changeable(Change)
  case helpWords
}

/// One argument, option or flag of a command or function, stored in a
/// property of it. The property's own value is the default.
package struct Field<Root: Sendable>: Sendable {
  package typealias KeyPath<T> = WritableKeyPath<Root, T> & Sendable

  package let info: FieldInfo
  let store: @Sendable (inout Root, Expression, Context) throws(Stop) -> Void

  private init(
    _ info: FieldInfo,
    store:
      @escaping @Sendable (inout Root, Expression, Context) throws(Stop)
      -> Void
  ) {
    self.info = info
    self.store = store
  }

  /// A value known by its position, which must be given.
  package static func argument<T: FieldValue>(
    _ path: KeyPath<Required<T>>, _ name: String, _ doc: String,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .argument, type: T.fieldType,
      suggestion: suggest, isRequired: true)
    return Field(info) { root, expression, context throws(Stop) in
      root[keyPath: path].wrappedValue = try T.read(expression, in: context)
    }
  }

  /// A value known by its position, which may be left out.
  package static func argument<T: FieldValue>(
    _ path: KeyPath<T>, _ name: String, _ doc: String,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .argument, type: T.fieldType,
      suggestion: suggest)
    return Field(info) { root, expression, context throws(Stop) in
      root[keyPath: path] = try T.read(expression, in: context)
    }
  }

  /// All values that follow.
  package static func rest<T: FieldValue>(
    _ path: KeyPath<[T]>, _ name: String, _ doc: String,
    isRequired: Bool = false,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .argument, type: T.fieldType,
      suggestion: suggest, isRequired: isRequired, isRepeated: true)
    return Field(info) { root, expression, context throws(Stop) in
      root[keyPath: path].append(try T.read(expression, in: context))
    }
  }

  /// The name of what the command defines.
  package static func newName(
    _ path: KeyPath<Required<Name>>, _ doc: String = "the name to give it"
  ) -> Field {
    let info = FieldInfo(
      name: "name", doc: doc, role: .newName,
      type: FieldType(.any("a new name")), isRequired: true)
    return Field(info) { root, expression, _ throws(Stop) in
      if case .name(let text) = expression.kind {
        root[keyPath: path].wrappedValue = Name(text, span: expression.span)
      }
    }
  }

  /// A bare word that is never a variable; keywords will do.
  package static func word(
    _ path: KeyPath<Name?>, _ name: String, _ doc: String,
    suggest: Suggestion = .none
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .word, type: FieldType(.word),
      suggestion: suggest)
    return Field(info) { root, expression, _ throws(Stop) in
      if case .name(let text) = expression.kind {
        root[keyPath: path] = Name(text, span: expression.span)
      }
    }
  }

  /// `name=value`; `standard` is what is taken where the property says nothing.
  package static func option<T: FieldValue>(
    _ path: KeyPath<T>, _ name: String, _ doc: String, unit: String = "",
    standard: (any FieldValue)? = nil, suggest: Suggestion = .none
  ) -> Field where Root: Declared {
    Field(
      optionInfo(path, name, doc, unit, standard, suggest)
    ) { root, expression, context throws(Stop) in
      root[keyPath: path] = try T.read(expression, in: context)
    }
  }

  /// `name=value` with bounds; `above` excludes its own value.
  package static func option<T: FieldValue & Comparable>(
    _ path: KeyPath<T>, _ name: String, _ doc: String, unit: String = "",
    atLeast: T? = nil, above: T? = nil, atMost: T? = nil
  ) -> Field where Root: Declared {
    bounded(
      optionInfo(path, name, doc, unit, nil, .none), (atLeast, above, atMost)
    ) { $0[keyPath: path] = $1 }
  }

  /// The same for an option that may be left unsaid; `standard` is what is
  /// taken then.
  package static func option<T: FieldValue & Comparable>(
    _ path: KeyPath<T?>, _ name: String, _ doc: String, unit: String = "",
    standard: T? = nil, atLeast: T? = nil, above: T? = nil, atMost: T? = nil
  ) -> Field where Root: Declared {
    bounded(
      optionInfo(path, name, doc, unit, standard, .none),
      (atLeast, above, atMost)
    ) { $0[keyPath: path] = $1 }
  }

  private static func bounded<T: FieldValue & Comparable>(
    _ info: FieldInfo, _ bounds: (atLeast: T?, above: T?, atMost: T?),
    _ set: @escaping @Sendable (inout Root, T) -> Void
  ) -> Field {
    Field(info) { root, expression, context throws(Stop) in
      let value = try T.read(expression, in: context)
      func refuse(_ bound: String, _ limit: T) -> Stop {
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
    _ path: KeyPath<T>, _ name: String, _ doc: String, _ unit: String,
    _ standard: (any FieldValue)?, _ suggestion: Suggestion
  ) -> FieldInfo where Root: Declared {
    FieldInfo(
      name: name, doc: doc, role: .option, type: T.fieldType,
      standard: Root()[keyPath: path].spelled ?? standard?.spelled, unit: unit,
      suggestion: suggestion)
  }

  /// A word that is there or not: `fixed`.
  package static func flag(
    _ path: KeyPath<Bool>, _ name: String, _ doc: String
  ) -> Field {
    let info = FieldInfo(
      name: name, doc: doc, role: .flag,
      type: FieldType(.any("a keyword")))
    return Field(info) { root, _, _ throws(Stop) in
      root[keyPath: path] = true
    }
  }
}

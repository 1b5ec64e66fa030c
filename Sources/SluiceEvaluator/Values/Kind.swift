/// What a value is: an identity, and the words for it.
package struct Kind: Hashable, Sendable {
  private let id: String
  /// As messages say it, with its article: `a network`.
  package let phrase: String
  /// The kinds of objects that have such values as parts: a layer's is a corpus.
  private let owners: [String]

  /// - Parameters:
  ///   - id: What tells it from all others.
  ///   - phrase: As messages say it, with its article.
  ///   - owners: The kinds of objects that it is a part of, if it is.
  package init(_ id: String, _ phrase: String, of owners: Kind...) {
    self.id = id
    self.phrase = phrase
    self.owners = owners.map(\.id)
  }

  package static func == (one: Kind, two: Kind) -> Bool { one.id == two.id }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// Whether objects of this kind have values of another as parts.
  package func owns(_ part: Kind) -> Bool { part.owners.contains(id) }
}

extension Kind {
  package static let number = Kind("number", "a number")
  package static let string = Kind("text", "a text")
  package static let boolean = Kind("truth", "true or false")
  package static let word = Kind("word", "a word")
  package static let list = Kind("list", "a list")
  package static let range = Kind("range", "a range")
  package static let missing = Kind("missing", "a missing value")

  package static let table = Kind("table", "a table")
  package static let column = Kind("column", "a column of a table")
  package static let axis = Kind("axis", "what a sweep varied")

  /// Those whose values have no parts by name.
  package static let plain: Set<Kind> = [
    .number, .string, .boolean, .word, .list, .range, .missing,
  ]
}

/// The kinds that will do somewhere, and how a message says so.
package struct Kinds: Equatable, Sendable {
  package var phrase: String
  /// Nil where any kind will do.
  package var members: Set<Kind>?

  /// - Parameters:
  ///   - phrase: `a list or a range`.
  ///   - members: The kinds.
  package init(_ phrase: String, _ members: Kind...) {
    self.phrase = phrase
    self.members = Set(members)
  }

  package init(_ kind: Kind) { self.init(kind.phrase, kind) }

  /// Any kind, under a name.
  package static func any(_ phrase: String) -> Kinds {
    var kinds = Kinds(phrase)
    kinds.members = nil
    return kinds
  }

  package func contains(_ kind: Kind) -> Bool {
    members?.contains(kind) ?? true
  }

  /// Whether a value of a kind will do, or a part of it: where a layer is wanted,
  /// `toy.pos` begins with a corpus.
  package func begins(with kind: Kind) -> Bool {
    contains(kind) || (members?.contains(where: kind.owns) ?? false)
  }
}

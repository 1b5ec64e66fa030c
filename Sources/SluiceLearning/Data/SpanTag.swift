/// A tag such as `B-NP`: what it does, and to a span of which type.
struct SpanTag: Equatable {
  let letter: Character
  /// Empty for tags such as `B`, without a type.
  let type: Substring

  /// What a tag does, whichever letter its scheme has for it.
  enum Role { case begin, inside, end, single }

  /// Nil for `O`, for no label and for labels that are no tags.
  ///
  /// - Parameters:
  ///   - label: A label.
  ///   - letters: Those that mark spans.
  init?(_ label: String?, letters: Set<Character>) {
    guard let label, let letter = label.first, letters.contains(letter) else {
      return nil
    }
    let rest = label.dropFirst()
    guard rest.isEmpty || (rest.first == "-" && rest.utf8.count > 1) else {
      return nil
    }
    self.letter = letter
    type = rest.dropFirst()
  }

  var role: Role {
    switch letter {
    case "B": .begin
    case "E", "L": .end
    case "S", "U", "W": .single
    default: .inside
    }
  }

  /// Whether it goes on with the span that another tag began or went on with.
  func continues(_ previous: SpanTag?) -> Bool {
    guard let previous, previous.type == type else { return false }
    return (role == .inside || role == .end)
      && (previous.role == .begin || previous.role == .inside)
  }
}

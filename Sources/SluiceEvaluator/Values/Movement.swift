/// What moved in an object between two states.
package struct Movement: Sendable, Equatable {
  /// How far, to tell the largest of several.
  package var size: Double
  package var sentence: String

  package init(size: Double, sentence: String) {
    self.size = size
    self.sentence = sentence
  }

  /// What moved most between two states; nil if nothing did.
  package static func sentence(from before: State, to after: State) -> String? {
    let movements = after.values.sorted { $0.key < $1.key }.compactMap {
      name, value -> Movement? in
      guard case .object(let object) = value else { return nil }
      var old: (any SessionObject)?
      if case .object(let object)? = before[name] { old = object }
      return object.movement(since: old, called: name)
    }
    let largest = movements.reduce(nil as Movement?) { best, movement in
      movement.size > best?.size ?? 0 ? movement : best
    }
    guard let largest else { return nil }
    return largest.sentence
      + (movements.count > 1 ? " (so did others, by less)" : "")
  }
}

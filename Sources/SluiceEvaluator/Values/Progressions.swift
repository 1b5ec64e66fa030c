import SluiceDiagnostics
import SluiceOutput

extension State {
  /// How the objects that learned something since another state learned it, by
  /// their names.
  ///
  /// - Parameters:
  ///   - before: The other state.
  ///   - environment: What there is to work with.
  /// - Returns: Their progressions; a copy of what was there before has none.
  package func progressions(
    since before: State, in environment: Environment
  ) -> [Progression] {
    var known = Set(before.values.values.compactMap(\.learned))
    return values.sorted { $0.key < $1.key }.compactMap { name, value in
      guard case .object(let object) = value, let learned = object.learned,
        known.insert(learned).inserted
      else { return nil }
      return Interrupt.$current.withValue(environment.interrupt) {
        object.progression(called: name, in: environment)
      }
    }
  }
}

extension Value {
  /// What tells apart what an object has learned.
  fileprivate var learned: UInt64? {
    if case .object(let object) = self { object.learned } else { nil }
  }
}

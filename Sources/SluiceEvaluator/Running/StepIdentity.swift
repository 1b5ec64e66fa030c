import SluiceDiagnostics
import SluiceLanguage
import SluiceRandom

/// What a step is, wherever it stands: by its own name, else by its commands.
///
/// Its random numbers follow from the notebook's seed and this alone, so that
/// a cell put in between, or a change of layout, changes nothing for others.
package enum StepIdentity: Hashable, Sendable {
  /// `#id`
  case named(String)
  /// A digest of the commands, in the one layout, and how many equal ones
  /// stand above.
  case commands(digest: UInt64, ordinal: UInt64)

  /// The step's stream of random numbers.
  package func stream(seed: UInt64) -> RandomStream {
    let seeded = RandomStream(seed: seed)
    switch self {
    case .named(let name): return seeded.split("#" + name)
    case .commands(let digest, let ordinal):
      return seeded.split(digest).split(ordinal)
    }
  }

  /// A digest of commands that does not depend on their layout.
  package static func digest(_ source: SourceText, shapes: [CommandWord])
    -> UInt64
  {
    RandomStream.digest(formatted(source, shapes: shapes).utf8)
  }

  /// A text that tells it from all others.
  package var key: String {
    switch self {
    case .named(let name): "#" + name
    case .commands(let digest, let ordinal):
      String(digest, radix: 16) + "." + String(ordinal)
    }
  }
}

/// Tells equal steps of one text apart, by how many stand above.
package struct StepCounter {
  private var seen: [UInt64: UInt64] = [:]

  package init() {}

  /// The identity of the next step, by its commands.
  package mutating func next(_ commands: String) -> StepIdentity {
    next(RandomStream.digest(commands.utf8))
  }

  package mutating func next(_ digest: UInt64) -> StepIdentity {
    defer { seen[digest, default: 0] += 1 }
    return .commands(digest: digest, ordinal: seen[digest, default: 0])
  }
}

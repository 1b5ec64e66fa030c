import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// A statement that was run at a prompt.
struct SessionStep: Sendable {
  let text: String
  /// Its commands, whatever their layout.
  let digest: UInt64
  let names: StatementNames

  init(_ statement: Statement, _ text: String, registry: Registry) {
    self.text = text
    digest = StepIdentity.digest(
      SourceText(text, name: "<prompt>"), shapes: registry.shapes)
    names = StatementNames([statement], registry: registry)
  }

  /// How many equal steps stand above it in a notebook of the session.
  func ordinal(after earlier: [SessionStep]) -> UInt64 {
    let lasting = Self.lasting(earlier + [self])
    return UInt64(lasting.count { $0.digest == digest } - 1)
  }

  /// Steps about names as they are at the end: no earlier definitions of them,
  /// which have other names in a notebook, and nothing that was done with those.
  static func lasting(_ steps: [SessionStep]) -> [SessionStep] {
    var last: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for name in step.names.defined { last[name] = index }
    }
    return steps.enumerated().filter { index, step in
      step.names.used.union(step.names.made).allSatisfy {
        (last[$0] ?? 0) <= index
      }
    }.map(\.element)
  }
}

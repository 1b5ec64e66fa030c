import SluiceEvaluator

/// How far somebody came in a notebook.
package struct WalkRecord: Codable, Sendable, Equatable {
  package var steps: [Step]

  package struct Step: Codable, Sendable, Equatable {
    /// The step's identity; one that was changed since is not the same step.
    package var key: String
    package var wasSkipped = false
    /// How the learner fared with an exercise.
    package var effort: Effort?
    /// Whether what was predicted of it came.
    package var wasPredicted: Bool?
  }

  /// How a learner fares with an exercise.
  package struct Effort: Codable, Sendable, Equatable {
    /// What was accepted, entry by entry.
    package var answer: [String]?
    package var tries = 0
    package var hints = 0
    package var sawSolution = false
  }

  /// The record of somebody who has not begun.
  package static let start = WalkRecord(steps: [])

  static func key(_ identity: StepIdentity?) -> String {
    identity?.key ?? "shown"
  }

  /// The steps to run again to be where one was, in a notebook that may have
  /// been changed since: all up to the last one that was passed. One that is
  /// new is run as well.
  ///
  /// - Parameter keys: The notebook's steps.
  /// - Returns: The steps, from the notebook's first.
  func steps(in keys: [String]) -> [Step] {
    let known = Dictionary(
      steps.filter { $0.key != Self.key(nil) }.map { ($0.key, $0) }
    ) { first, _ in first }
    guard let last = keys.lastIndex(where: { known[$0] != nil }) else {
      return []
    }
    return keys[...last].map { known[$0] ?? Step(key: $0) }
  }
}

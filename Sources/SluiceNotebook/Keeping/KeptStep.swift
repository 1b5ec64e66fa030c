import Foundation
import SluiceEvaluator
import SluiceKeeping
import SluiceOutput

/// A step that was run, as it is kept: what it is of, what it depended on, and
/// what it did.
package struct KeptStep: Codable, Sendable {
  /// The notebook's file, and what the step is called in it.
  package var notebook: String
  package var title: String
  package var key: StepKey
  package var trace: StepTrace
  /// How long it took.
  package var seconds: Double
  /// What it did: a ``StepEffect``, and the arrays that it consists of.
  package var effect: ContentDigest
  package var parts: [ContentDigest]
  /// Bytes of all of that.
  package var bytes: Int

  /// How long it took, in words.
  package var duration: String {
    seconds < 10
      ? NumberText.decimals(seconds, 1) + " s" : NumberText.duration(seconds)
  }
}

/// What a step did.
struct StepEffect: Codable, Sendable {
  var outputs: [Output] = []
  /// What it made names stand for, where in its text it defined them, and
  /// names that stand for nothing any more.
  var values: [String: Value] = [:]
  var offsets: [String: Int] = [:]
  var removed: [String] = []
  var parameters: [String: Value] = [:]
  var seed: UInt64 = 1
  var isQuitting = false
  /// How many assertions held; what they were, where that was asked for.
  var assertions = 0
  var held: [String]?
  /// Files that it wrote, as it names them.
  var files: [String] = []
  /// What a run that is to be fresh wrote in place of some.
  var scratch: [String: Data] = [:]

  /// - Parameters:
  ///   - changed: Names that were changed.
  ///   - state: The state after the step.
  init(of changed: Set<String>, in state: State) {
    let state = state.unlogged
    for name in changed {
      guard let value = state.own(name) else {
        removed.append(name)
        continue
      }
      values[name] = value
      offsets[name] = state.offset(ofDefinition: name)
      parameters[name] = state.parameters[name]
    }
    removed.sort()
    seed = state.seed
  }

  /// Does to a session what the step did.
  func apply(to session: inout Session) {
    var all: [String: Value?] = values
    for name in removed { all.updateValue(nil, forKey: name) }
    session.state.takeOver(all, definedAt: offsets, parameters: parameters)
    session.state.seed = seed
    session.environment.assertions.add(assertions, held ?? [])
    for file in files { session.environment.files.note(file) }
    for (path, content) in scratch {
      session.environment.scratch?.write(content, inPlaceOf: path)
    }
  }
}

extension State {
  /// The same, without telling what is looked at.
  var unlogged: State {
    var state = self
    state.log = nil
    return state
  }
}

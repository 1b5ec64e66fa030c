import SluiceTensor

/// All that a session knows: a value, so that a copy is a snapshot.
package struct State: Sendable {
  /// What each name stands for.
  package var values: [String: Value] = [:]
  /// Where all randomness of the session comes from.
  package var seed: UInt64 = 1
  /// Parameters defined so far, with the values in use.
  package var parameters: [String: Value] = [:]
  /// Where each name was defined: the run and the offset in its text.
  var origins: [String: Origin] = [:]
  /// Texts run so far, and how often each text (by its digest) was run.
  var runs = 0
  var runsOfText: [UInt64: UInt64] = [:]

  package init() {}

  struct Origin: Equatable, Sendable {
    var run: Int
    var offset: Int
  }

  /// The stream of random numbers of one step.
  ///
  /// - Parameters:
  ///   - step: What the step is; nil for a text without a notebook, which is
  ///     known by itself and by how often it came before.
  ///   - text: The text.
  /// - Returns: The stream.
  mutating func stream(step: StepIdentity?, text: [UInt8]) -> RandomStream {
    runs += 1
    if let step { return step.stream(seed: seed) }
    let digest = RandomStream.digest(text)
    let ordinal = runsOfText[digest, default: 0]
    runsOfText[digest] = ordinal + 1
    return StepIdentity.commands(digest: digest, ordinal: ordinal)
      .stream(seed: seed)
  }
}

import SluiceRandom
import Testing

@testable import SluiceLearning

/// Labels whose spans are well-formed: the best sequence of all there are.
@Suite("Valid transitions") struct ValidTransitionTests {
  static let schemes: [(TagScheme, [String])] = [
    (.iob2, ["O", "B-X", "I-X", "B-Y", "I-Y"]),
    (.iob1, ["O", "I-X", "B-X", "I-Y", "B-Y"]),
    (.bioes, ["O", "B-X", "I-X", "E-X", "S-X"]),
    (.bilou, ["O", "B-X", "I-X", "L-X", "U-X"]),
    (.bmes, ["O", "B-X", "M-X", "E-X", "W-X"]),
    (.iob2, ["B", "I", "O"]),
  ]

  /// All sequences of labels of a length.
  private func sequences(_ labels: Int, _ length: Int) -> [[Int32]] {
    guard length > 0 else { return [[]] }
    return sequences(labels, length - 1).flatMap { start in
      (0..<Int32(labels)).map { start + [$0] }
    }
  }

  @Test("The best of all well-formed sequences is found", arguments: schemes)
  func best(scheme: TagScheme, labels: [String]) throws {
    let valid = try #require(ValidTransitions(labels: labels, scheme: scheme))
    var random = RandomStream(seed: 3)
    for length in 1...5 {
      let scores = (0..<length).map { _ in
        labels.map { _ in random.uniform() * 4 - 2 }
      }
      func sum(_ sequence: [Int32]) -> Float {
        zip(scores, sequence).reduce(0) { $0 + $1.0[Int($1.1)] }
      }
      let allowed = sequences(labels.count, length).filter(valid.allow)
      let best = try #require(allowed.max { sum($0) < sum($1) })
      let found = try #require(valid.best(scores))
      #expect(valid.allow(found))
      #expect(abs(sum(found) - sum(best)) < 1e-5)
    }
  }

  @Test(
    "What is well-formed is what no audit calls broken", arguments: schemes)
  func allowed(scheme: TagScheme, labels: [String]) throws {
    let valid = try #require(ValidTransitions(labels: labels, scheme: scheme))
    for sequence in sequences(labels.count, 3) {
      var tags = sequence.map { scheme.tag(labels[Int($0)]) }
      tags.append(nil)
      var previous: SpanTag?
      var isBroken = false
      for tag in tags {
        isBroken = isBroken || scheme.breaks(tag, after: previous)
        previous = tag
      }
      #expect(valid.allow(sequence) == !isBroken)
    }
  }

  @Test(
    "Where any label may follow any, or none can, nothing is changed",
    arguments: [TagScheme.plain, .io, .ioe, .mixed])
  func free(scheme: TagScheme) throws {
    #expect(ValidTransitions(labels: ["O", "I-X"], scheme: scheme) == nil)
    let stuck = try #require(
      ValidTransitions(labels: ["I-X"], scheme: .iob2))
    #expect(stuck.best([[1]]) == nil)
  }
}

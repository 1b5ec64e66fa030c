import Foundation
import SluiceRandom
import Testing

@testable import SluiceLearning

/// What layers say of each other.
@Suite("Mutual information") struct MutualInformationTests {
  private let random = RandomStream(seed: 4)

  private func entropy(_ shares: [Double]) -> Double {
    shares.reduce(0) { $0 - $1 * log2($1) }
  }

  @Test("Of a layer and itself it is the entropy, with no more than that")
  func equal() throws {
    let labels = [0, 0, 0, 0, 1, 1, 2, 3]
    let found = try #require(
      try MutualInformation(labels.map { ($0, $0) }, random))
    #expect(abs(found.value - entropy([0.5, 0.25, 0.125, 0.125])) < 1e-12)
    #expect(found.tokens == 8 && found.counted == found.value)
  }

  @Test("Of layers that have nothing to do with each other it is near 0")
  func independent() throws {
    var stream = random
    let pairs = (0..<2000).map { _ in
      (
        one: Int.random(in: 0..<10, using: &stream),
        other: Int.random(in: 0..<10, using: &stream)
      )
    }
    let found = try #require(try MutualInformation(pairs, random))
    // 81 degrees of freedom: 81 / (2 · 2000) nats.
    #expect(abs(found.counted - 81 / 4000 / log(2)) < 0.012)
    #expect(abs(found.shuffled - found.counted) < 0.012)
    #expect(found.value < found.counted / 3)
  }

  @Test("Of a table that is known it is what its formula says")
  func known() throws {
    // Three of four tokens agree.
    let cells = [
      (0, 0, 30_000), (0, 1, 10_000), (1, 0, 10_000), (1, 1, 30_000),
    ]
    let pairs = cells.flatMap { one, other, count in
      (0..<count).map { _ in (one: one, other: other) }
    }
    let found = try #require(try MutualInformation(pairs, random))
    let expected = 2 - entropy([0.375, 0.125, 0.125, 0.375])
    #expect(abs(found.counted - expected) < 1e-12)
    #expect(abs(found.value - expected) < 1e-4)
    #expect(found.shuffled < 1e-4)
  }

  @Test("Only tokens with both labels count, and of none nothing is said")
  func both() throws {
    #expect(try MutualInformation([], random) == nil)
    let corpus = try NetworkTests.corpus()
    let train = Selection(corpus, split: "train")
    let tags = try #require(
      try train.mutualInformation(ofLayers: "pos", "pos", random))
    #expect(
      abs(tags.value - (train.entropy(ofLayer: "pos") ?? 0)) < 1e-9)
    #expect(
      try train.mutualInformation(ofLayers: "pos", "none", random) == nil)
  }
}

import SluiceRandom
import SluiceTensor
import Testing

@testable import SluiceLearning

/// Sums in probabilities are those in logarithms.
@Suite("Sums over chains of labels") struct ChainSumsTests {
  /// Sums over a batch with scores drawn from ± `size`.
  private struct Sums {
    let workspace = Workspace()
    let sums: ChainSums
    let group: ChainGroup
    let logits: Block

    init(
      labels n: Int, lengths: [Int], size: Float, seed: UInt64,
      scheme: [String]? = nil
    ) {
      var random = RandomStream(seed: seed)
      let packing = Packing(lengths: lengths)
      let workspace = workspace
      func block(_ rows: Int, _ columns: Int) -> Block {
        let block = workspace.block(rows: rows, columns: columns)
        for i in 0..<rows * columns {
          block.base[i] = (2 * random.uniform() - 1) * size
        }
        return block
      }
      logits = block(packing.rows, n)
      let mask = scheme.flatMap {
        ValidTransitions(labels: $0, scheme: .iob2).map(ChainMask.init)
      }
      sums = ChainSums(
        scores: ChainScores(
          transition: block(n, n), start: block(1, n), end: block(1, n),
          mask: mask),
        emissions: block(packing.rows, n), forward: block(packing.rows, n),
        marginals: block(packing.rows, n), factors: block(n, n),
        turned: block(n, n), pairs: block(n, n))
      group = ChainGroup(Array(lengths.indices), of: packing)
    }

    typealias Result = (logs: [Double], marginals: [Float], counts: ChainCounts)

    func quick() -> Result? {
      var counts = ChainCounts(labels: sums.scores.labels)
      guard let logs = sums.quick(group, logits, &counts) else { return nil }
      return (logs, sums.marginals.values, counts)
    }

    func plain() -> Result {
      var counts = ChainCounts(labels: sums.scores.labels)
      let logs = sums.plain(group, logits, &counts)
      return (logs, sums.marginals.values, counts)
    }
  }

  private func expectEqual(_ one: Sums.Result, _ other: Sums.Result) {
    for (a, b) in zip(one.logs, other.logs) {
      #expect(abs(a - b) < 1e-5 * max(1, abs(b)))
    }
    #expect(
      zip(one.marginals, other.marginals).allSatisfy { abs($0 - $1) < 1e-5 })
    for (a, b) in [
      (one.counts.transition, other.counts.transition),
      (one.counts.start, other.counts.start),
      (one.counts.end, other.counts.end),
    ] {
      #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test(
    "equal those in logarithms, at 45 labels and sentences of all lengths",
    arguments: [0.1, 2, 15] as [Float])
  func wide(size: Float) throws {
    let sums = Sums(
      labels: 45, lengths: [12, 9, 9, 3, 1], size: size, seed: 1)
    expectEqual(try #require(sums.quick()), sums.plain())
  }

  @Test("equal those in logarithms where some labels may not follow others")
  func masked() throws {
    let labels =
      ["O"] + (1...4).flatMap { ["B-\($0)", "I-\($0)"] }
    for size in [0.5, 4] as [Float] {
      let sums = Sums(
        labels: 9, lengths: [30, 7, 2, 1], size: size, seed: 2, scheme: labels)
      expectEqual(try #require(sums.quick()), sums.plain())
    }
  }

  @Test("are taken in logarithms where scores are far apart")
  func far() {
    for size in [80, 1e4, 3e38] as [Float] {
      #expect(
        Sums(labels: 5, lengths: [4, 2], size: size, seed: 3).quick() == nil)
      let plain = Sums(labels: 5, lengths: [4, 2], size: size, seed: 3).plain()
      #expect(plain.logs.allSatisfy { $0.isFinite })
      #expect(plain.marginals.allSatisfy { $0.isFinite })
      #expect(plain.counts.transition.allSatisfy { $0.isFinite })
    }
  }

  @Test(
    "stay finite and right for any scores",
    arguments: [80, 1e4, 3e38] as [Float])
  func extreme(size: Float) {
    for seed in 1...3 as ClosedRange<UInt64> {
      let fixture = CRFFixture(
        labels: 4, lengths: [5, 3, 1], seed: seed, size: size, missing: 0.2)
      let (loss, logits, steps) = fixture.loss()
      let plain = fixture.plainLoss()
      #expect(loss.isFinite)
      // What is left of numbers of this size in double precision.
      #expect(abs(loss - plain) <= 1e-6 * max(1, plain) + Double(size) * 1e-12)
      #expect(logits.joined().allSatisfy { $0.isFinite })
      #expect(steps.allSatisfy { $0.isFinite })
      #expect(
        fixture.probabilities(of: fixture.decode()).allSatisfy { $0.isFinite })
    }
  }

  @Test("A label that is in no well-formed sentence has no part in any")
  func stuck() throws {
    // Nothing opens a span of Y.
    let valid = try #require(
      ValidTransitions(labels: ["O", "B-X", "I-X", "I-Y"], scheme: .iob2))
    let mask = ChainMask(valid)
    #expect(mask.mixing == 2)
    #expect(!(0...4).contains { mask.isOpen($0, 3) || mask.isOpen(3, $0) })
    let fixture = CRFFixture(
      labels: 4, lengths: [6, 2], seed: 1, valid: valid)
    #expect(
      fixture.probabilities(of: fixture.labels.map { _ in 3 })
        .allSatisfy { $0 == 0 })
  }
}

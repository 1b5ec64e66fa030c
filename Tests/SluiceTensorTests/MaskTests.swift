import SluiceTensor
import Testing

/// Dropout's masks beside plain loops, bit for bit.
@Suite("Masks equal plain loops") struct MaskTests {
  private let workspace = Workspace()

  private func block(_ values: [Float]) -> Block {
    let block = workspace.block(rows: 1, columns: values.count)
    block.base.update(from: values, count: values.count)
    return block
  }

  /// Whether number `place` is kept, by the draws that trainings have had since
  /// there was dropout.
  private func isKept(_ place: UInt32, share: Float, seed: UInt64) -> Bool {
    let low = UInt32(truncatingIfNeeded: seed)
    let high = UInt32(truncatingIfNeeded: seed >> 32)
    func round(_ z: UInt32, _ shift: UInt32, _ factor: UInt32) -> UInt32 {
      (z ^ (z >> shift)) &* factor
    }
    var z = round(place ^ low, 16, 0x7feb_352d)
    z = round(z, 15, 0x846c_a68b)
    z = (z ^ (z >> 16)) &+ high
    z = round(z, 16, 0x7feb_352d)
    z = round(z, 15, 0x846c_a68b)
    return Float((z ^ (z >> 16)) >> 8) * 0x1p-24 < share
  }

  @Test(
    "What is kept, and how much it is raised",
    arguments: [1, 31, 32, 33, 100, 4000],
    [0.8, 0.5, 1.0 / 3, 0.01, 1] as [Float])
  func equal(count: Int, share: Float) {
    let x = (0..<count).map { Float($0) - 40.5 }
    for seed: UInt64 in [3, 0x1234_5678_9abc_def0] {
      let mask = Mask(workspace, count: count, keeping: share)
      mask.draw(seed: seed)
      let plain = x.indices.map {
        isKept(UInt32($0), share: share, seed: seed) ? x[$0] * (1 / share) : 0
      }
      let out = block(x.map { _ in .nan })
      mask.apply(to: block(x), into: out)
      #expect(out.values == plain)
      let place = block(x)
      mask.apply(to: place)
      #expect(place.values == plain)
    }
  }

  @Test("A part of the numbers loses what it loses in the whole")
  func parts() {
    let x = (0..<200).map { Float($0 + 1) }
    let mask = Mask(workspace, count: 200, keeping: 0.7)
    mask.draw(seed: 5)
    let whole = block(x)
    mask.apply(to: whole)
    let part = block(Array(x[64..<150]))
    mask.apply(to: part, from: 64)
    #expect(part.values == Array(whole.values[64..<150]))
  }

  @Test("The share that is kept is the one asked for")
  func share() {
    let mask = Mask(workspace, count: 10_000, keeping: 0.8)
    mask.draw(seed: 3)
    let x = block([Float](repeating: 1, count: 10_000))
    mask.apply(to: x)
    #expect(x.values.allSatisfy { $0 == 0 || $0 == 1.25 })
    let kept = x.values.count { $0 > 0 }
    #expect(abs(Double(kept) / 10_000 - 0.8) < 0.02)
  }
}

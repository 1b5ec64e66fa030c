internal import CKernels

/// Dropout's choice: which of some numbers are kept. It is drawn once, a bit a
/// number, for all that lose the same ones, forward and back.
package struct Mask: Sendable {
  /// 32 bits in the place of a number.
  private let bits: Block
  private let count: Int
  private let share: Float

  /// A mask that is not drawn yet.
  ///
  /// - Parameters:
  ///   - workspace: Where its bits are to lie.
  ///   - count: How many numbers it is for.
  ///   - share: Which share of them is kept, above 0.
  package init(_ workspace: Workspace, count: Int, keeping share: Float) {
    bits = workspace.block(rows: 1, columns: (count + 31) / 32)
    self.count = count
    self.share = share
  }

  /// Draws it. Whether a number is kept depends on the seed and its place
  /// alone.
  package func draw(seed: UInt64) {
    withBits { sluice_draw_kept($0, share, seed, count) }
  }

  /// Sets what is dropped of `x` to 0, and raises what is kept in proportion.
  ///
  /// - Parameters:
  ///   - x: Some of the numbers.
  ///   - first: The first one's place, a multiple of 32.
  package func apply(to x: Block, from first: Int = 0) {
    apply(to: x, from: first, into: x)
  }

  /// The same from one block into another.
  package func apply(to x: Block, from first: Int = 0, into out: Block) {
    precondition(first % 32 == 0 && first + x.count <= count)
    precondition(out.count == x.count)
    withBits {
      sluice_keep(x.base, $0 + first / 32, 1 / share, out.base, x.count)
    }
  }

  private func withBits(_ work: (UnsafeMutablePointer<UInt32>) -> Void) {
    bits.base.withMemoryRebound(to: UInt32.self, capacity: bits.count, work)
  }
}

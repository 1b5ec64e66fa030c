import SluiceTensor

/// What a network goes without on one batch, drawn on the way forward; the way
/// back drops the same numbers of the gradients.
struct DropoutMasks: Sendable {
  /// Of the input, and of what reaches each head.
  let input, heads: RowMask?
  /// By layer, of the states that it hands to the next.
  let layers: [RowMask?]
  /// By layer and direction, of the recurrent weights.
  let recurrent: [[Mask?]]

  /// Draws them.
  init(
    _ runner: NetworkRunner, _ packing: Packing, _ perturbation: Perturbation
  ) {
    let a = runner.architecture, dropout = perturbation.dropout
    var drawn: [(mask: Mask, seed: UInt64)] = []
    func mask(
      _ count: Int, _ share: Float, _ place: String, _ index: Int = 0
    ) -> Mask? {
      guard share > 0 else { return nil }
      let mask = Mask(runner.workspace, count: count, keeping: 1 - share)
      drawn.append((mask, perturbation.seed(place, index)))
      return mask
    }
    func rowMask(
      _ columns: Int, _ share: Float, _ place: String, _ index: Int = 0
    ) -> RowMask? {
      let rows = dropout.isLocked ? packing.count : packing.rows
      return mask(rows * columns, share, place, index).map {
        RowMask($0, packing, columns: columns, isLocked: dropout.isLocked)
      }
    }
    input = rowMask(a.inputWidth, dropout.input, "input dropout")
    heads = rowMask(a.headWidth, dropout.input, "head dropout")
    layers = (0..<a.layers).map {
      // Nobody reads the last one's but the heads.
      $0 + 1 < a.layers
        ? rowMask(2 * a.hidden, dropout.layers, "layer dropout", $0) : nil
    }
    recurrent = (0..<a.layers).map { k in
      (0..<2).map { d in
        mask(
          4 * a.hidden * a.hidden, dropout.recurrent, "recurrent dropout",
          2 * k + d)
      }
    }
    runner.workers.run(drawn.count) { piece in
      runner.profiler.measure(.dropout) {
        drawn[piece].mask.draw(seed: drawn[piece].seed)
      }
    }
  }
}

/// A mask of a block with a row a token.
struct RowMask: Sendable {
  /// Rows that can be worked on side by side, and where their numbers begin in
  /// the mask.
  fileprivate let parts: [(rows: Range<Int>, first: Int)]
  private let mask: Mask

  init(_ mask: Mask, _ packing: Packing, columns: Int, isLocked: Bool) {
    self.mask = mask
    // A sentence has the same row in each step.
    parts =
      isLocked
      ? zip(packing.starts, packing.starts.dropFirst()).map { ($0..<$1, 0) }
      : stride(from: 0, to: packing.rows, by: NetworkRunner.chunk).map {
        ($0..<min($0 + NetworkRunner.chunk, packing.rows), $0 * columns)
      }
  }

  /// Drops numbers of `x`, `[P, columns]`, or of its gradient.
  func apply(to x: Block) { parts.indices.forEach { apply(part: $0, to: x) } }

  fileprivate func apply(part: Int, to x: Block) {
    let (rows, first) = parts[part]
    mask.apply(to: x.rows(rows), from: first)
  }
}

extension NetworkRunner {
  /// Drops numbers of a block, or of its gradient, on all threads.
  func drop(_ x: Block, _ mask: RowMask?) {
    guard let mask else { return }
    workers.run(mask.parts.count) { part in
      profiler.measure(.dropout) { mask.apply(part: part, to: x) }
    }
  }
}
